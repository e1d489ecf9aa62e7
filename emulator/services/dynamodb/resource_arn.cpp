#include "emulator/services/dynamodb/resource_arn.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

/// "arn:PARTITION:SERVICE:REGION:ACCOUNT:table/NAME/KIND/LABEL"
struct Parts {
  std::string_view partition, service, region, account, name, kind, label;
};

std::optional<Parts> parse(std::string_view arn) {
  Parts parts;
  std::string_view* const targets[] = {nullptr, &parts.partition, &parts.service, &parts.region,
                                       &parts.account};
  for (auto* const target : targets) {
    const auto split = base::split_once(arn, ":");
    if (!split) return std::nullopt;
    if (target != nullptr) *target = split->first;
    arn = split->second;
  }
  const auto segments = base::split(arn, '/');
  if (segments.size() < 2 || segments[0] != "table") return std::nullopt;
  parts.name = segments[1];
  if (segments.size() > 2) parts.kind = segments[2];
  if (segments.size() > 3) parts.label = segments[3];
  return parts;
}

}  // namespace

std::optional<NamedResource> parse_resource(std::string_view arn) {
  const auto parts = arn.starts_with("arn:") ? parse(arn) : std::nullopt;
  if (!parts || parts->service != "dynamodb" || !is_table_name(parts->name)) return std::nullopt;
  return NamedResource{
      .table = {.account = parts->account, .region = parts->region, .name = parts->name},
      .stream = parts->kind == "stream" ? parts->label : std::string_view()};
}

std::string name_of(const NamedResource& resource) {
  return resource.stream.empty() ? base::cat("table ", resource.table.name)
                                 : base::cat("stream ", resource.stream);
}

core::Result<NamedResource> resource_of_arn(const core::Call& call, std::string_view arn,
                                            Owner owner) {
  if (!arn.starts_with("arn:")) {
    return invalid_parameter(base::cat("ARNs must start with 'arn:': ", arn));
  }
  const auto parts = parse(arn);
  const auto resource = parse_resource(arn);
  const bool is_ours = parts && resource &&
                       (parts->kind.empty() || parts->kind == "index" ||
                        (parts->kind == "stream" && !parts->label.empty()));
  if (!is_ours) {
    return invalid_parameter(base::cat("Provided Arn is not a DynamoDB resource arn: ", arn));
  }
  if (parts->kind == "index") {
    return invalid_parameter(
        base::cat("Invalid resource arn provided, only table or stream is accepted. Provided "
                  "resource arn: ",
                  arn));
  }
  if (owner == Owner::kCaller && parts->account != call.account) return not_the_owners_account();
  if (parts->region != call.region || parts->partition != call.env.partition) {
    if (owner == Owner::kCaller) return invalid_parameter(base::cat("Invalid resource Arn: ", arn));
    return validation_exception(
        base::cat("Invalid TableArn: Invalid ResourceArn provided as input ", arn));
  }
  return *resource;
}

core::Result<TableReference> table_of_arn(const core::Call& call, std::string_view arn,
                                          Owner owner) {
  const auto resource = resource_of_arn(call, arn, owner);
  if (!resource.ok()) return resource.error();
  if (!resource.value().stream.empty()) return tags_of_streams_not_supported();
  return resource.value().table;
}

core::Resources resources_of_arn(const core::Call& call, std::string_view arn, Owner owner) {
  if (!resource_of_arn(call, arn, owner).ok()) return {};
  return {{.resource = std::string(arn)}};
}

}  // namespace tertulia::dynamodb
