#include "emulator/app/seeding.hpp"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

using nlohmann::json;

/// BatchWriteItem's limit.
constexpr std::size_t kBatchMax = 25;
/// How often what was left unprocessed is sent again before it counts as refused.
constexpr int kTriesMax = 10;

/// Sends the requests until all are processed; the answer's message when they are not.
std::string write_batch(const std::string& table, json requests, const BatchWrite& write) {
  for (int tries = 0; tries < kTriesMax; ++tries) {
    const auto answer = write(json{{"RequestItems", {{table, std::move(requests)}}}}.dump());
    const auto body = json::parse(answer.body, nullptr, false);
    if (answer.status >= 300 || !body.is_object()) {
      return body.is_object() ? body.value("message", answer.body) : answer.body;
    }
    const auto left = body.find("UnprocessedItems");
    if (left == body.end() || !left->contains(table)) return {};
    requests = (*left)[table];
  }
  return base::cat("the table does not keep up: ", requests.size(), " items were left unprocessed");
}

}  // namespace

std::string seed_table(const std::string& table, const json& items, const BatchWrite& write,
                       const std::function<void(std::size_t)>& loaded) {
  for (std::size_t begin = 0; begin < items.size(); begin += kBatchMax) {
    const auto end = std::min(items.size(), begin + kBatchMax);
    json requests = json::array();
    for (auto i = begin; i < end; ++i) requests.push_back({{"PutRequest", {{"Item", items[i]}}}});
    if (auto problem = write_batch(table, std::move(requests), write); !problem.empty())
      return problem;
    if (loaded) loaded(end);
  }
  return {};
}

}  // namespace tertulia::app
