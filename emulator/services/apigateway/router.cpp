#include "emulator/services/apigateway/router.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/encoding.hpp"

namespace tertulia::apigateway {
namespace {

constexpr std::array<std::string_view, 7> kVerbsOfAny{"DELETE", "GET",  "HEAD", "OPTIONS",
                                                      "PATCH",  "POST", "PUT"};

/// The first part of `rest`, which is taken off it with the slash behind it.
std::string_view take_part(std::string_view& rest) {
  const auto slash = rest.find('/');
  const auto part = rest.substr(0, slash);
  rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
  return part;
}

std::string_view without_outer_slashes(std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::string parameter_name;
  std::unique_ptr<Node> parameter;
  std::string greedy_name;
  std::unique_ptr<Node> greedy;
  std::vector<std::pair<std::string, std::size_t>> methods;

  [[nodiscard]] std::optional<std::size_t> method(std::string_view verb) const {
    std::optional<std::size_t> any;
    for (const auto& [name, number] : methods) {
      if (name == verb) return number;
      if (name == "ANY") any = number;
    }
    const bool covered =
        std::find(kVerbsOfAny.begin(), kVerbsOfAny.end(), verb) != kVerbsOfAny.end();
    return covered ? any : std::nullopt;
  }

  [[nodiscard]] const Node* literal(std::string_view part) const {
    auto found = literals.find(part);
    if (found == literals.end() && part.find('%') != std::string_view::npos) {
      found = literals.find(base::percent_decode(part));
    }
    return found == literals.end() ? nullptr : found->second.get();
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(std::string_view path, std::string_view verb, std::size_t method) {
  Node* node = root_.get();
  for (auto rest = without_outer_slashes(path); !rest.empty();) {
    const auto part = take_part(rest);
    std::unique_ptr<Node>* next = nullptr;
    if (part.starts_with('{') && part.ends_with("+}")) {
      node->greedy_name = part.substr(1, part.size() - 3);
      next = &node->greedy;
    } else if (part.starts_with('{') && part.ends_with('}')) {
      node->parameter_name = part.substr(1, part.size() - 2);
      next = &node->parameter;
    } else {
      next = &node->literals[std::string(part)];
    }
    if (!*next) *next = std::make_unique<Node>();
    node = next->get();
  }
  node->methods.emplace_back(verb, method);
}

std::optional<Router::Match> Router::match(std::string_view verb, std::string_view path) const {
  Match match;
  if (!find(*root_, verb, without_outer_slashes(path), match)) return std::nullopt;
  return match;
}

/// Every node is visited at most once, as each has one way to it. On failure `match` is as it was.
bool Router::find(const Node& node, std::string_view verb, std::string_view rest, Match& match) {
  if (rest.empty()) {
    const auto method = node.method(verb);
    match.method = method.value_or(0);
    return method.has_value();
  }
  auto behind = rest;
  const auto part = take_part(behind);
  if (!part.empty()) {
    const auto* literal = node.literal(part);
    if (literal != nullptr && find(*literal, verb, behind, match)) return true;
    if (node.parameter) {
      match.parameters.push_back({node.parameter_name, part});
      if (find(*node.parameter, verb, behind, match)) return true;
      match.parameters.pop_back();
    }
  }
  const auto method = node.greedy ? node.greedy->method(verb) : std::nullopt;
  if (!method) return false;
  match.method = *method;
  match.parameters.push_back({node.greedy_name, rest});
  return true;
}

}  // namespace tertulia::apigateway
