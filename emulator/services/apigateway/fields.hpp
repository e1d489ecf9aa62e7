/// Names with values (headers, query parameters) and how an event shows them: once with the last
/// value of each name, once with all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/http.hpp"

namespace tertulia::apigateway {

struct Field {
  std::string_view name;
  std::string_view value;
};
/// Of the same name next to each other; views of the request and of `owned`.
using Fields = std::vector<Field>;

/// The headers of a request that reach an integration, in the alphabetical order in which API
/// Gateway hands them on, whatever their case. `more` are those that it adds.
[[nodiscard]] Fields forwarded_headers(const core::Headers& headers, const Fields& more);

/// The parameters of a query string; `decoded` keeps the texts that were percent-encoded and must
/// live as long as the result.
[[nodiscard]] Fields query_parameters(std::string_view query, std::vector<std::string>& decoded);

/// Whether names that differ in case alone are one.
enum class Case : unsigned char { kMatters, kIgnored };

/// `{"name":"last value"}`
void append_single(std::string& out, const Fields& fields, Case letters);
/// `{"name":["first value","last value"]}`
void append_multi(std::string& out, const Fields& fields, Case letters);

}  // namespace tertulia::apigateway
