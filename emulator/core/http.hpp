/// HTTP messages without their sockets, and the port of what answers them: API Gateway's endpoints
/// now, others later.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator/base/unique_function.hpp"

namespace tertulia::core {

/// Headers in the order and spelling of the wire; names compare without regard to case.
class Headers {
 public:
  using Entry = std::pair<std::string, std::string>;

  void add(std::string name, std::string value) {
    entries_.emplace_back(std::move(name), std::move(value));
  }
  /// Makes room for `count` headers at once.
  void reserve(std::size_t count) { entries_.reserve(count); }
  /// Replaces every header of that name.
  void set(std::string_view name, std::string value);
  /// The first value.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] std::string_view get(std::string_view name, std::string_view otherwise = {}) const {
    return find(name).value_or(otherwise);
  }
  [[nodiscard]] auto begin() const { return entries_.begin(); }
  [[nodiscard]] auto end() const { return entries_.end(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  std::vector<Entry> entries_;
};

struct HttpRequest {
  std::string method = "GET";
  /// Path and query string as they were sent, percent-encoded.
  std::string target = "/";
  Headers headers = {};
  std::string body = {};
  std::string remote_ip = "127.0.0.1";
  /// Where the client reached us: "http://127.0.0.1:4566".
  std::string endpoint = {};
  /// HTTP/1.1 or HTTP/1.0.
  std::string protocol = "HTTP/1.1";

  [[nodiscard]] std::string_view path() const;
  /// What follows the first `?`; empty for none.
  [[nodiscard]] std::string_view query() const;
};

struct HttpResponse {
  int status = 200;
  Headers headers = {};
  std::string body = {};
};

/// Takes the response, once, from any thread and outside the monitor.
using HttpReply = base::UniqueFunction<void(HttpResponse)>;

/// Thread-safe; called outside the monitor. What serves requests that are no AWS operations.
class HttpEndpoint {
 public:
  virtual ~HttpEndpoint() = default;
  virtual void serve(HttpRequest request, HttpReply reply) = 0;
};

/// The data plane of APIs. `path` is what follows the stage, with its leading slash and without the
/// query string, percent-encoded as sent.
class ExecuteApi {
 public:
  virtual ~ExecuteApi() = default;
  struct Target {
    std::string api_id;
    std::string stage;
    std::string path;
  };
  /// Inside the monitor; `reply` may be called inside too, and must then leave with
  /// `Core::after_leaving`.
  virtual void serve(Target target, HttpRequest request, HttpReply reply) = 0;
  /// The id of the API that serves when a request names none: the first that was deployed; empty
  /// for none.
  [[nodiscard]] virtual std::string default_api() const = 0;
};

}  // namespace tertulia::core
