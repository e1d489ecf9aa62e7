#include "tests/harness/test_emulator.hpp"

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>
#include <mutex>
#include <optional>
#include <thread>

#include <gtest/gtest.h>

#include "emulator/app/item_file.hpp"
#include "emulator/app/launch.hpp"
#include "emulator/app/server.hpp"
#include "emulator/app/table_loader.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::harness {
namespace {

using nlohmann::json;

std::string text_of(const std::vector<model::Problem>& problems) {
  std::string text;
  for (const auto& problem : problems) base::append(text, text.empty() ? "" : "\n", problem.text());
  return text;
}

app::LaunchOptions launch_options(const Options& options) {
  app::LaunchOptions launch;
  launch.config = options.config;
  if (!options.stage.empty()) launch.options["stage"] = options.stage;
  if (!options.region.empty()) launch.options["region"] = options.region;
  launch.env = [environment =
                    options.environment](std::string_view name) -> std::optional<std::string> {
    const auto found = environment.find(std::string(name));
    if (found == environment.end()) return std::nullopt;
    return found->second;
  };
  launch.given = options.given;
  launch.skip_unsupported = options.skip_unsupported;
  launch.settings.env.clock = core::ClockMode::kVirtual;
  launch.settings.env.seed = options.seed;
  launch.settings.function_folders = options.function_folders;
  launch.settings.time_scale = options.time_scale;
  launch.settings.on_bug = [](const std::string& bug) {
    ADD_FAILURE() << "a bug of the emulator: " << bug;
  };
  return launch;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw DeploymentError("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

struct TestEmulator::Listening {
  explicit Listening(app::Emulator& emulator)
      : server(emulator, {}), edge([this] { server.run(); }) {}
  ~Listening() {
    server.stop();
    edge.join();
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

  app::Server server;
  std::thread edge;
};

TestEmulator::TestEmulator(const Options& options) {
  auto launched = app::launch(launch_options(options));
  if (const auto* problems = std::get_if<std::vector<model::Problem>>(&launched)) {
    throw DeploymentError(text_of(*problems));
  }
  emulator_ = std::move(std::get<app::Launched>(launched).emulator);
  for (const auto& [table, file] : options.items) {
    app::TableLoader loader(table, [this](const std::string& request) {
      return emulator_->call("dynamodb", "BatchWriteItem", request);
    });
    auto problem = app::read_items_of(
        content_of(file), file, table,
        [&](json item, const model::Where& where) { return loader.add(std::move(item), where); });
    if (!problem) problem = loader.finish();
    if (problem) throw DeploymentError(problem->text());
  }
}

TestEmulator::~TestEmulator() = default;

namespace {

/// The emulators that wait for their next test.
class Shelf {
 public:
  struct Kept {
    Options options;
    std::unique_ptr<TestEmulator> emulator;
    std::string when_new;
  };

  std::optional<Kept> take(const Options& options) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(),
                                    [&](const Kept& kept) { return kept.options == options; });
    if (found == kept_.end()) return std::nullopt;
    auto taken = std::move(*found);
    kept_.erase(found);
    return taken;
  }
  void put_back(Kept kept) {
    const std::lock_guard lock(mutex_);
    kept_.push_back(std::move(kept));
  }

 private:
  std::mutex mutex_;
  std::vector<Kept> kept_;
};

}  // namespace

std::shared_ptr<TestEmulator> TestEmulator::as_new(const Options& options) {
  static const auto kShelf = std::make_shared<Shelf>();
  auto kept = kShelf->take(options);
  if (kept) {
    kept->emulator->restore(kept->when_new);
  } else {
    kept = Shelf::Kept{options, std::make_unique<TestEmulator>(options), {}};
    kept->when_new = kept->emulator->snapshot();
  }
  auto* emulator = kept->emulator.get();
  const auto holder = std::make_shared<Shelf::Kept>(std::move(*kept));
  return {emulator,
          [holder, shelf = kShelf](TestEmulator*) { shelf->put_back(std::move(*holder)); }};
}

AwsAnswer TestEmulator::aws(std::string_view service, std::string_view operation,
                            const json& input) {
  const auto answer = emulator_->call(service, operation, input.dump());
  return {.status = answer.status, .body = json::parse(answer.body)};
}

std::string TestEmulator::function_name(std::string_view function) const {
  if (const auto* application = emulator_->application()) {
    for (const auto& one : application->functions) {
      if (one.name == function) return one.function_name;
    }
  }
  return std::string(function);
}

Invoked TestEmulator::invoke(std::string_view function, const json& event) {
  const auto answer =
      aws("lambda", "Invoke",
          {{"FunctionName", function_name(function)}, {"LogType", "Tail"}, {"Payload", event}});
  if (!answer.ok()) throw DeploymentError(base::cat("Invoke: ", answer.body.dump()));
  return {.payload = answer.body.value("Payload", json()),
          .failed = answer.body.contains("FunctionError"),
          .log = base::from_base64(answer.body.value("LogResult", "")).value_or("")};
}

core::HttpResponse TestEmulator::request(core::HttpRequest request) {
  std::promise<core::HttpResponse> promise;
  {
    const auto inside = emulator_->core().enter();
    auto& api = emulator_->execute_api();
    const std::string path(request.path());
    const auto* application = emulator_->application();
    api.serve({.api_id = api.default_api(),
               .stage = application == nullptr ? "" : application->stage,
               .path = path},
              std::move(request),
              [&promise](core::HttpResponse response) { promise.set_value(std::move(response)); });
  }
  return promise.get_future().get();
}

void TestEmulator::advance(std::chrono::milliseconds span) { emulator_->advance(span); }
void TestEmulator::settle() { emulator_->settle(); }
std::string TestEmulator::snapshot() { return emulator_->snapshot(); }
void TestEmulator::restore(const std::string& snapshot) { emulator_->restore(snapshot); }
void TestEmulator::reset() { emulator_->reset(); }

json TestEmulator::view(std::string_view name, const std::map<std::string, std::string>& query) {
  const auto inside = emulator_->core().enter();
  return json::parse((*emulator_->inspector().find(name))(query));
}

json TestEmulator::invocations(std::string_view function) {
  json mine = json::array();
  const auto name = function_name(function);
  for (auto& one : view("invocations", {})) {
    if (function.empty() || one.at("function") == name) mine.push_back(std::move(one));
  }
  return mine;
}

std::vector<std::string> TestEmulator::logs(std::string_view function) {
  std::vector<std::string> lines;
  for (const auto& event :
       view("logs", {{"group", base::cat("/aws/lambda/", function_name(function))}})) {
    lines.push_back(event.at("message").get<std::string>());
  }
  return lines;
}

void TestEmulator::listen() {
  if (listening_ == nullptr) listening_ = std::make_unique<Listening>(*emulator_);
}

std::string TestEmulator::api_url() const { return listening_->server.api_url(); }
std::string TestEmulator::aws_url() const { return listening_->server.aws_url(); }

}  // namespace tertulia::harness
