/// REST-JSON over shapes: methods and URIs to operations, labels, query strings, headers and bodies
/// to inputs, outputs to responses.
///
/// AWS: https://smithy.io/2.0/spec/http-bindings.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator/core/http.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/core/validation.hpp"

namespace tertulia::wire::rest {

/// What a URI's labels stand for, percent-decoded.
using Labels = std::vector<std::pair<std::string_view, std::string>>;

/// The routes of one service. Literal segments go before labels and labels before greedy ones; a
/// route that asks for a query parameter goes before one that does not. Read-only after the last
/// `add`.
class Routes {
 public:
  /// `operation` must outlive this. An operation may have several routes.
  void add(const core::OperationEntry& operation, const core::HttpBinding& binding);

  struct Match {
    const core::OperationEntry* operation = nullptr;
    Labels labels;
  };
  /// Path and query string as they were sent; a slash at the path's end makes no difference.
  [[nodiscard]] std::optional<Match> find(std::string_view method, std::string_view path,
                                          std::string_view query) const;

 private:
  enum class SegmentKind : std::uint8_t { kLiteral, kLabel, kGreedy };
  struct Segment {
    SegmentKind kind = SegmentKind::kLiteral;
    std::string_view text;
    friend auto operator<=>(const Segment&, const Segment&) = default;
  };
  struct Route {
    const core::OperationEntry* operation = nullptr;
    std::string_view method;
    std::vector<Segment> segments;
    /// Parameters that must be there, with the value that they must have or none.
    std::vector<std::pair<std::string_view, std::string_view>> parameters;
  };
  static bool precedes(const Route& left, const Route& right);
  static bool matches(const Route& route, const std::vector<std::string_view>& segments,
                      Labels& labels);

  std::vector<Route> routes_;
};

/// Decodes a request into the input at `object`. The caller asks `validator` afterwards.
[[nodiscard]] core::Status decode(const core::Type& input, void* object, const Labels& labels,
                                  const core::HttpRequest& request, std::string_view body,
                                  core::Validator& validator);

/// Status, headers and body of a success.
[[nodiscard]] core::HttpResponse encode_reply(const core::OperationEntry& operation,
                                              const void* output);
/// Status, x-amzn-ErrorType and the body in the service's style.
[[nodiscard]] core::HttpResponse encode_error(core::RestErrors style, const core::ApiError& error);

}  // namespace tertulia::wire::rest
