#include "emulator/services/sts/operations/get_caller_identity.hpp"

#include <array>

namespace tertulia::sts {

std::span<const core::Member> GetCallerIdentity::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::user_id>("UserId"),
      core::member<&Output::account>("Account"),
      core::member<&Output::arn>("Arn"),
  };
  return kMembers;
}

core::Resources GetCallerIdentity::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {};
}

core::Result<GetCallerIdentity::Output> GetCallerIdentity::run(Sts& /*sts*/, const Input& /*input*/,
                                                               const core::Call& call) {
  const auto& principal = call.principal;
  if (principal.kind == core::PrincipalKind::kAnonymous) return missing_authentication_token();
  return Output{principal.user_id, principal.account, principal.arn};
}

}  // namespace tertulia::sts
