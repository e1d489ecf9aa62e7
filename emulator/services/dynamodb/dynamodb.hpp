/// DynamoDB: tables of items that are found by their keys. State and rules; no HTTP.
#pragma once

#include "emulator/core/env.hpp"
#include "emulator/core/object_store.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/core/resource_policies.hpp"
#include "emulator/services/dynamodb/backups/backups.hpp"
#include "emulator/services/dynamodb/catalogue.hpp"
#include "emulator/services/dynamodb/changes.hpp"
#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/foreign_tables.hpp"
#include "emulator/services/dynamodb/items.hpp"
#include "emulator/services/dynamodb/options.hpp"
#include "emulator/services/dynamodb/policies.hpp"
#include "emulator/services/dynamodb/recovery/history.hpp"
#include "emulator/services/dynamodb/request_tokens.hpp"
#include "emulator/services/dynamodb/resource_arn.hpp"
#include "emulator/services/dynamodb/tags.hpp"
#include "emulator/services/dynamodb/transfers/jobs.hpp"
#include "emulator/services/dynamodb/transitions.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

class DynamoDb final : public core::ResourceKeeper {
 public:
  static constexpr core::ServiceInfo kInfo{.id = "dynamodb",
                                           .signing_name = "dynamodb",
                                           .iam_prefix = "dynamodb",
                                           .protocol = core::Protocol::kJson10,
                                           .target_prefix = "DynamoDB_20120810",
                                           .error_namespace = "com.amazonaws.dynamodb.v20120810",
                                           .validation_error = &validation_exception,
                                           .access_denied = &access_denied,
                                           .crc32 = true};
  /// For `core::OperationEntry::may_leave_account`.
  template <class Input>
  [[nodiscard]] static bool may_leave_account(const Input& input) {
    return names_an_arn(input);
  }

  /// `reader` reads the policies of tables; `objects`, null for none, is where tables are exported
  /// to and imported from. Both must outlive this.
  DynamoDb(store::Database& database, core::Env& env, core::PolicyReader& reader,
           Options options = {}, core::ObjectStore* objects = nullptr);

  [[nodiscard]] core::Env& env() { return env_; }
  [[nodiscard]] Catalogue& tables() { return tables_; }
  [[nodiscard]] Items& items() { return items_; }
  [[nodiscard]] Entries& entries() { return entries_; }
  [[nodiscard]] Changes& changes() { return changes_; }
  [[nodiscard]] streams::StreamLog& stream_log() { return stream_log_; }
  [[nodiscard]] Expiry& expiry() { return expiry_; }
  [[nodiscard]] recovery::History& history() { return history_; }
  [[nodiscard]] backups::Backups& backups() { return backups_; }
  [[nodiscard]] transfers::Jobs& jobs() { return jobs_; }
  /// Null when nothing stands for S3.
  [[nodiscard]] core::ObjectStore* objects() { return objects_; }
  [[nodiscard]] Transitions& transitions() { return transitions_; }
  [[nodiscard]] TableTags& tags() { return tags_; }
  [[nodiscard]] Policies& policies() { return policies_; }
  [[nodiscard]] RequestTokens& request_tokens() { return request_tokens_; }

  /// The table of a request on items: a name or ARN. ResourceNotFoundException when there is none
  /// that can be used.
  [[nodiscard]] core::Result<const Table*> table(const core::Call& call, std::string_view name);

  /// Whose policy a ResourceArn means. Errors: ResourceNotFoundException.
  [[nodiscard]] core::Result<PolicyOwner> policy_owner(const NamedResource& resource);

  // For IAM: of the ARN of a table or a stream, or of a table's index.
  [[nodiscard]] bool has_policies() const override { return policies_.any(); }
  [[nodiscard]] core::ReadPolicyPtr policy_of(std::string_view arn) override;
  [[nodiscard]] std::optional<std::string> tag_of(std::string_view arn,
                                                  std::string_view key) override;

  /// Drops what is cached of the database, after it was restored.
  void reload() {
    tables_.reload();
    expiry_.reload();
    policies_.reload();
  }

 private:
  [[nodiscard]] const Table* table_of(std::string_view arn);

  core::Env& env_;
  Catalogue tables_;
  Items items_;
  Entries entries_;
  streams::StreamLog stream_log_;
  Expiry expiry_;
  recovery::History history_;
  Changes changes_{items_, entries_, stream_log_, expiry_, history_};
  backups::Backups backups_;
  transfers::Jobs jobs_;
  core::ObjectStore* objects_;
  RequestTokens request_tokens_;
  Transitions transitions_;
  TableTags tags_;
  Policies policies_;
};

}  // namespace tertulia::dynamodb
