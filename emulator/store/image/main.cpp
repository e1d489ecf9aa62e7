/// Makes the image of a database while the program is built.
///
///   store_image FILE SCHEMA.sql…

#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "emulator/store/image.hpp"

namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 2) throw std::runtime_error("usage: store_image FILE SCHEMA.sql…");
    std::vector<std::string> schemas;
    for (int i = 2; i < argc; ++i) schemas.push_back(content_of(argv[i]));
    std::ofstream file(argv[1], std::ios::binary);
    file << tertulia::store::make_image(schemas);
    if (!file.flush()) throw std::runtime_error(std::string("cannot write ") + argv[1]);
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "store_image: %s\n", failure.what());
    return 1;
  }
}
