#include "emulator/services/dynamodb/transfers/requests.hpp"

#include <algorithm>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/transfers/errors.hpp"

namespace tertulia::dynamodb::transfers {
namespace {

/// Tokens are hexadecimal, 112 digits of them.
constexpr std::size_t kTokenBytes = 56;

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || base::is_digit(c);
}

std::string_view kind_of(JobKind kind) { return kind == JobKind::kExport ? "Export" : "Import"; }

struct JobReference {
  std::string_view region;
  std::string_view account;
  std::string_view table;
  std::string_view key;
};

core::Result<JobReference> parse(const core::Call& call, JobKind kind, std::string_view arn) {
  const auto parts = base::split(arn, ':');
  if (parts.size() != 6 || parts[0] != "arn" || parts[1] != call.env.partition ||
      parts[2] != "dynamodb") {
    return invalid_job_arn(kind_of(kind));
  }
  const auto names = base::split(parts[5], '/');
  const bool is_job = names.size() == 4 && names[0] == "table" && is_name(names[1]) &&
                      names[2] == word_of(kind) && !names[3].empty();
  if (!is_job) return invalid_job_arn(kind_of(kind));
  if (parts[4] != call.account) return of_another_account();
  return JobReference{.region = parts[3], .account = parts[4], .table = names[1], .key = names[3]};
}

std::string token_of(const Job& job) {
  auto text = base::cat(word_of(job.kind), ":", job.key);
  text.resize(kTokenBytes, '\0');
  return base::hex(text);
}

std::optional<std::string> key_of(JobKind kind, std::string_view token) {
  auto text = base::from_hex(token);
  if (!text || text->size() != kTokenBytes) return std::nullopt;
  const auto prefix = base::cat(word_of(kind), ":");
  if (!text->starts_with(prefix)) return std::nullopt;
  const auto key = std::string_view(*text).substr(prefix.size());
  return std::string(key.substr(0, key.find('\0')));
}

}  // namespace

bool is_client_token(std::string_view text) { return !text.empty() && text.find('$') == text.npos; }

bool is_bucket(std::string_view text) {
  return text.size() >= 2 && is_alphanumeric(text.front()) && is_alphanumeric(text.back()) &&
         std::ranges::all_of(
             text, [](char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_'; });
}

bool is_account(std::string_view text) {
  return text.size() == 12 && std::ranges::all_of(text, base::is_digit);
}

core::Result<TableReference> table_of_arn(const core::Call& call, std::string_view arn) {
  if (!arn.starts_with("arn:")) return table_arn_is_no_arn();
  const auto reference = reference_of_resource(arn);
  if (!reference || arn.find("/index/") != arn.npos) return table_arn_is_invalid();
  if (reference->account != call.account) return of_another_account();
  return *reference;
}

core::Result<Job> job_of_arn(Jobs& jobs, const core::Call& call, JobKind kind,
                             std::string_view arn) {
  const auto named = parse(call, kind, arn);
  if (!named.ok()) return named.error();
  if (named->region != call.region) return job_of_another_region(kind_of(kind), word_of(kind));
  auto job = jobs.find(kind, named->account, named->region, named->table, named->key);
  if (!job) return job_not_found(kind_of(kind), arn);
  return *std::move(job);
}

core::Resources resources_of_job(const core::Call& call, JobKind kind, std::string_view arn) {
  if (!parse(call, kind, arn).ok()) return {};
  return {{.resource = std::string(arn)}};
}

core::Result<Page> page_of(Jobs& jobs, const core::Call& call, const PageRequest& request) {
  std::string before;
  if (request.next_token) {
    auto key = key_of(request.kind, *request.next_token);
    if (!key) return invalid_next_token(*request.next_token);
    before = *std::move(key);
  }
  // One more than asked for tells whether there are more.
  Page page{jobs.list({.kind = request.kind,
                       .account = call.account,
                       .region = call.region,
                       .table = request.table,
                       .table_id = request.table_id,
                       .before = before,
                       .limit = request.size + 1})};
  if (page.jobs.size() > static_cast<std::size_t>(request.size)) {
    page.jobs.pop_back();
    page.next_token = token_of(page.jobs.back());
  }
  return page;
}

}  // namespace tertulia::dynamodb::transfers
