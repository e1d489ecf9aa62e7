/// The program: `tertulia start`, `exec`, `invoke`, `seed`.

#include <exception>
#include <variant>

#include "emulator/app/command_line.hpp"
#include "emulator/edge/client/http_client.hpp"
#include "emulator/edge/http/server.hpp"
#include "emulator/store/database.hpp"

/// How jemalloc, which the release build links, gets its memory: in huge pages, for most of a start
/// would else be first touches of small ones, and for all of the few threads together.
/// See https://jemalloc.net/jemalloc.3.html#opt.thp
extern "C" {
const char* malloc_conf = "thp:always,metadata_thp:always,narenas:1";
}

int main(int argc, char** argv) {
  namespace app = tertulia::app;
  try {
    const auto parsed = app::parse_command_line(argc, argv);
    if (const int* status = std::get_if<int>(&parsed)) return *status;
    return std::visit([](const auto& command) { return app::run(command); },
                      std::get<app::Command>(parsed));
  } catch (const tertulia::edge::ListenError& failure) {
    app::complain(failure.what());
    return app::kUsageError;
  } catch (const tertulia::edge::ConnectionError& failure) {
    app::complain(failure.what());
    return app::kUsageError;
  } catch (const tertulia::store::StoreError& failure) {
    app::complain(failure.what());
    return app::kUsageError;
  } catch (const std::exception& failure) {
    app::complain(failure.what());
    return 1;
  }
}
