/// What is wrong with a file that the user wrote, said so that it can be found and mended: file,
/// line, key, message, remedy.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "emulator/model/provider.hpp"

namespace tertulia::model {

struct Problem {
  Where where = {};
  /// The place inside the file: "functions.hello.handlr"; empty when the whole file is at fault.
  std::string key = {};
  /// Without a full stop: "unknown property".
  std::string message;
  /// What to do about it: `did you mean "handler"?`; empty when there is nothing to say.
  std::string remedy = {};

  /// `serverless.yml:12: functions.hello.handlr: unknown property; did you mean "handler"?`
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Problem& left, const Problem& right) {
    return left.text() == right.text();
  }
};

/// A `T` or the problem that prevented it. Check before use.
template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value)  // NOLINT(google-explicit-constructor)
      : state_(std::in_place_index<0>, std::move(value)) {}
  Outcome(Problem problem)  // NOLINT(google-explicit-constructor)
      : state_(std::in_place_index<1>, std::move(problem)) {}

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
  [[nodiscard]] const Problem& problem() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Problem> state_;
};

/// `did you mean "handler"?` when one of `known` is near enough to `written`; empty otherwise.
[[nodiscard]] std::string nearest(std::string_view written,
                                  const std::vector<std::string_view>& known);

}  // namespace tertulia::model
