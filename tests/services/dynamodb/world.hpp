/// A world with DynamoDB in it, and what tests of it say often.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/services/dynamodb/operations.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::dynamodb {

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
