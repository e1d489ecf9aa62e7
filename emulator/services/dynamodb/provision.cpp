#include "emulator/services/dynamodb/provision.hpp"

#include <nlohmann/json.hpp>

#include "emulator/model/properties.hpp"
#include "emulator/services/dynamodb/operations/create_table.hpp"
#include "emulator/services/dynamodb/operations/put_resource_policy.hpp"
#include "emulator/services/dynamodb/operations/update_continuous_backups.hpp"
#include "emulator/services/dynamodb/operations/update_time_to_live.hpp"
#include "emulator/services/dynamodb/recovery/recovery.hpp"

namespace tertulia::dynamodb {
namespace {

using model::Properties;
using model::ResourceRequest;

/// The value of an enumeration; another text is a problem.
template <class E>
std::optional<E> choice(Properties& properties, std::string_view name) {
  const auto text = properties.text(name);
  if (!text) return std::nullopt;
  const auto value = core::value_of<E>(*text);
  if (!value) properties.problem(name, base::cat(*text, " is not a valid enum value"));
  return value;
}

template <class E>
E required_choice(Properties& properties, std::string_view name) {
  if (properties.required(name) == nullptr) return {};
  return choice<E>(properties, name).value_or(E{});
}

/// Reads an object inside a property, with the same strictness.
template <class Read>
core::Status inside(const ResourceRequest& request, const nlohmann::json& object, std::string path,
                    Read read) {
  Properties properties(request, object, std::move(path));
  if constexpr (std::is_void_v<decltype(read(properties))>) {
    read(properties);
  } else {
    TERTULIA_CHECK(read(properties));
  }
  return properties.finish();
}

/// An object and where it is: "/KeySchema/0".
struct Place {
  const ResourceRequest& request;
  std::string path = {};
  [[nodiscard]] Place at(std::string_view name) const {
    return {request, base::cat(path, "/", name)};
  }
};

/// Reads the elements of a list, each with the same strictness.
template <class Element, class Read>
core::Status elements(const Place& place, Properties& properties, std::string_view name,
                      std::vector<Element>& target, Read read) {
  std::size_t index = 0;
  for (const auto* object : properties.list(name)) {
    auto& element = target.emplace_back();
    const auto at = place.at(name).at(std::to_string(index++));
    TERTULIA_CHECK(inside(at.request, *object, at.path,
                          [&](Properties& inner) { return read(inner, element, at); }));
  }
  return core::ok();
}

core::Status read_key_schema(const Place& place, Properties& properties,
                             std::vector<KeySchemaElement>& schema) {
  if (properties.required("KeySchema") == nullptr) return core::ok();
  return elements(place, properties, "KeySchema", schema,
                  [](Properties& inner, KeySchemaElement& element, const Place&) {
                    element.attribute_name = inner.required_text("AttributeName");
                    element.key_type = required_choice<KeyType>(inner, "KeyType");
                  });
}

core::Status read_keys(const Place& place, Properties& properties, CreateTable::Input& input) {
  TERTULIA_CHECK(elements(place, properties, "AttributeDefinitions", input.attribute_definitions,
                          [](Properties& inner, AttributeDefinition& definition, const Place&) {
                            definition.attribute_name = inner.required_text("AttributeName");
                            definition.attribute_type =
                                required_choice<ScalarType>(inner, "AttributeType");
                          }));
  return read_key_schema(place, properties, input.key_schema);
}

/// Sets ProvisionedThroughput, OnDemandThroughput and WarmThroughput of a table or an index.
template <class Target>
core::Status read_throughput(const Place& place, Properties& properties, Target& target) {
  const auto read = [&](std::string_view name, auto set) -> core::Status {
    const auto* object = properties.find(name);
    if (object == nullptr) return core::ok();
    return inside(place.request, *object, place.at(name).path, set);
  };
  TERTULIA_CHECK(read("ProvisionedThroughput", [&](Properties& inner) {
    auto& throughput = target.provisioned_throughput.emplace();
    if (inner.required("ReadCapacityUnits") != nullptr) {
      throughput.read_capacity_units = inner.integer("ReadCapacityUnits").value_or(0);
    }
    if (inner.required("WriteCapacityUnits") != nullptr) {
      throughput.write_capacity_units = inner.integer("WriteCapacityUnits").value_or(0);
    }
  }));
  TERTULIA_CHECK(read("OnDemandThroughput", [&](Properties& inner) {
    auto& throughput = target.on_demand_throughput.emplace();
    throughput.max_read_request_units = inner.integer("MaxReadRequestUnits");
    throughput.max_write_request_units = inner.integer("MaxWriteRequestUnits");
  }));
  return read("WarmThroughput", [&](Properties& inner) {
    auto& throughput = target.warm_throughput.emplace();
    throughput.read_units_per_second = inner.integer("ReadUnitsPerSecond");
    throughput.write_units_per_second = inner.integer("WriteUnitsPerSecond");
  });
}

core::Status read_projection(const Place& place, Properties& properties, Projection& projection) {
  const auto* object = properties.required("Projection");
  if (object == nullptr) return core::ok();
  return inside(place.request, *object, place.at("Projection").path, [&](Properties& inner) {
    projection.projection_type = choice<ProjectionType>(inner, "ProjectionType");
    auto names = inner.texts("NonKeyAttributes");
    if (!names.empty()) projection.non_key_attributes = std::move(names);
  });
}

template <class Element>
core::Status read_indexes(const Place& place, Properties& properties, std::string_view name,
                          std::optional<std::vector<Element>>& indexes) {
  if (properties.find(name) == nullptr) return core::ok();
  return elements(place, properties, name, indexes.emplace(),
                  [](Properties& inner, Element& index, const Place& at) -> core::Status {
                    index.index_name = IndexName(inner.required_text("IndexName"));
                    TERTULIA_CHECK(read_key_schema(at, inner, index.key_schema));
                    TERTULIA_CHECK(read_projection(at, inner, index.projection));
                    if constexpr (std::is_same_v<Element, GlobalSecondaryIndex>) {
                      TERTULIA_CHECK(read_throughput(at, inner, index));
                      inner.accept({"ContributorInsightsSpecification"});
                    }
                    return core::ok();
                  });
}

/// `ResourcePolicy`: {PolicyDocument}, of the table or of its stream.
core::Status read_policy(const ResourceRequest& request, Properties& properties,
                         std::string_view path, std::optional<std::string>& target) {
  const auto* object = properties.find("ResourcePolicy");
  if (object == nullptr) return core::ok();
  return inside(request, *object, base::cat(path, "/ResourcePolicy"), [&](Properties& inner) {
    const auto* document = inner.required("PolicyDocument");
    if (document == nullptr) return;
    target = document->is_string() ? document->get<std::string>() : document->dump();
  });
}

/// A template names the view alone: the stream is enabled by it.
core::Status read_stream(const Place& place, Properties& properties, CreateTable::Input& input,
                         std::optional<std::string>& policy) {
  const auto* object = properties.find("StreamSpecification");
  if (object == nullptr) return core::ok();
  auto& stream = input.stream_specification.emplace();
  stream.stream_enabled = true;
  const auto path = place.at("StreamSpecification").path;
  core::Status policy_read = core::ok();
  TERTULIA_CHECK(inside(place.request, *object, path, [&](Properties& inner) {
    stream.stream_view_type = required_choice<StreamViewType>(inner, "StreamViewType");
    policy_read = read_policy(place.request, inner, path, policy);
  }));
  return policy_read;
}

core::Status read_encryption(const ResourceRequest& request, Properties& properties,
                             CreateTable::Input& input) {
  const auto* object = properties.find("SSESpecification");
  if (object == nullptr) return core::ok();
  auto& sse = input.sse_specification.emplace();
  return inside(request, *object, "/SSESpecification", [&](Properties& inner) {
    sse.enabled = inner.boolean("SSEEnabled");
    sse.sse_type = choice<SseType>(inner, "SSEType");
    sse.kms_key_id = inner.text("KMSMasterKeyId");
  });
}

void read_tags(Properties& properties, CreateTable::Input& input) {
  const auto tags = properties.tags();
  if (tags.empty()) return;
  auto& target = input.tags.emplace();
  for (const auto& [key, value] : tags) target.push_back({.key = key, .value = value});
}

/// What the codec does with a request: the rules of the shape itself.
core::Status check_shape(const CreateTable::Input& input) {
  core::Validator validator;
  for (const auto& member : CreateTable::Input::members()) {
    const void* value = member.get(&input);
    const auto step = validator.member(member.name);
    if (member.options.check != nullptr) {
      member.options.check(validator, value);
    } else if (value != nullptr) {
      validator.check(member.type(), member.options.constraint, value);
    }
  }
  if (validator.ok()) return core::ok();
  return validation_exception(validator.message());
}

/// What a template asks for: a table, and what is set once it is there.
struct WantedTable {
  CreateTable::Input table;
  std::optional<TimeToLiveSpecification> time_to_live = std::nullopt;
  std::optional<recovery::PointInTimeRecoverySpecification> recovery = std::nullopt;
  std::optional<std::string> stream_policy = std::nullopt;
};

core::Status read_time_to_live(const Place& place, Properties& properties, WantedTable& wanted) {
  const auto* object = properties.find("TimeToLiveSpecification");
  if (object == nullptr) return core::ok();
  return inside(place.request, *object, place.at("TimeToLiveSpecification").path,
                [&](Properties& inner) {
                  TimeToLiveSpecification given;
                  given.enabled = inner.boolean("Enabled").value_or(false);
                  given.attribute_name = inner.text("AttributeName").value_or("");
                  if (given.enabled) wanted.time_to_live = std::move(given);
                });
}

core::Status read_recovery(const Place& place, Properties& properties, WantedTable& wanted) {
  const auto* object = properties.find("PointInTimeRecoverySpecification");
  if (object == nullptr) return core::ok();
  const auto read = [&](Properties& inner) {
    auto& given = wanted.recovery.emplace();
    given.point_in_time_recovery_enabled =
        inner.boolean("PointInTimeRecoveryEnabled").value_or(false);
    const auto days = inner.integer("RecoveryPeriodInDays");
    if (!days) return;
    if (*days < 1 || *days > recovery::kPeriodDaysMax) {
      return inner.problem("RecoveryPeriodInDays", "a number from 1 to 35 is expected");
    }
    given.recovery_period_in_days = static_cast<std::int32_t>(*days);
  };
  return inside(place.request, *object, place.at("PointInTimeRecoverySpecification").path, read);
}

core::Result<WantedTable> wanted_by(core::Env& env, const ResourceRequest& request) {
  Properties properties(request);
  WantedTable wanted;
  auto& input = wanted.table;
  const auto name = properties.text("TableName");
  input.table_name = TableName(name ? *name : model::physical_name(env, request));
  const Place place{request};
  TERTULIA_CHECK(read_keys(place, properties, input));
  TERTULIA_CHECK(read_throughput(place, properties, input));
  TERTULIA_CHECK(
      read_indexes(place, properties, "LocalSecondaryIndexes", input.local_secondary_indexes));
  TERTULIA_CHECK(
      read_indexes(place, properties, "GlobalSecondaryIndexes", input.global_secondary_indexes));
  TERTULIA_CHECK(read_encryption(request, properties, input));
  TERTULIA_CHECK(read_stream(place, properties, input, wanted.stream_policy));
  TERTULIA_CHECK(read_time_to_live(place, properties, wanted));
  TERTULIA_CHECK(read_recovery(place, properties, wanted));
  TERTULIA_CHECK(read_policy(request, properties, "", input.resource_policy));
  read_tags(properties, input);
  input.billing_mode = choice<BillingMode>(properties, "BillingMode");
  input.table_class = choice<TableClass>(properties, "TableClass");
  input.deletion_protection_enabled =
      properties.boolean("DeletionProtectionEnabled").value_or(false);
  properties.accept({"ContributorInsightsSpecification"});
  for (const auto* refused : {"ImportSourceSpecification", "KinesisStreamSpecification"}) {
    properties.refuse(refused);
  }
  TERTULIA_CHECK(properties.finish());
  TERTULIA_CHECK(check_shape(input));
  return wanted;
}

}  // namespace

std::vector<std::string_view> Provision::types() const { return {"AWS::DynamoDB::Table"}; }

// A stack is complete when its tables are ACTIVE, whatever time tables take otherwise.
core::Result<model::Physical> Provision::create(const ResourceRequest& request) {
  auto wanted = wanted_by(env_, request);
  if (!wanted.ok()) return std::move(wanted).error();
  const core::Call call{.env = env_,
                        .account = request.account,
                        .region = request.region,
                        .principal = core::administrator(request.account)};
  auto created = CreateTable::run(dynamodb_, wanted->table, call);
  if (!created.ok()) return std::move(created).error();
  dynamodb_.transitions().finish(
      *dynamodb_.tables().find(reference_of(call, created->table_description.table_name)));
  if (wanted->time_to_live) {
    auto enabled = UpdateTimeToLive::run(dynamodb_,
                                         {.table_name = wanted->table.table_name,
                                          .time_to_live_specification = *wanted->time_to_live},
                                         call);
    if (!enabled.ok()) return std::move(enabled).error();
  }
  const auto& description = created->table_description;
  if (wanted->recovery) {
    const auto& table = *dynamodb_.tables().find(reference_of(call, description.table_name));
    TERTULIA_CHECK(recovery::update(dynamodb_, table, *wanted->recovery));
  }
  if (wanted->stream_policy && description.latest_stream_arn) {
    auto put = PutResourcePolicy::run(dynamodb_,
                                      {.resource_arn = *description.latest_stream_arn,
                                       .policy = *wanted->stream_policy,
                                       .expected_revision_id = std::nullopt,
                                       .confirm_remove_self_resource_access = true},
                                      call);
    if (!put.ok()) return std::move(put).error();
  }
  model::Physical table{.ref = description.table_name,
                        .attributes = {{"Arn", description.table_arn}}};
  if (description.latest_stream_arn) {
    table.attributes.emplace("StreamArn", *description.latest_stream_arn);
  }
  return table;
}

}  // namespace tertulia::dynamodb
