#include "emulator/app/image.hpp"

// The compiler has no better way to put a file's bytes into a program: an array of numbers takes it
// seconds.
asm(R"(
  .pushsection .rodata
tertulia_image_begin:
  .incbin ")" TERTULIA_IMAGE R"("
tertulia_image_end:
  .popsection
)");

namespace tertulia::app {
namespace {

extern "C" const char tertulia_image_begin[];
extern "C" const char tertulia_image_end[];

}  // namespace

const store::Image& image() {
  static const auto kImage = store::read_image(
      {tertulia_image_begin, static_cast<std::size_t>(tertulia_image_end - tertulia_image_begin)});
  return kImage;
}

}  // namespace tertulia::app
