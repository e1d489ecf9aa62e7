/// A world with DynamoDB in it, and what tests of it say often.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/services/dynamodb/operations.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::dynamodb {

/// When the clock of a world starts, in seconds since the epoch.
inline constexpr std::int64_t kWorldStart = 1767225600;
inline constexpr std::int64_t kSecondsOfDay = 24 * 60 * 60;
/// The ARN of the table "people".
inline constexpr std::string_view kPeopleArn =
    "arn:aws:dynamodb:us-east-1:000000000000:table/people";

/// "CODE: MESSAGE" of an error of DynamoDB's own, as `World::error` has it.
[[nodiscard]] std::string own_error(std::string_view text);

struct World : harness::ServiceWorld<DynamoDb, Operations> {
  explicit World(Options options = {}, core::ObjectStore* objects = nullptr)
      : ServiceWorld(policy_reader, options, objects) {}

  /// A table "people" whose hash key "id" is text.
  void people();
  /// A table "visits" with the hash key "id" of text and the range key "n" of numbers.
  void visits();
  /// Puts an item into a table; fails the test if that fails.
  void put(std::string_view table, std::string_view item);
  /// The parsed reply, which must be a success.
  nlohmann::json ok(std::string_view operation, std::string_view json);
  /// "CODE: MESSAGE" of the reply, which must be a 400. The code keeps its name space.
  std::string error(std::string_view operation, std::string_view json);
  /// The message of a ValidationException.
  std::string invalid(std::string_view operation, std::string_view json);
};

}  // namespace tertulia::dynamodb
