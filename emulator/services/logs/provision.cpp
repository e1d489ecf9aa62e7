#include "emulator/services/logs/provision.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/properties.hpp"

namespace tertulia::logs {
namespace {

constexpr std::array<std::int64_t, 22> kRetentionDays = {
    1,   3,   5,   7,   14,   30,   60,   90,   120,  150,  180,
    365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653};
constexpr std::size_t kNameMax = 512;
constexpr std::size_t kTagsMax = 50;

bool is_name(std::string_view name) {
  constexpr std::string_view kAlso = ".-_/#";
  return !name.empty() && name.size() <= kNameMax &&
         std::all_of(name.begin(), name.end(), [&](char letter) {
           return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                  (letter >= '0' && letter <= '9') || kAlso.find(letter) != kAlso.npos;
         });
}

GroupSettings settings_of(model::Properties& properties) {
  GroupSettings settings;
  settings.retention_days = properties.integer("RetentionInDays");
  if (settings.retention_days && std::find(kRetentionDays.begin(), kRetentionDays.end(),
                                           *settings.retention_days) == kRetentionDays.end()) {
    properties.problem("RetentionInDays",
                       base::cat(*settings.retention_days, " is not a valid enum value"));
  }
  settings.log_class = properties.text("LogGroupClass").value_or("STANDARD");
  if (settings.log_class != "STANDARD" && settings.log_class != "INFREQUENT_ACCESS" &&
      settings.log_class != "DELIVERY") {
    properties.problem("LogGroupClass",
                       base::cat(settings.log_class, " is not a valid enum value"));
  }
  settings.tags = properties.tags();
  if (settings.tags.size() > kTagsMax) {
    properties.problem("Tags", base::cat("a log group has at most ", kTagsMax, " tags"));
  }
  return settings;
}

}  // namespace

core::Result<model::Physical> Provision::create(const model::ResourceRequest& request) {
  model::Properties properties(request);
  auto name = properties.text("LogGroupName");
  if (name && !is_name(*name)) {
    properties.problem("LogGroupName",
                       "a name is 1 to 512 letters, digits and characters of . - _ / #");
  }
  const auto settings = settings_of(properties);
  // Nothing deletes log groups here.
  properties.accept({"DeletionProtectionEnabled"});
  for (const auto* absent : {"BearerTokenAuthenticationEnabled", "DataProtectionPolicy",
                             "FieldIndexPolicies", "KmsKeyId", "ResourcePolicyDocument"}) {
    properties.refuse(absent);
  }
  TERTULIA_CHECK(properties.finish());

  if (!name) name = model::physical_name(env_, request);
  TERTULIA_CHECK(logs_.create_group(request.account, request.region, *name, settings));
  return model::Physical{
      .ref = *name,
      .attributes = {{"Arn", base::cat("arn:", env_.partition, ":logs:", request.region, ":",
                                       request.account, ":log-group:", *name, ":*")}}};
}

}  // namespace tertulia::logs
