/// The functions, their versions, their resource policies and their settings: the rows, and what is
/// kept of them in memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "emulator/services/lambda/function.hpp"
#include "emulator/services/lambda/function_name.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::lambda {

class Catalogue {
 public:
  explicit Catalogue(store::Database& database);

  /// The version that the reference means; null when there is none.
  [[nodiscard]] std::shared_ptr<Loaded> find(const FunctionReference& reference);

  /// Makes or replaces the version.
  void put(const Function& function);
  /// The versions of one function in the order of their publication, without "$LATEST".
  [[nodiscard]] std::vector<Function> published(const FunctionReference& reference);
  /// Functions of an account and region ordered by name and version ("$LATEST" first), behind
  /// (`after_name`, `after_version`); versions too when `all_versions`.
  [[nodiscard]] std::vector<Function> list(std::string_view account, std::string_view region,
                                           std::string_view after_name,
                                           std::string_view after_version, bool all_versions,
                                           std::int64_t count_max);

  void put_permission(const FunctionReference& reference, const Permission& permission);
  [[nodiscard]] std::vector<Permission> permissions(const FunctionReference& reference);
  void put_async(const FunctionReference& reference, const AsyncSettings& settings);

  /// Forgets what is kept in memory.
  void reload() { cache_.clear(); }

 private:
  [[nodiscard]] std::optional<Function> row(const FunctionReference& reference,
                                            std::string_view version);
  void forget(std::string_view account, std::string_view region, std::string_view name);

  store::Statement get_, put_, published_, list_latest_, list_all_;
  store::Statement permissions_, put_permission_, get_async_, put_async_;
  std::unordered_map<std::string, std::shared_ptr<Loaded>> cache_;
};

}  // namespace tertulia::lambda
