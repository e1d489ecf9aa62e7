#include "tests/wire/fixture.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "emulator/base/text.hpp"

namespace tertulia::wire::testing {

std::vector<Section> fixture(std::string_view name) {
  std::ifstream file(base::cat(TERTULIA_SOURCE_DIR, "/fixtures/wire/", name));
  std::ostringstream content;
  content << file.rdbuf();
  const std::string all = content.str();
  if (!all.starts_with("Truth: ")) throw std::runtime_error(base::cat(name, " names no truth"));
  std::vector<Section> sections;
  constexpr std::string_view kMark = "\n=== ";
  for (auto at = all.find(kMark); at != std::string::npos;) {
    const auto title = at + kMark.size();
    const auto text = all.find('\n', title) + 1;
    at = all.find(kMark, text - 1);
    const auto end = at == std::string::npos ? all.size() - 1 : at;
    sections.push_back({all.substr(title, text - 1 - title), all.substr(text, end - text)});
  }
  return sections;
}

core::HttpRequest request_of(std::string_view text) {
  core::HttpRequest request;
  const auto head_end = text.find("\n\n");
  const auto lines = base::split(text.substr(0, head_end), '\n');
  if (head_end != std::string_view::npos) request.body = text.substr(head_end + 2);
  const auto first = lines[0].find(' ');
  const auto last = lines[0].rfind(' ');
  request.method = lines[0].substr(0, first);
  request.target = lines[0].substr(first + 1, last - first - 1);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto colon = lines[i].find(':');
    request.headers.add(std::string(lines[i].substr(0, colon)),
                        std::string(base::trim(lines[i].substr(colon + 1))));
  }
  return request;
}

}  // namespace tertulia::wire::testing
