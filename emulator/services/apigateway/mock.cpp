// GCC 12 sees uninitialised memory in std::regex where the sanitizers look; there is none.
#ifdef __SANITIZE_ADDRESS__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "emulator/services/apigateway/mock.hpp"

#include <algorithm>
#include <regex>

#include "emulator/base/text.hpp"

namespace tertulia::apigateway {
namespace {

/// Takes texts off the front of a template, spaces and line ends between them ignored.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool take(std::string_view text) {
    skip();
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  /// What stands before the next quote, which is taken too.
  std::optional<std::string_view> take_quoted() {
    if (!take("\"")) return std::nullopt;
    const auto end = rest_.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    const auto text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }
  std::string_view take_digits() {
    skip();
    const auto end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    const auto digits = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return digits;
  }
  bool at_end() {
    skip();
    return rest_.empty();
  }

 private:
  void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
  std::string_view rest_;
};

/// The Java expression of an origin as a pattern of `*` and `?`; nothing when it has more than the
/// framework writes: letters, `[.]`, `.` and `.+`.
std::optional<std::string> origin_pattern(std::string_view expression) {
  std::string pattern;
  while (!expression.empty()) {
    std::size_t size = 1;
    if (expression.starts_with("[.]")) {
      pattern += '.';
      size = 3;
    } else if (expression.starts_with(".+")) {
      pattern += "?*";
      size = 2;
    } else if (expression.front() == '.') {
      pattern += '?';
    } else if (std::string_view("\\^$*+?()[]{}|").find(expression.front()) !=
               std::string_view::npos) {
      return std::nullopt;
    } else {
      pattern += expression.front();
    }
    expression.remove_prefix(size);
  }
  return pattern;
}

/// `#set($origin = $input.params("Origin"))`, a second try in lower case, and
/// `#if($origin.matches("…") || …) #set($context.responseOverride.header.… = $origin) #end`.
std::vector<std::string> origins_of(std::string_view text) {
  Scanner scanner(text);
  if (!scanner.take(R"(#set($origin = $input.params("Origin")))") ||
      !scanner.take(R"(#if($origin == ""))") ||
      !scanner.take(R"(#set($origin = $input.params("origin")))") || !scanner.take("#end") ||
      !scanner.take("#if(")) {
    return {};
  }
  std::vector<std::string> origins;
  do {
    if (!scanner.take("$origin.matches(")) return {};
    const auto expression = scanner.take_quoted();
    auto pattern = expression ? origin_pattern(*expression) : std::nullopt;
    if (!pattern || !scanner.take(")")) return {};
    origins.push_back(std::move(*pattern));
  } while (scanner.take("||"));
  const bool complete =
      scanner.take(")") &&
      scanner.take(
          "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)") &&
      scanner.take("#end") && scanner.at_end();
  return complete ? origins : std::vector<std::string>{};
}

std::variant<int, Problem> request_status(const MockIntegration& mock,
                                          const core::HttpRequest& request) {
  const auto type = media_type_of(request.headers.get("Content-Type"));
  for (const auto& [media_type, status] : mock.statuses) {
    if (base::iequals(media_type, type)) return status;
  }
  const bool refuses =
      mock.passthrough == Passthrough::kNever ||
      (mock.passthrough == Passthrough::kWhenNoTemplates && !mock.statuses.empty());
  if (refuses) return unsupported_media_type();
  const auto status = mock_status(request.body);
  if (!status) return api_configuration_error();
  return *status;
}

/// The first whose pattern is the whole status, or else the one without a pattern.
const MockIntegration::Response* select(const MockIntegration& mock, int status) {
  const MockIntegration::Response* otherwise = nullptr;
  for (const auto& response : mock.responses) {
    if (response.selection_pattern.empty()) {
      if (otherwise == nullptr) otherwise = &response;
    } else if (std::regex_match(std::to_string(status), std::regex(response.selection_pattern))) {
      return &response;
    }
  }
  return otherwise;
}

const std::pair<std::string, ResponseTemplate>* choose(const MockIntegration::Response& response,
                                                       std::string_view accept) {
  const auto& templates = response.templates;
  const auto find = [&](std::string_view type) {
    return std::find_if(templates.begin(), templates.end(),
                        [&](const auto& entry) { return base::iequals(entry.first, type); });
  };
  auto found = find(base::trim(accept.substr(0, accept.find_first_of(",;"))));
  if (found == templates.end()) found = find("application/json");
  if (found == templates.end()) found = templates.begin();
  return found == templates.end() ? nullptr : &*found;
}

}  // namespace

std::optional<int> mock_status(std::string_view request_template) {
  constexpr int kLeast = 100;
  constexpr int kMost = 599;
  Scanner scanner(request_template);
  if (!scanner.take("{")) return std::nullopt;
  if (!scanner.take("\"statusCode\"") && !scanner.take("'statusCode'") &&
      !scanner.take("statusCode")) {
    return std::nullopt;
  }
  if (!scanner.take(":")) return std::nullopt;
  const auto status = base::parse_integer(scanner.take_digits());
  if (!scanner.take("}") || !scanner.at_end()) return std::nullopt;
  if (!status || *status < kLeast || *status > kMost) return std::nullopt;
  return static_cast<int>(*status);
}

std::optional<ResponseTemplate> mock_template(std::string_view text) {
  if (text.find_first_of("$#") == std::string_view::npos) {
    return ResponseTemplate{.text = std::string(text)};
  }
  auto origins = origins_of(text);
  if (origins.empty()) return std::nullopt;
  return ResponseTemplate{.text = {}, .origins = std::move(origins)};
}

bool is_selection_pattern(const std::string& pattern) {
  try {
    const std::regex compiled(pattern);
    return true;
  } catch (const std::regex_error&) {
    return false;
  }
}

std::variant<core::HttpResponse, Problem> mock_reply(const MockIntegration& mock,
                                                     const core::HttpRequest& request) {
  const auto status = request_status(mock, request);
  if (const auto* problem = std::get_if<Problem>(&status)) return *problem;
  const auto* response = select(mock, std::get<int>(status));
  if (response == nullptr) return api_configuration_error();
  core::HttpResponse answer{.status = response->status, .headers = {}, .body = {}};
  for (const auto& [name, value] : response->headers) answer.headers.add(name, value);
  const auto* chosen = choose(*response, request.headers.get("Accept"));
  if (chosen != nullptr) {
    answer.body = chosen->second.text;
    const auto origin = request.headers.get("Origin");
    const auto& origins = chosen->second.origins;
    if (std::any_of(origins.begin(), origins.end(), [&](const std::string& pattern) {
          return base::matches_wildcard(pattern, origin);
        })) {
      answer.headers.set("Access-Control-Allow-Origin", std::string(origin));
    }
  }
  if (!answer.headers.find("Content-Type")) {
    answer.headers.add("Content-Type", chosen == nullptr ? "application/json" : chosen->first);
  }
  return answer;
}

}  // namespace tertulia::apigateway
