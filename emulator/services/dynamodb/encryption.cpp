#include "emulator/services/dynamodb/encryption.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {

std::optional<std::string> kms_key_arn(core::Env& env, const std::optional<SseSpecification>& sse,
                                       const TableReference& reference) {
  if (!sse || !sse->enabled.value_or(false)) return std::nullopt;
  const auto prefix = base::cat("arn:aws:kms:", reference.region, ":", reference.account, ":");
  if (!sse->kms_key_id) return base::cat(prefix, "key/", env.ids.uuid(core::IdKind::kOther));
  if (sse->kms_key_id->starts_with("arn:")) return sse->kms_key_id;
  const bool is_alias = sse->kms_key_id->starts_with("alias/");
  return base::cat(prefix, is_alias ? "" : "key/", *sse->kms_key_id);
}

}  // namespace tertulia::dynamodb
