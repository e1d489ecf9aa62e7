/// What an AWS operation is: a type with a name, an input shape, an output shape and one function.
/// A concept checks it, a compile-time list registers it, and an `OperationEntry` is what the rest
/// of the emulator sees of it.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/base/unique_function.hpp"
#include "emulator/core/call.hpp"
#include "emulator/core/conditions.hpp"
#include "emulator/core/result.hpp"
#include "emulator/core/shape.hpp"

namespace tertulia::core {

enum class Protocol : std::uint8_t { kJson10, kJson11, kQuery, kRestJson };

/// The body of a REST-JSON service's errors; their code is in x-amzn-ErrorType.
enum class RestErrors : std::uint8_t {
  kMessage,         // {"message":"…"}: API Gateway
  kTypeAndMessage,  // {"Type":"User","Message":"…"}: Lambda
};

/// What is the same for all operations of a service. Each service class has one, `static constexpr
/// ServiceInfo kInfo`.
struct ServiceInfo {
  /// The emulator's name for it, and the owner of its tasks: "dynamodb".
  std::string_view id;
  /// The service of a SigV4 credential scope.
  std::string_view signing_name;
  /// The prefix of its IAM actions.
  std::string_view iam_prefix;
  Protocol protocol;
  /// JSON: what X-Amz-Target has before the dot.
  std::string_view target_prefix = {};
  /// Query: the Version parameter and the name space of replies.
  std::string_view api_version = {};
  std::string_view xml_namespace = {};
  /// JSON 1.0: the name space before the codes of its errors.
  std::string_view error_namespace = {};
  /// The error for a request whose shape fails validation, from the text of `Validator::message`.
  ApiError (*validation_error)(std::string message);
  /// The error for a refusal by IAM.
  ApiError (*access_denied)(std::string message);
  /// Whether replies carry x-amz-crc32.
  bool crc32 = false;
  RestErrors rest_errors = RestErrors::kMessage;
};

/// A REST operation's method and URI template ("/2015-03-31/functions/{FunctionName}/invocations")
/// and the status of success.
struct HttpBinding {
  std::string_view method = "POST";
  std::string_view uri = "/";
  int status = 200;
};

struct Access;
/// What `Access::conditions` is asked, with all that it may need for the answer.
struct ConditionQuestion {
  void* service;
  const void* input;
  const Call& call;
  const Access& access;
  /// As the policy spells it.
  std::string_view key;
};
/// One action on one resource that the caller's policies must allow.
struct Access {
  /// The resource's ARN, or "*" where AWS has no resource for the action.
  std::string resource;
  /// "dynamodb:BatchWriteItem"; empty for the service's prefix and the operation's name.
  std::string action = {};
  /// Tells what the request has for a condition key; null where it has none of its own.
  ConditionValues (*conditions)(const ConditionQuestion& question) = nullptr;
  /// The part of the input that this is about, for `conditions`, which knows its type: a batch's
  /// table, an action of a transaction.
  const void* part = nullptr;
};
using Resources = std::vector<Access>;

/// Takes the answer of an operation, once.
template <class T>
using Reply = base::UniqueFunction<void(Result<T>)>;

template <class Op>
concept RunsToCompletion = requires(typename Op::Service& service, const typename Op::Input& input,
                                    const Call& call) {
  { Op::run(service, input, call) } -> std::same_as<Result<typename Op::Output>>;
};
/// An operation whose answer may come later: long polls and invocations.
template <class Op>
concept Waits = requires(typename Op::Service& service, const typename Op::Input& input,
                         const Call& call, Reply<typename Op::Output> reply) {
  { Op::start(service, input, call, std::move(reply)) } -> std::same_as<void>;
};
template <class Op>
concept Operation = requires(const typename Op::Input& input, const Call& call) {
  { Op::kName } -> std::convertible_to<std::string_view>;
  { Op::Service::kInfo } -> std::convertible_to<const ServiceInfo&>;
  { Op::resources(input, call) } -> std::same_as<Resources>;
}
&&Structure<typename Op::Input>&& Structure<typename Op::Output> &&
    (RunsToCompletion<Op> || Waits<Op>);

/// A value whose type only its `Type` knows.
using Erased = std::shared_ptr<void>;

/// An operation without its C++ types.
struct OperationEntry {
  std::string_view name;
  const ServiceInfo* service = nullptr;
  HttpBinding http = {};
  const Type* input = nullptr;
  const Type* output = nullptr;
  /// Whether it changes nothing, so that it needs no savepoint: `static constexpr bool kReadOnly =
  /// true`.
  bool read_only = false;
  /// Whether AWS takes it without a signature: `static constexpr bool kUnsigned = true`.
  bool is_unsigned = false;
  bool waits = false;
  Erased (*make_input)() = nullptr;
  Resources (*resources)(const void* input, const Call& call) = nullptr;
  /// Whether the input may be about another account's resource, for which its policy must be asked
  /// even for an administrator; null for never. The service's `static bool
  /// may_leave_account(input)`.
  bool (*may_leave_account)(const void* input) = nullptr;
  /// Runs or starts it inside the monitor; `reply` may be called before this returns.
  void (*start)(void* service, const void* input, const Call& call, Reply<Erased> reply) = nullptr;
};

template <Operation Op>
constexpr OperationEntry entry_of() {
  using Input = typename Op::Input;
  using Output = typename Op::Output;
  using Service = typename Op::Service;
  OperationEntry entry;
  entry.name = Op::kName;
  entry.service = &Service::kInfo;
  entry.input = &type_of<Input>();
  entry.output = &type_of<Output>();
  if constexpr (requires { Op::kHttp; }) entry.http = Op::kHttp;
  if constexpr (requires { Op::kReadOnly; }) entry.read_only = Op::kReadOnly;
  if constexpr (requires { Op::kUnsigned; }) entry.is_unsigned = Op::kUnsigned;
  entry.waits = !RunsToCompletion<Op>;
  entry.make_input = []() -> Erased { return std::make_shared<Input>(); };
  entry.resources = [](const void* input, const Call& call) {
    return Op::resources(*static_cast<const Input*>(input), call);
  };
  if constexpr (requires(const Input& input) { Service::may_leave_account(input); }) {
    entry.may_leave_account = [](const void* input) {
      return Service::may_leave_account(*static_cast<const Input*>(input));
    };
  }
  entry.start = [](void* service, const void* input, const Call& call, Reply<Erased> reply) {
    if constexpr (RunsToCompletion<Op>) {
      auto result =
          Op::run(*static_cast<Service*>(service), *static_cast<const Input*>(input), call);
      if (result.ok()) {
        reply(Erased(std::make_shared<Output>(std::move(*result))));
      } else {
        reply(std::move(result.error()));
      }
    } else {
      Op::start(*static_cast<Service*>(service), *static_cast<const Input*>(input), call,
                [reply = std::move(reply)](Result<Output> result) {
                  if (result.ok()) {
                    reply(Erased(std::make_shared<Output>(std::move(*result))));
                  } else {
                    reply(std::move(result.error()));
                  }
                });
    }
  };
  return entry;
}

/// The registry of one service: `using Operations = core::OperationList<CreateQueue, …>;`.
template <Operation... Ops>
struct OperationList {
  static std::span<const OperationEntry> entries() {
    static const std::vector<OperationEntry> kEntries = {entry_of<Ops>()...};
    return kEntries;
  }
};

}  // namespace tertulia::core
