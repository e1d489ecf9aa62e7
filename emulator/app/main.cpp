/// The program: `tertulia start`, `exec`, `invoke`, `seed`.

#include <exception>
#include <variant>

#include "emulator/app/command_line.hpp"

int main(int argc, char** argv) {
  namespace app = tertulia::app;
  try {
    const auto parsed = app::parse_command_line(argc, argv);
    if (const int* status = std::get_if<int>(&parsed)) return *status;
    return std::visit([](const auto& command) { return app::run(command); },
                      std::get<app::Command>(parsed));
  } catch (const std::exception& failure) {
    app::complain(failure.what());
    return 1;
  }
}
