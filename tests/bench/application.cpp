/// What one step costs without a socket: a start, a service call from a handler, an invocation, a
/// request of the API.

#include <memory>

#include <benchmark/benchmark.h>

#include "tests/harness/test_emulator.hpp"

namespace tertulia::harness {
namespace {

using nlohmann::json;

Options get_togethers() {
  return {.config = TERTULIA_SOURCE_DIR "/serverless.yml",
          .function_folders = {TERTULIA_BINARY_DIR "/functions"},
          .given = TERTULIA_SOURCE_DIR "/fixtures/given.yml",
          .items = {{"dev-gettogethers", TERTULIA_SOURCE_DIR "/fixtures/gettogethers.json"}}};
}

void start_and_deploy(benchmark::State& state) {
  for (auto _ : state) TestEmulator emulator(get_togethers());
}
BENCHMARK(start_and_deploy);

void service_call_from_a_handler(benchmark::State& state) {
  TestEmulator emulator({.config = TERTULIA_SOURCE_DIR "/tests/bench/handlers/serverless.yml",
                         .function_folders = {TERTULIA_BINARY_DIR "/functions"}});
  emulator.aws("dynamodb", "PutItem",
               {{"TableName", "bench"},
                {"Item", {{"id", {{"S", "1"}}}, {"body", {{"S", std::string(200, 'x')}}}}}});
  const json event{{"calls", 10'000},
                   {"request", {{"TableName", "bench"}, {"Key", {{"id", {{"S", "1"}}}}}}}};
  for (auto _ : state) {
    const auto invoked = emulator.invoke("calls", event);
    state.SetIterationTime(invoked.payload.at("ns_per_call").get<double>() / 1e9);
  }
}
BENCHMARK(service_call_from_a_handler)
    ->UseManualTime()

    ->Iterations(20);

void invocation(benchmark::State& state) {
  TestEmulator emulator(get_togethers());
  const json event{
      {"httpMethod", "GET"}, {"pathParameters", {{"name", "Ada"}}}, {"headers", json::object()}};
  for (auto _ : state) benchmark::DoNotOptimize(emulator.invoke("helloWorld", event));
}
BENCHMARK(invocation)->UseRealTime();

void api_request(benchmark::State& state) {
  TestEmulator emulator(get_togethers());
  for (auto _ : state) {
    auto response = emulator.request({.target = "/api/getTogethers", .headers = {}});
    if (response.status != 200) state.SkipWithError(response.body.c_str());
  }
}
BENCHMARK(api_request)->UseRealTime();

}  // namespace
}  // namespace tertulia::harness
