/// The port that log events leave by, and the port by which the admin API looks inside services.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "emulator/core/time.hpp"

namespace tertulia::core {

/// Inside the monitor. The logs service implements it.
class LogSink {
 public:
  virtual ~LogSink() = default;
  /// Appends one event; group and stream come into being with their first.
  virtual void append(std::string_view group, std::string_view stream, Time time,
                      std::string message) = 0;
};

/// What `GET /_tertulia/NAME` answers: each service that has something to show registers a view,
/// which returns JSON. Inside the monitor. A view throws std::invalid_argument for a query that it
/// does not understand; the text is the client's answer.
class Inspector {
 public:
  using Query = std::map<std::string, std::string>;
  using View = std::function<std::string(const Query& query)>;

  void add(std::string name, View view) {
    views_.insert_or_assign(std::move(name), std::move(view));
  }
  [[nodiscard]] const View* find(std::string_view name) const {
    const auto found = views_.find(name);
    return found == views_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] const std::map<std::string, View, std::less<>>& views() const { return views_; }

 private:
  std::map<std::string, View, std::less<>> views_;
};

}  // namespace tertulia::core
