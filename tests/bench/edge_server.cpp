// The edge alone, for comparison with the bare server: edge::Server in front of an endpoint that
// answers a given number of bytes.
//
//   edge_server BYTES      prints its port, serves until SIGTERM

#include <cstdio>
#include <cstdlib>
#include <string>

#include "emulator/core/core.hpp"
#include "emulator/core/env.hpp"
#include "emulator/edge/http/server.hpp"

namespace {

class Answer final : public tertulia::core::HttpEndpoint {
 public:
  explicit Answer(std::size_t size) : body_(size, 'x') {}
  void serve(tertulia::core::HttpRequest /*request*/, tertulia::core::HttpReply reply) override {
    tertulia::core::HttpResponse response{.status = 200, .headers = {}, .body = body_};
    response.headers.add("Content-Type", "application/json");
    reply(std::move(response));
  }

 private:
  const std::string body_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: edge_server BYTES\n");
    return 2;
  }
  tertulia::core::Env env({.clock = tertulia::core::ClockMode::kReal});
  tertulia::core::Core core(env.clock);
  Answer answer(std::strtoul(argv[1], nullptr, 10));
  tertulia::edge::Server server(core);
  std::printf("%u\n", static_cast<unsigned>(server.listen({.endpoint = &answer})));
  std::fflush(stdout);
  server.stop_on_signals();
  server.run();
}
