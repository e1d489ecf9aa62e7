/// Tags of tables: the rules for them, and where they are kept.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/conditions.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/table.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

inline constexpr std::size_t kTagsMax = 50;

/// Errors (ValidationException): more than 50, keys and values too long or of other characters than
/// tags have, keys that AWS reserves, keys that come twice.
[[nodiscard]] core::Status check_tags(const std::vector<Tag>& tags);
/// The same for keys of tags that are to go.
[[nodiscard]] core::Status check_tag_keys(const std::vector<std::string>& keys);

/// What a request that brings tags, or takes them away, has for aws:TagKeys and aws:RequestTag/….
[[nodiscard]] core::ConditionValues tag_conditions(const std::vector<Tag>& tags,
                                                   std::string_view key);
[[nodiscard]] core::ConditionValues tag_conditions(const std::vector<std::string>& keys,
                                                   std::string_view key);

class TableTags {
 public:
  /// The database has the schema.
  explicit TableTags(store::Database& database);

  /// In the order of their keys.
  [[nodiscard]] std::vector<Tag> of(const Table& table);
  [[nodiscard]] std::optional<std::string> value(const Table& table, std::string_view key);
  void put(const Table& table, const Tag& tag);
  void erase(const Table& table, std::string_view key);

 private:
  store::Statement list_, value_, put_, erase_;
};

}  // namespace tertulia::dynamodb
