#include "emulator/services/ssm/ssm.hpp"

#include <algorithm>
#include <stdexcept>

#include "tertulia_ssm/schema.sql.hpp"

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/ssm/cipher.hpp"
#include "emulator/services/ssm/rules.hpp"

namespace tertulia::ssm {
namespace {

constexpr std::int64_t kVersionsMax = 100;
constexpr std::string_view kDefaultKey = "alias/aws/ssm";
/// The bytes before what KMS encrypted, so that a ciphertext begins as on AWS: "AQICAH".
constexpr std::string_view kCiphertextHead("\x01\x02\x02\x00\x78", 5);

store::Database& with_schema(store::Database& database) {
  database.define(kSchema);
  return database;
}

/// "/a/" of "/a" and "/a/".
std::string prefix_of(std::string_view path) {
  return path.ends_with('/') ? std::string(path) : base::cat(path, "/");
}

}  // namespace

struct Ssm::Statements {
  explicit Statements(store::Database& database) : database_(with_schema(database)) {}

  store::Database& database_;
  store::Statement version{database_,
                           "SELECT v.type, v.value, v.version, v.last_modified, v.data_type"
                           " FROM ssm_versions AS v"
                           " WHERE account = ? AND region = ? AND name = ? AND version = ?"};
  store::Statement newest{database_,
                          "SELECT type, value, version, last_modified, data_type FROM ssm_versions"
                          " WHERE account = ? AND region = ? AND name = ?"
                          " ORDER BY version DESC LIMIT 1"};
  store::Statement add_version{database_,
                               "INSERT INTO ssm_versions (account, region, name, version, type,"
                               " value, data_type, last_modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  store::Statement drop_old{
      database_,
      "DELETE FROM ssm_versions WHERE account = ? AND region = ? AND name = ? AND version <= ?"};
  store::Statement details{
      database_,
      "SELECT version, description, tier, allowed_pattern, key_id, owner FROM ssm_parameters"
      " WHERE account = ? AND region = ? AND name = ?"};
  store::Statement put{
      database_,
      "INSERT OR REPLACE INTO ssm_parameters (account, region, name, version, description, tier,"
      " allowed_pattern, key_id, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  store::Statement drop{database_,
                        "DELETE FROM ssm_parameters WHERE account = ? AND region = ? AND name = ?"};
  store::Statement names{database_,
                         "SELECT name FROM ssm_parameters WHERE account = ? AND region = ?"
                         " AND name > ? ORDER BY name"};
  store::Statement name_of_owner{
      database_, "SELECT name FROM ssm_parameters WHERE account = ? AND region = ? AND owner = ?"};
  store::Statement tags{
      database_, "SELECT tag, value FROM ssm_tags WHERE account = ? AND region = ? AND name = ?"};
  store::Statement put_tag{database_, "INSERT OR REPLACE INTO ssm_tags VALUES (?, ?, ?, ?, ?)"};
  store::Statement drop_tags{database_,
                             "DELETE FROM ssm_tags WHERE account = ? AND region = ? AND name = ?"};
  store::Statement key{database_, "SELECT key FROM ssm_key WHERE id = 1"};
  store::Statement put_key{database_, "INSERT INTO ssm_key (id, key) VALUES (1, ?)"};
};

Ssm::Ssm(store::Database& database, core::Env& env)
    : env_(env), sql_(std::make_unique<Statements>(database)) {}
Ssm::~Ssm() = default;

const std::string& Ssm::key() {
  if (!key_.empty()) return key_;
  {
    auto rows = sql_->key.bind();
    if (rows.next()) key_ = rows.blob(0);
  }
  if (key_.empty()) {
    key_ = env_.ids.bytes(core::IdKind::kNonce, kKeyBytes);
    sql_->put_key.run(store::BlobView{key_});
  }
  return key_;
}

std::string Ssm::shown(const core::Call& call, const Parameter& parameter, std::string_view kept,
                       Secrets secrets) {
  if (parameter.type != ParameterType::kSecureString) return std::string(kept);
  if (secrets == Secrets::kEncrypted) return base::base64(base::cat(kCiphertextHead, kept));
  auto plain = open(key(), arn_of(call, parameter.name), kept);
  if (!plain) throw std::runtime_error("a secret cannot be decrypted: the database is damaged");
  return std::move(*plain);
}

core::Result<Parameter> Ssm::get(const core::Call& call, const Reference& reference,
                                 Secrets secrets) {
  if (reference.from_arn && reference.name.rfind('/') == 0) {
    // The ARN of "a" and that of "/a" are the same.
    auto found = get_named(call, reference.name.substr(1), reference.selector, secrets);
    if (found.ok() || found.error().code != parameter_not_found().code) return found;
  }
  return get_named(call, reference.name, reference.selector, secrets);
}

core::Result<Parameter> Ssm::get_named(const core::Call& call, std::string_view name,
                                       std::string_view selector, Secrets secrets) {
  const auto version = base::parse_integer(selector);
  if (!selector.empty() && !version) {
    if (!details(call, name)) return parameter_not_found();
    // Versions have no labels yet.
    return label_not_found(selector, name);
  }
  const auto read = [&](store::Statement::Rows& rows) {
    Parameter parameter{.name = std::string(name),
                        .type = core::value_of<ParameterType>(rows.text(0)).value(),
                        .value = {},
                        .version = rows.integer(2),
                        .selector = std::nullopt,
                        .last_modified = core::from_epoch_ms(rows.integer(3)),
                        .arn = arn_of(call, name),
                        .data_type = std::string(rows.text(4))};
    parameter.value = shown(call, parameter, rows.blob(1), secrets);
    if (!selector.empty()) parameter.selector = base::cat(":", selector);
    return parameter;
  };
  if (!version) {
    auto rows = sql_->newest.bind(call.account, call.region, name);
    if (!rows.next()) return parameter_not_found();
    return read(rows);
  }
  {
    auto rows = sql_->version.bind(call.account, call.region, name, *version);
    if (rows.next()) return read(rows);
  }
  if (!details(call, name)) return parameter_not_found();
  return version_not_found(selector, name);
}

std::optional<std::string> Ssm::value_of(const core::Call& call, std::string_view name) {
  auto parameter = get(call, Reference::parse(name), Secrets::kDecrypted);
  if (!parameter.ok()) return std::nullopt;
  return std::move(parameter->value);
}

std::optional<Details> Ssm::details(const core::Call& call, std::string_view name) {
  auto rows = sql_->details.bind(call.account, call.region, name);
  if (!rows.next()) return std::nullopt;
  return Details{.version = rows.integer(0),
                 .description = std::string(rows.text(1)),
                 .tier = core::value_of<ParameterTier>(rows.text(2)).value(),
                 .allowed_pattern = std::string(rows.text(3)),
                 .key_id = std::string(rows.text(4)),
                 .owner = std::string(rows.text(5))};
}

core::Result<Put> Ssm::put(const core::Call& call, const NewVersion& parameter) {
  TERTULIA_CHECK(check_new_name(parameter.name));
  const auto before = details(call, parameter.name);
  auto type = parameter.type;
  std::string data_type = parameter.data_type.value_or("text");
  if (before) {
    auto rows = sql_->newest.bind(call.account, call.region, parameter.name);
    if (rows.next()) {
      if (!type) type = core::value_of<ParameterType>(rows.text(0));
      if (!parameter.data_type) data_type = rows.text(4);
    }
  }
  if (!type) return type_required();
  TERTULIA_CHECK(check_data_type(data_type, *type));
  TERTULIA_CHECK(check_key(parameter.key_id, *type));

  auto after = before.value_or(Details{});
  const auto tier = decide_tier(parameter.tier, before ? std::optional(before->tier) : std::nullopt,
                                parameter.value);
  if (!tier.ok()) return tier.error();
  after.tier = *tier;
  ++after.version;
  if (parameter.description) after.description = *parameter.description;
  if (parameter.allowed_pattern) after.allowed_pattern = *parameter.allowed_pattern;
  if (!parameter.owner.empty()) after.owner = parameter.owner;
  after.key_id = *type == ParameterType::kSecureString ? kDefaultKey : std::string_view();
  TERTULIA_CHECK(check_value(parameter.value, after.allowed_pattern));
  TERTULIA_CHECK(check_tags(parameter.tags));

  write(call, parameter, after, *type, data_type);
  if (!before) set_tags(call, parameter.name, parameter.tags);
  return Put{.version = after.version, .tier = after.tier};
}

void Ssm::write(const core::Call& call, const NewVersion& parameter, const Details& details,
                ParameterType type, std::string_view data_type) {
  const auto& name = parameter.name;
  sql_->put.run(call.account, call.region, name, details.version, details.description,
                core::name_of(details.tier), details.allowed_pattern, details.key_id,
                details.owner);
  std::string sealed;
  std::string_view kept = parameter.value;
  if (type == ParameterType::kSecureString) {
    const auto& secret_key = key();
    sealed = seal(secret_key, env_.ids.bytes(core::IdKind::kNonce, kNonceBytes), arn_of(call, name),
                  parameter.value);
    kept = sealed;
  }
  sql_->add_version.run(call.account, call.region, name, details.version, core::name_of(type),
                        store::BlobView{kept}, data_type, core::epoch_ms(env_.clock.now()));
  sql_->drop_old.run(call.account, call.region, name, details.version - kVersionsMax);
}

bool Ssm::remove(const core::Call& call, std::string_view name) {
  if (!details(call, name)) return false;
  sql_->drop.run(call.account, call.region, name);
  sql_->drop_tags.run(call.account, call.region, name);
  constexpr auto kAll = std::numeric_limits<std::int64_t>::max();
  sql_->drop_old.run(call.account, call.region, name, kAll);
  return true;
}

std::vector<std::string> Ssm::names_below(const core::Call& call, const Below& below) {
  const auto prefix = prefix_of(below.path);
  const bool root = prefix == "/";
  // Names below a path are neighbours in the order of names.
  const auto start = root || below.after > prefix ? below.after : std::string_view(prefix);
  std::vector<std::string> result;
  auto rows = sql_->names.bind(call.account, call.region, start);
  while (rows.next()) {
    const auto name = rows.text(0);
    std::string_view rest = name;
    if (!root && !name.starts_with(prefix)) break;
    if (name.starts_with(prefix)) rest.remove_prefix(prefix.size());
    if (below.recursive || rest.find('/') == rest.npos) result.emplace_back(name);
  }
  return result;
}

std::optional<std::string> Ssm::name_of_owner(const core::Call& call, std::string_view owner) {
  auto rows = sql_->name_of_owner.bind(call.account, call.region, owner);
  if (!rows.next()) return std::nullopt;
  return std::string(rows.text(0));
}

void Ssm::set_tags(const core::Call& call, std::string_view name,
                   const std::map<std::string, std::string>& tags) {
  sql_->drop_tags.run(call.account, call.region, name);
  for (const auto& [tag, value] : tags) {
    sql_->put_tag.run(call.account, call.region, name, tag, value);
  }
}

std::map<std::string, std::string> Ssm::tags(const core::Call& call, std::string_view name) {
  std::map<std::string, std::string> result;
  auto rows = sql_->tags.bind(call.account, call.region, name);
  while (rows.next()) result.emplace(rows.text(0), rows.text(1));
  return result;
}

}  // namespace tertulia::ssm
