#include "emulator/services/dynamodb/operations/tag_resource.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/resource_arn.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status check_request(const std::vector<Tag>& tags) {
  if (tags.empty()) return tags_needed();
  return check_tags(tags);
}

/// How many tags the table would have.
std::size_t count_after(const std::vector<Tag>& there, const std::vector<Tag>& tags) {
  const auto is_new = [&](const Tag& tag) {
    return std::none_of(there.begin(), there.end(),
                        [&](const Tag& other) { return other.key == tag.key; });
  };
  return there.size() + static_cast<std::size_t>(std::count_if(tags.begin(), tags.end(), is_new));
}

}  // namespace

std::span<const core::Member> TagResource::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::resource_arn>("ResourceArn",
                                         {.required = true, .constraint = kResourceArn}),
      core::member<&Input::tags>("Tags", {.required = true}),
  };
  return kMembers;
}

core::Resources TagResource::resources(const Input& input, const core::Call& call) {
  auto resources = resources_of_arn(call, input.resource_arn, Owner::kAnyAccount);
  for (auto& access : resources) {
    access.conditions = [](const core::ConditionQuestion& question) {
      return tag_conditions(static_cast<const Input*>(question.input)->tags, question.key);
    };
  }
  return resources;
}

core::Result<TagResource::Output> TagResource::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  TERTULIA_CHECK(check_request(input.tags));
  const auto reference = table_of_arn(call, input.resource_arn, Owner::kAnyAccount);
  if (!reference.ok()) return reference.error();
  const auto* table = dynamodb.tables().find(reference.value());
  if (table == nullptr) return resource_arn_not_found(input.resource_arn);
  auto& tags = dynamodb.tags();
  if (count_after(tags.of(*table), input.tags) > kTagsMax) return too_many_tags();
  for (const auto& tag : input.tags) tags.put(*table, tag);
  return Output{};
}

}  // namespace tertulia::dynamodb
