/// Systems Manager Parameter Store: named parameters with versions, in hierarchies. State and
/// rules; no JSON, no HTTP.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/env.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/services/ssm/errors.hpp"
#include "emulator/services/ssm/names.hpp"
#include "emulator/services/ssm/shapes.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::ssm {

/// Whether secrets are read in clear or as the opaque ciphertext that AWS gives without
/// WithDecryption.
enum class Secrets : std::uint8_t { kEncrypted, kDecrypted };

/// A parameter to be made, or a new version of one that is there.
struct NewVersion {
  std::string name;
  std::string value;
  /// What is absent stays as it was, or has its default.
  std::optional<ParameterType> type = std::nullopt;
  std::optional<ParameterTier> tier = std::nullopt;
  std::optional<std::string> description = std::nullopt;
  std::optional<std::string> allowed_pattern = std::nullopt;
  std::optional<std::string> data_type = std::nullopt;
  std::optional<std::string> key_id = std::nullopt;
  std::map<std::string, std::string> tags = {};
  /// STACK/LOGICALID of the template's resource; empty for none.
  std::string owner = {};
};

struct Put {
  std::int64_t version = 0;
  ParameterTier tier{};
};

/// What of a parameter is not versioned.
struct Details {
  std::int64_t version = 0;
  std::string description;
  ParameterTier tier{};
  std::string allowed_pattern;
  std::string key_id;
  std::string owner;
};

class Ssm {
 public:
  static constexpr core::ServiceInfo kInfo{.id = "ssm",
                                           .signing_name = "ssm",
                                           .iam_prefix = "ssm",
                                           .protocol = core::Protocol::kJson11,
                                           .target_prefix = "AmazonSSM",
                                           .validation_error = &validation_exception,
                                           .access_denied = &access_denied};

  Ssm(store::Database& database, core::Env& env);
  ~Ssm();
  Ssm(const Ssm&) = delete;
  Ssm& operator=(const Ssm&) = delete;

  /// The version that is referred to. Errors: ParameterNotFound, ParameterVersionNotFound.
  [[nodiscard]] core::Result<Parameter> get(const core::Call& call, const Reference& reference,
                                            Secrets secrets);
  /// The newest value of a parameter, in clear, for variables of a template; nothing when it does
  /// not exist.
  [[nodiscard]] std::optional<std::string> value_of(const core::Call& call, std::string_view name);
  [[nodiscard]] std::optional<Details> details(const core::Call& call, std::string_view name);

  /// Adds the first or the next version; its rules are those of the operation PutParameter, but
  /// what is there is overwritten.
  [[nodiscard]] core::Result<Put> put(const core::Call& call, const NewVersion& parameter);
  /// False when there was none.
  [[nodiscard]] bool remove(const core::Call& call, std::string_view name);

  /// The newest versions below `path` ("/a" or "/a/"; "/" for all) behind the name `after`, in the
  /// order of their names. `keep` says which count; at most `limit` + 1 are returned.
  struct Below {
    std::string_view path;
    bool recursive = false;
    std::string_view after = {};
    std::size_t limit = 10;
  };
  template <class Keep>
  [[nodiscard]] std::vector<Parameter> below(const core::Call& call, const Below& below,
                                             Secrets secrets, Keep keep) {
    std::vector<Parameter> result;
    for (const auto& name : names_below(call, below)) {
      if (result.size() > below.limit) break;
      auto parameter = get(call, {.name = name, .selector = {}}, secrets);
      if (parameter.ok() && keep(*parameter)) result.push_back(std::move(*parameter));
    }
    return result;
  }

  [[nodiscard]] std::optional<std::string> name_of_owner(const core::Call& call,
                                                         std::string_view owner);
  /// Replaces all tags.
  void set_tags(const core::Call& call, std::string_view name,
                const std::map<std::string, std::string>& tags);
  [[nodiscard]] std::map<std::string, std::string> tags(const core::Call& call,
                                                        std::string_view name);

  /// Drops what is cached: after a restore.
  void reload() { key_.clear(); }

 private:
  struct Statements;

  [[nodiscard]] std::vector<std::string> names_below(const core::Call& call, const Below& below);
  [[nodiscard]] core::Result<Parameter> get_named(const core::Call& call, std::string_view name,
                                                  std::string_view selector, Secrets secrets);
  [[nodiscard]] std::string shown(const core::Call& call, const Parameter& parameter,
                                  std::string_view kept, Secrets secrets);
  void write(const core::Call& call, const NewVersion& parameter, const Details& details,
             ParameterType type, std::string_view data_type);
  [[nodiscard]] const std::string& key();

  core::Env& env_;
  std::unique_ptr<Statements> sql_;
  /// Empty until it is needed.
  std::string key_;
};

}  // namespace tertulia::ssm
