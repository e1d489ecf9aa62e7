/// DynamoDB behind the real IAM: roles whose policies a test writes call operations on tables.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/core/dispatcher.hpp"
#include "emulator/core/env.hpp"
#include "emulator/edge/router/local_door.hpp"
#include "emulator/services/dynamodb/operations.hpp"
#include "emulator/services/dynamodb/streams/operations.hpp"
#include "emulator/services/iam/iam.hpp"
#include "emulator/store/database.hpp"
#include "emulator/store/transactions.hpp"

namespace tertulia::flows {

struct AccessWorld {
  AccessWorld();

  core::Env env{{.clock = core::ClockMode::kVirtual, .seed = 1}};
  core::Core monitor{env.clock};
  store::Database database;
  store::DatabaseTransactions transactions{database};
  iam::Iam iam{database, env};
  core::Dispatcher dispatcher{monitor, iam, transactions};
  edge::LocalDoor door{dispatcher, monitor, env};
  dynamodb::DynamoDb dynamodb{database, env, iam};
  dynamodb::streams::DynamoDbStreams streams{dynamodb.stream_log(), env};

  /// Makes the role, of the own account, with one policy: statements as the inside of its list.
  void role(std::string_view name, std::string_view statements);
  /// The role "caller" may do `actions` (a JSON string or list) on everything, if `condition`.
  void caller(std::string_view actions, std::string_view condition);

  /// What a principal is answered by DynamoDB, or by another service: "allowed" for a success, else
  /// "CODE: MESSAGE".
  std::string answer(const core::Principal& principal, std::string_view operation,
                     std::string_view json, std::string_view service = "dynamodb");
  /// "allowed" or "refused" for the role "caller"; what else goes wrong fails the test.
  std::string as_caller(std::string_view operation, std::string_view json);
  /// The reply to the administrator, which must be a success.
  nlohmann::json as_administrator(std::string_view operation, std::string_view json);

  /// A table of games with the keys "user" and "title".
  void games();
};

}  // namespace tertulia::flows
