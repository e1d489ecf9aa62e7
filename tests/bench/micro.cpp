// Single steps of a request, with Google Benchmark. The names are rows of the README's table.

#include <string>

#include <benchmark/benchmark.h>

#include "emulator/edge/http/request_parser.hpp"
#include "emulator/edge/http/response_text.hpp"

namespace {

using namespace tertulia;

void http_request_read(benchmark::State& state) {
  const std::string bytes =
      "GET /dev/api/getTogethers HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nUser-Agent: curl/7.88.1\r\n"
      "Accept: */*\r\n\r\n";
  edge::RequestParser parser({});
  for (auto _ : state) {
    parser.feed(bytes);
    benchmark::DoNotOptimize(parser.take());
  }
}
BENCHMARK(http_request_read);

void http_reply_written(benchmark::State& state) {
  core::HttpResponse response{.status = 200, .headers = {}, .body = std::string(2000, 'x')};
  response.headers.add("Content-Type", "application/json");
  response.headers.add("x-amzn-RequestId", "3b1f4c1e-0a51-4b23-8a52-5a17bb0fd5a3");
  std::string out;
  for (auto _ : state) {
    out.clear();
    out += edge::append_head(response, {}, out);
    benchmark::DoNotOptimize(out);
  }
}
BENCHMARK(http_reply_written);

}  // namespace

BENCHMARK_MAIN();
