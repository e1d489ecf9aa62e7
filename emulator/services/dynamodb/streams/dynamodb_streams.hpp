/// DynamoDB Streams: a service of its own with its own operations, over DynamoDB's log.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html
#pragma once

#include "emulator/core/env.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/services/dynamodb/streams/errors.hpp"
#include "emulator/services/dynamodb/streams/stream_log.hpp"

namespace tertulia::dynamodb::streams {

class DynamoDbStreams {
 public:
  static constexpr core::ServiceInfo kInfo{.id = "dynamodbstreams",
                                           .signing_name = "dynamodb",
                                           .iam_prefix = "dynamodb",
                                           .protocol = core::Protocol::kJson10,
                                           .target_prefix = "DynamoDBStreams_20120810",
                                           .error_namespace = "com.amazonaws.dynamodb.v20120810",
                                           .validation_error = &validation_exception,
                                           .access_denied = &access_denied,
                                           .crc32 = true};

  /// For `core::OperationEntry::may_leave_account`: streams are named by ARNs, or by what came of
  /// one.
  template <class Input>
  [[nodiscard]] static bool may_leave_account(const Input& /*input*/) {
    return requires(Input input) { input.stream_arn; }
    || requires(Input input) { input.shard_iterator; };
  }

  DynamoDbStreams(StreamLog& log, core::Env& env) : log_(log), env_(env) {}

  [[nodiscard]] StreamLog& log() { return log_; }
  [[nodiscard]] core::Env& env() { return env_; }

  /// Errors: ResourceNotFoundException, ValidationException for a text that is no stream's ARN.
  [[nodiscard]] core::Result<Stream> stream(std::string_view arn);
  /// The shard of an id. Errors: ResourceNotFoundException.
  [[nodiscard]] core::Result<Shard> shard(const Stream& stream, std::string_view id);

 private:
  StreamLog& log_;
  core::Env& env_;
};

/// The constraint on a member that is a stream's ARN.
inline constexpr core::Constraint kStreamArn{.min = 37, .max = 1024};
inline constexpr core::Constraint kShardId{.min = 28, .max = 65};

}  // namespace tertulia::dynamodb::streams
