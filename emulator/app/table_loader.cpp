#include "emulator/app/table_loader.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

using nlohmann::json;

/// BatchWriteItem's limit.
constexpr std::size_t kBatchMax = 25;
/// How often what was left unprocessed is sent again before it counts as refused.
constexpr int kTriesMax = 10;

struct Refusal {
  std::string message;
  /// Whether it is what was sent that is wrong, so that one of the items is to blame.
  bool is_about_items = false;
};

Refusal refusal_of(const core::DoorAnswer& answer, const json& body) {
  if (!body.is_object()) return {.message = answer.body};
  return {.message = body.value("message", answer.body),
          .is_about_items = body.value("__type", "").ends_with("ValidationException")};
}

/// Sends the requests until all are processed.
std::optional<Refusal> send(const std::string& table, json requests, const BatchWrite& write) {
  for (int tries = 0; tries < kTriesMax; ++tries) {
    const auto answer = write(json{{"RequestItems", {{table, std::move(requests)}}}}.dump());
    const auto body = json::parse(answer.body, nullptr, false);
    if (answer.status >= 300 || !body.is_object()) return refusal_of(answer, body);
    const auto left = body.find("UnprocessedItems");
    if (left == body.end() || !left->contains(table)) return std::nullopt;
    requests = (*left)[table];
  }
  return Refusal{.message = base::cat("the table does not keep up: ", requests.size(),
                                      " items were left unprocessed")};
}

json put(const json& item) { return {{"PutRequest", {{"Item", item}}}}; }

}  // namespace

std::optional<model::Problem> TableLoader::add(json item, const model::Where& where) {
  waiting_.push_back({.item = std::move(item), .where = where});
  return waiting_.size() < kBatchMax ? std::nullopt : finish();
}

std::optional<model::Problem> TableLoader::finish() {
  if (waiting_.empty()) return std::nullopt;
  json requests = json::array();
  for (const auto& waiting : waiting_) requests.push_back(put(waiting.item));
  if (auto refused = send(table_, std::move(requests), write_)) {
    if (!refused->is_about_items) {
      return model::Problem{.where = {.file = waiting_.front().where.file},
                            .message = std::move(refused->message)};
    }
    return one_by_one();
  }
  loaded_ += waiting_.size();
  waiting_.clear();
  if (on_loaded_) on_loaded_(loaded_);
  return std::nullopt;
}

// A batch is refused whole: without the others the one to blame shows. That an item comes twice is
// no fault: the later one replaces the earlier.
std::optional<model::Problem> TableLoader::one_by_one() {
  for (const auto& waiting : waiting_) {
    if (auto refused = send(table_, json::array({put(waiting.item)}), write_)) {
      return model::Problem{.where = waiting.where, .message = std::move(refused->message)};
    }
    ++loaded_;
  }
  waiting_.clear();
  if (on_loaded_) on_loaded_(loaded_);
  return std::nullopt;
}

}  // namespace tertulia::app
