/// How an event becomes the handler's parameter and its reply a result: one specialisation for each
/// type that a handler may take or return. Authors may add their own.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace tertulia::sdk {

/// `static Event read(std::string_view payload)`; throws EventError for a payload of another kind.
template <class Event>
struct EventReader;

/// `static std::string write(const Reply& reply)`: the result as JSON.
template <class Reply>
struct ReplyWriter;

/// Any JSON at all.
template <>
struct EventReader<nlohmann::json> {
  [[nodiscard]] static nlohmann::json read(std::string_view payload);
};
template <>
struct ReplyWriter<nlohmann::json> {
  [[nodiscard]] static std::string write(const nlohmann::json& reply);
};

/// A text is a JSON string, as from a handler that returns "all done".
template <>
struct ReplyWriter<std::string> {
  [[nodiscard]] static std::string write(const std::string& reply);
};

}  // namespace tertulia::sdk
