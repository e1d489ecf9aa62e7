/// The tables of all services, as the build made them.
#pragma once

#include "emulator/store/image.hpp"

namespace tertulia::app {

[[nodiscard]] const store::Image& image();

}  // namespace tertulia::app
