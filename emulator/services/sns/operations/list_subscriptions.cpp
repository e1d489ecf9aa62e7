#include "emulator/services/sns/operations/list_subscriptions.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> ListSubscriptions::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::next_token>("NextToken"),
  };
  return kMembers;
}

std::span<const core::Member> ListSubscriptions::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::subscriptions>("Subscriptions"),
      core::member<&Output::next_token>("NextToken"),
  };
  return kMembers;
}

core::Resources ListSubscriptions::resources(const Input& /*input*/, const core::Call& call) {
  return {{.resource = call.arn("sns", "*")}};
}

core::Result<ListSubscriptions::Output> ListSubscriptions::run(Sns& sns, const Input& input,
                                                               const core::Call& call) {
  auto page = sns.subscriptions(call, input.next_token);
  if (!page.ok()) return page.error();
  return Output{std::move(page->items), std::move(page->next_token)};
}

}  // namespace tertulia::sns
