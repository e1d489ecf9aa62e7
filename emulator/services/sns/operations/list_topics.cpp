#include "emulator/services/sns/operations/list_topics.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> ListTopics::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::next_token>("NextToken"),
  };
  return kMembers;
}

std::span<const core::Member> ListTopics::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::topics>("Topics"),
      core::member<&Output::next_token>("NextToken"),
  };
  return kMembers;
}

core::Resources ListTopics::resources(const Input& /*input*/, const core::Call& call) {
  return {{.resource = call.arn("sns", "*")}};
}

core::Result<ListTopics::Output> ListTopics::run(Sns& sns, const Input& input,
                                                 const core::Call& call) {
  auto page = sns.topics(call, input.next_token);
  if (!page.ok()) return page.error();
  Output output{.topics = {}, .next_token = std::move(page->next_token)};
  for (auto& arn : page->items) output.topics.push_back({std::move(arn)});
  return output;
}

}  // namespace tertulia::sns
