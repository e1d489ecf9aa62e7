/// Finds the method of an API that serves a request: a tree of path parts in which a literal goes
/// before `{parameter}`, and that before `{greedy+}`. A part without the wanted method does not
/// hide a more general one that has it.
///
/// AWS:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tertulia::apigateway {

/// Built once, then read only.
class Router {
 public:
  /// A part of the path that a parameter took, percent-encoded as it was sent.
  struct Parameter {
    std::string_view name;
    std::string_view value;
  };
  /// Points into the router and the path.
  struct Match {
    std::size_t method = 0;
    std::vector<Parameter> parameters = {};
  };

  Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;
  ~Router();

  /// Adds a method under its number. `path` as resources have it ("/pets/{id}"), `verb` "GET" or
  /// "ANY".
  void add(std::string_view path, std::string_view verb, std::size_t method);

  /// `path` starts with a slash (or is empty) and is percent-encoded. Slashes at its start beyond
  /// the first and at its end are ignored.
  [[nodiscard]] std::optional<Match> match(std::string_view verb, std::string_view path) const;

 private:
  struct Node;
  static bool find(const Node& node, std::string_view verb, std::string_view rest, Match& match);

  std::unique_ptr<Node> root_;
};

}  // namespace tertulia::apigateway
