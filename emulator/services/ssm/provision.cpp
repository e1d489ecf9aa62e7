#include "emulator/services/ssm/provision.hpp"

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/properties.hpp"

namespace tertulia::ssm {
namespace {

/// An enumeration among the properties; a problem when its text is none of the values.
template <class E>
std::optional<E> read_enumeration(model::Properties& properties, std::string_view name) {
  const auto text = properties.text(name);
  if (!text) return std::nullopt;
  const auto value = core::value_of<E>(*text);
  if (!value) properties.problem(name, base::cat(*text, " is not a valid enum value"));
  return value;
}

NewVersion read(model::Properties& properties) {
  NewVersion parameter{.name = properties.text("Name").value_or(""),
                       .value = properties.required_text("Value")};
  static_cast<void>(properties.required("Type"));
  parameter.type = read_enumeration<ParameterType>(properties, "Type");
  if (parameter.type == ParameterType::kSecureString) {
    properties.problem("Type", "SecureString is not a valid enum value");
  }
  parameter.tier = read_enumeration<ParameterTier>(properties, "Tier");
  parameter.description = properties.text("Description");
  parameter.allowed_pattern = properties.text("AllowedPattern");
  parameter.data_type = properties.text("DataType");
  parameter.tags = properties.tags();
  properties.refuse("Policies");
  return parameter;
}

}  // namespace

core::Result<model::Physical> Provision::create(const model::ResourceRequest& request) {
  model::Properties properties(request);
  auto parameter = read(properties);
  TERTULIA_CHECK(properties.finish());
  const core::Call call{.env = env_,
                        .account = request.account,
                        .region = request.region,
                        .principal = core::administrator(request.account)};
  parameter.owner = base::cat(request.stack_name, "/", request.logical_id);
  if (parameter.name.empty()) {
    const auto before = ssm_.name_of_owner(call, parameter.owner);
    parameter.name = before ? *before
                            : base::cat("CFN-", request.logical_id, "-",
                                        env_.ids.alnum(core::IdKind::kPhysical, 12));
  }
  const auto details = ssm_.details(call, parameter.name);
  if (details && details->owner != parameter.owner) return parameter_already_exists();
  const auto before = ssm_.get(call, {.name = parameter.name, .selector = {}}, Secrets::kDecrypted);
  if (!before.ok() || before->value != parameter.value || before->type != parameter.type) {
    const auto put = ssm_.put(call, parameter);
    if (!put.ok()) return put.error();
  }
  ssm_.set_tags(call, parameter.name, parameter.tags);
  return model::Physical{.ref = parameter.name,
                         .attributes = {{"Type", std::string(core::name_of(*parameter.type))},
                                        {"Value", parameter.value}}};
}

}  // namespace tertulia::ssm
