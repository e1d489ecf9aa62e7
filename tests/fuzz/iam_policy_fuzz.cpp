// Any text is a policy or is refused; what is accepted can be evaluated.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "emulator/services/iam/evaluate.hpp"
#include "emulator/services/iam/resource_policy.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(iam::parse_policy(text, iam::PolicyKind::kTrust));
  static_cast<void>(iam::read_resource_policy(
      text, {.service = "dynamodb", .actions = {}, .is_resource = [](std::string_view) {
               return true;
             }}));
  auto policy = iam::parse_policy(text, iam::PolicyKind::kIdentity);
  if (!policy.ok()) return 0;
  std::vector<iam::NamedPolicy> policies;
  policies.push_back({.name = "p", .policy = std::move(*policy)});
  const auto principal = core::assumed_role("123456789012", "role", "session");
  static_cast<void>(
      iam::evaluate(policies, {.principal = principal,
                               .action = "dynamodb:Scan",
                               .resource = "arn:aws:dynamodb:eu-west-1:123456789012:table/t",
                               .principal_arn = "arn:aws:iam::123456789012:role/role",
                               .principal_tags = nullptr,
                               .now = core::from_epoch_ms(1'767'225'600'000),
                               .region = "eu-west-1"}));
  return 0;
}
