/// The statements of the Simple Notification Service, prepared once. For sns.cpp alone.
#pragma once

#include "tertulia_sns/schema.sql.hpp"

#include "emulator/services/sns/sns.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::sns {

struct Sns::Statements {
  explicit Statements(store::Database& database) : database_(with_schema(database)) {}

  static store::Database& with_schema(store::Database& database) {
    database.define(kSchema);
    return database;
  }

  store::Database& database_;

  store::Statement topic{database_, "SELECT subscriptions_deleted FROM sns_topics WHERE arn = ?"};
  store::Statement add_topic{
      database_, "INSERT INTO sns_topics (arn, account, region, owner) VALUES (?, ?, ?, ?)"};
  store::Statement drop_topic{database_, "DELETE FROM sns_topics WHERE arn = ?"};
  store::Statement topics{database_,
                          "SELECT arn FROM sns_topics WHERE account = ? AND region = ?"
                          " AND arn > ? ORDER BY arn LIMIT ?"};
  store::Statement topic_of_owner{
      database_, "SELECT arn FROM sns_topics WHERE account = ? AND region = ? AND owner = ?"};
  store::Statement count_deleted{
      database_,
      "UPDATE sns_topics SET subscriptions_deleted = subscriptions_deleted + 1 WHERE arn = ?"};

  store::Statement attributes{database_,
                              "SELECT name, value FROM sns_topic_attributes WHERE topic = ?"};
  store::Statement attribute{database_,
                             "SELECT value FROM sns_topic_attributes WHERE topic = ? AND name = ?"};
  store::Statement put_attribute{database_,
                                 "INSERT OR REPLACE INTO sns_topic_attributes VALUES (?, ?, ?)"};
  store::Statement drop_attributes{database_, "DELETE FROM sns_topic_attributes WHERE topic = ?"};

  store::Statement tags{database_, "SELECT tag, value FROM sns_topic_tags WHERE topic = ?"};
  store::Statement put_tag{database_, "INSERT OR REPLACE INTO sns_topic_tags VALUES (?, ?, ?)"};
  store::Statement drop_tags{database_, "DELETE FROM sns_topic_tags WHERE topic = ?"};

  store::Statement subscription{
      database_,
      "SELECT topic, account, protocol, endpoint, principal, filter_policy FROM sns_subscriptions"
      " WHERE arn = ?"};
  store::Statement same_subscription{database_,
                                     "SELECT arn, filter_policy FROM sns_subscriptions"
                                     " WHERE topic = ? AND protocol = ? AND endpoint = ?"};
  store::Statement add_subscription{
      database_,
      "INSERT INTO sns_subscriptions (arn, topic, account, region, protocol, endpoint, principal,"
      " filter_policy) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  store::Statement drop_subscription{database_, "DELETE FROM sns_subscriptions WHERE arn = ?"};
  store::Statement drop_subscriptions{database_, "DELETE FROM sns_subscriptions WHERE topic = ?"};
  store::Statement count_subscriptions{database_,
                                       "SELECT count(*) FROM sns_subscriptions WHERE topic = ?"};
  store::Statement subscriptions{
      database_,
      "SELECT arn, account, protocol, endpoint, topic FROM sns_subscriptions"
      " WHERE account = ? AND region = ? AND arn > ? ORDER BY arn LIMIT ?"};
  store::Statement subscriptions_of{
      database_,
      "SELECT arn, account, protocol, endpoint, topic FROM sns_subscriptions"
      " WHERE topic = ? AND arn > ? ORDER BY arn LIMIT ?"};
  store::Statement set_filter_policy{
      database_, "UPDATE sns_subscriptions SET filter_policy = ? WHERE arn = ?"};

  store::Statement targets{
      database_,
      "SELECT arn, endpoint, filter_policy FROM sns_subscriptions WHERE topic = ? ORDER BY arn"};
  store::Statement record_failure{
      database_,
      "UPDATE sns_subscriptions SET failures = failures + 1, failed_at = ?, failed_message = ?,"
      " failed_code = ?, failed_reason = ? WHERE arn = ?"};
  store::Statement failure_count{database_, "SELECT failures FROM sns_subscriptions WHERE arn = ?"};
  store::Statement failures{
      database_,
      "SELECT arn, failed_message, failed_code, failed_reason, failures, failed_at"
      " FROM sns_subscriptions WHERE failures > 0 ORDER BY arn"};
};

}  // namespace tertulia::sns
