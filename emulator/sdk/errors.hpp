/// The exceptions that a handler may throw with a meaning to the middleware, and those that the
/// sdk throws itself.
#pragma once

#include <stdexcept>
#include <string>

namespace tertulia::sdk {

/// Becomes a reply with this status and {"message": what()} where `errors_to_replies` is used.
class HttpError : public std::runtime_error {
 public:
  HttpError(int status, const std::string& message)
      : std::runtime_error(message), status_(status) {}
  [[nodiscard]] int status() const { return status_; }

 private:
  int status_;
};

/// The caller sent what cannot be served as it is: 400.
class BadRequest : public HttpError {
 public:
  explicit BadRequest(const std::string& message) : HttpError(400, message) {}
};

/// The function is deployed without something that it needs, which the message names.
class ConfigurationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The event is not one of the source that the handler is written for.
class EventError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An AWS service refused a call.
class ServiceError : public std::runtime_error {
 public:
  ServiceError(const std::string& code, const std::string& message, int status)
      : std::runtime_error(code + ": " + message),
        code_(code),
        message_(message),
        status_(status) {}
  /// Such as "ResourceNotFoundException".
  [[nodiscard]] const std::string& code() const { return code_; }
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] int status() const { return status_; }

 private:
  std::string code_;
  std::string message_;
  int status_;
};

}  // namespace tertulia::sdk
