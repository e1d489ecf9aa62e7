/// The answer of an operation: a value, or the error that AWS would give. Errors are values;
/// nothing here throws.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace tertulia::core {

/// Who is to blame, as the Query protocol's `Type` and x-amzn-query-error say it.
enum class Fault : std::uint8_t { kSender, kReceiver };

/// An error as AWS puts it on the wire. Services make them in their `errors.hpp`, each spelled
/// once.
struct ApiError {
  /// The code that clients match on: "ResourceNotFoundException"; for Query services the short code
  /// ("NotFound").
  std::string code;
  std::string message;
  /// The HTTP status.
  int status = 400;
  Fault fault = Fault::kSender;
  /// JSON 1.0 only: the name space before the code, "com.amazon.coral.validate"; empty for the
  /// service's own.
  std::string name_space = {};
  /// JSON only: more members of the error's body, as the inside of an object (`"Reason":"…"`);
  /// empty for none.
  std::string more_json = {};

  friend bool operator==(const ApiError&, const ApiError&) = default;
};

/// A `T` or an `ApiError`. Check before use: taking the side that is not there is undefined.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(ApiError error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] T& value() & { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }

  [[nodiscard]] ApiError& error() & { return *std::get_if<1>(&state_); }
  [[nodiscard]] const ApiError& error() const& { return *std::get_if<1>(&state_); }
  [[nodiscard]] ApiError&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, ApiError> state_;
};

/// Success without a value.
struct Done {
  friend bool operator==(const Done&, const Done&) = default;
};
/// What a check returns: `Done`, or why not.
using Status = Result<Done>;
[[nodiscard]] inline Status ok() { return Done{}; }

}  // namespace tertulia::core

/// Leaves the function with the error of `expression` when it has one.
#define TERTULIA_CHECK(expression)                      \
  do {                                                  \
    if (auto checked_ = (expression); !checked_.ok()) { \
      return std::move(checked_).error();               \
    }                                                   \
  } while (false)
