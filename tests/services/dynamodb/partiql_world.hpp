/// A world with a table for statements of PartiQL, and what tests of them say often.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {

/// `text` as a string of JSON.
inline std::string quoted(std::string_view text) { return nlohmann::json(text).dump(); }
inline nlohmann::json parsed(std::string_view json) { return nlohmann::json::parse(json); }

/// Has a table "music" whose hash key "artist" and range key "song" are text.
struct PartiqlWorld : World {
  PartiqlWorld() {
    ok("CreateTable",
       R"({"TableName":"music","BillingMode":"PAY_PER_REQUEST",
           "AttributeDefinitions":[{"AttributeName":"artist","AttributeType":"S"},
                                   {"AttributeName":"song","AttributeType":"S"}],
           "KeySchema":[{"AttributeName":"artist","KeyType":"HASH"},
                        {"AttributeName":"song","KeyType":"RANGE"}]})");
  }
  /// Puts a song with `more` attributes: `,"n":{"N":"1"}`.
  void song(std::string_view artist, std::string_view name, std::string_view more = "") {
    put("music", R"({"artist":{"S":")" + std::string(artist) + R"("},"song":{"S":")" +
                     std::string(name) + "\"}" + std::string(more) + "}");
  }
  /// The item, or null.
  nlohmann::json found(std::string_view artist, std::string_view name) {
    return ok("GetItem", R"({"TableName":"music","Key":{"artist":{"S":")" + std::string(artist) +
                             R"("},"song":{"S":")" + std::string(name) + "\"}}}")
        .value("Item", nlohmann::json());
  }

  static std::string request(std::string_view statement, std::string_view more = "") {
    return R"({"Statement":)" + quoted(statement) + std::string(more) + "}";
  }
  nlohmann::json execute(std::string_view statement, std::string_view more = "") {
    return ok("ExecuteStatement", request(statement, more));
  }
  nlohmann::json items(std::string_view statement, std::string_view more = "") {
    return execute(statement, more)["Items"];
  }
  /// The names of the songs that a SELECT finds, in order: "a b c".
  std::string songs(std::string_view statement, std::string_view more = "") {
    std::string names;
    for (const auto& item : items(statement, more)) {
      names += (names.empty() ? "" : " ") + item["song"]["S"].get<std::string>();
    }
    return names;
  }
  /// Those that fulfil a condition, of one artist.
  std::string songs_where(std::string_view condition) {
    return songs("SELECT * FROM music WHERE artist = 'a' AND " + std::string(condition));
  }
  /// The message of the ValidationException.
  std::string refused(std::string_view statement, std::string_view more = "") {
    return invalid("ExecuteStatement", request(statement, more));
  }
  /// What the parser says.
  std::string ill_formed(std::string_view statement) {
    constexpr std::string_view kPrefix = "Statement wasn't well formed, can't be processed: ";
    const auto message = refused(statement);
    return message.starts_with(kPrefix) ? message.substr(kPrefix.size()) : "not refused so";
  }

  static std::string list(std::string_view member,
                          std::initializer_list<std::string_view> statements) {
    std::string all;
    for (const auto statement : statements) all += (all.empty() ? "" : ",") + request(statement);
    return "{\"" + std::string(member) + "\":[" + all + "]";
  }
  nlohmann::json batch(std::initializer_list<std::string_view> statements,
                       std::string_view more = "") {
    return ok("BatchExecuteStatement", list("Statements", statements) + std::string(more) + "}");
  }
  static std::string transaction(std::initializer_list<std::string_view> statements,
                                 std::string_view more = "") {
    return list("TransactStatements", statements) + std::string(more) + "}";
  }
  nlohmann::json transact(std::initializer_list<std::string_view> statements,
                          std::string_view more = "") {
    return ok("ExecuteTransaction", transaction(statements, more));
  }
  std::string transact_refused(std::initializer_list<std::string_view> statements) {
    return invalid("ExecuteTransaction", transaction(statements));
  }
  nlohmann::json reasons(std::initializer_list<std::string_view> statements) {
    const auto answer = call("ExecuteTransaction", transaction(statements));
    return nlohmann::json::parse(answer.body).value("CancellationReasons", nlohmann::json());
  }
};

}  // namespace tertulia::dynamodb
