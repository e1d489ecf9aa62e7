#include "emulator/services/dynamodb/table_codec.hpp"

#include <nlohmann/json.hpp>

namespace tertulia::dynamodb {
namespace {

using Json = nlohmann::json;

/// Reads and writes one object by the same list of members, so that neither forgets what the other
/// knows. What is absent, or has nothing in it, is not written.
class TableWriter {
 public:
  explicit TableWriter(Json& object) : object_(object) {}
  template <class T>
  void operator()(const char* name, const T& value) {
    object_[name] = json_of(value);
  }
  template <class T>
  void operator()(const char* name, const std::optional<T>& value) {
    if (value) object_[name] = json_of(*value);
  }

 private:
  template <class T>
  static Json json_of(const T& value);
  Json& object_;
};

class TableReader {
 public:
  explicit TableReader(const Json& object) : object_(object) {}
  template <class T>
  void operator()(const char* name, T& value) {
    if (const auto found = object_.find(name); found != object_.end()) read(*found, value);
  }
  template <class T>
  void operator()(const char* name, std::optional<T>& value) {
    const auto found = object_.find(name);
    if (found == object_.end()) {
      value.reset();
    } else {
      read(*found, value.emplace());
    }
  }

 private:
  template <class T>
  static void read(const Json& json, T& value);
  const Json& object_;
};

template <class Visit, class T>
concept Is = std::is_same_v<std::remove_const_t<Visit>, T>;

template <class Members>
void members(Is<KeyAttribute> auto& key, Members&& visit) {
  visit("name", key.name);
  visit("type", key.type);
}
template <class Members>
void members(Is<KeySchema> auto& keys, Members&& visit) {
  visit("hash", keys.hash);
  visit("range", keys.range);
}
template <class Members>
void members(Is<Throughput> auto& throughput, Members&& visit) {
  visit("read", throughput.read_units);
  visit("write", throughput.write_units);
  visit("increased", throughput.last_increase);
  visit("decreased", throughput.last_decrease);
  visit("decreases", throughput.decreases_today);
}
template <class Members>
void members(Is<OnDemandThroughput> auto& throughput, Members&& visit) {
  visit("read", throughput.max_read_request_units);
  visit("write", throughput.max_write_request_units);
}
template <class Members>
void members(Is<WarmThroughput> auto& throughput, Members&& visit) {
  visit("read", throughput.read_units_per_second);
  visit("write", throughput.write_units_per_second);
}
template <class Members>
void members(Is<Projection> auto& projection, Members&& visit) {
  visit("type", projection.projection_type);
  visit("attributes", projection.non_key_attributes);
}
template <class Members>
void members(Is<AttributeDefinition> auto& attribute, Members&& visit) {
  visit("name", attribute.attribute_name);
  visit("type", attribute.attribute_type);
}
template <class Members>
void members(Is<Index> auto& index, Members&& visit) {
  visit("number", index.number);
  visit("scope", index.scope);
  visit("name", index.name);
  visit("keys", index.keys);
  visit("projection", index.projection);
  visit("throughput", index.throughput);
  visit("onDemand", index.on_demand);
  visit("warm", index.warm);
  visit("status", index.status);
}
template <class Members>
void members(Is<Recovery> auto& recovery, Members&& visit) {
  visit("since", recovery.since);
  visit("days", recovery.period_days);
}
template <class Members>
void members(Is<RestoreSource> auto& source, Members&& visit) {
  visit("backup", source.backup_arn);
  visit("table", source.table_arn);
  visit("time", source.time);
}
template <class Members>
void members(Is<Table> auto& table, Members&& visit) {
  visit("uuid", table.uuid);
  visit("keys", table.keys);
  visit("indexes", table.indexes);
  visit("attributes", table.attributes);
  visit("status", table.status);
  visit("billingMode", table.billing_mode);
  visit("perRequestSince", table.per_request_since);
  visit("throughput", table.throughput);
  visit("onDemand", table.on_demand);
  visit("warm", table.warm);
  visit("class", table.table_class);
  visit("kmsKeyArn", table.kms_key_arn);
  visit("protected", table.deletion_protection);
  visit("streamView", table.stream_view);
  visit("streamId", table.stream_id);
  visit("streamLabel", table.stream_label);
  visit("ttlAttribute", table.ttl_attribute);
  visit("recovery", table.recovery);
  visit("restoredFrom", table.restored_from);
  visit("created", table.created);
  visit("nextIndex", table.next_index);
}

template <class T>
struct IsVector : std::false_type {};
template <class E>
struct IsVector<std::vector<E>> : std::true_type {};

template <class T>
Json TableWriter::json_of(const T& value) {
  if constexpr (std::is_enum_v<T>) {
    return static_cast<int>(value);
  } else if constexpr (std::is_same_v<T, core::Time>) {
    return core::epoch_ms(value);
  } else if constexpr (IsVector<T>::value) {
    auto list = Json::array();
    for (const auto& element : value) list.push_back(json_of(element));
    return list;
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    return value;
  } else {
    auto object = Json::object();
    members(value, TableWriter(object));
    return object;
  }
}

template <class T>
void TableReader::read(const Json& json, T& value) {
  if constexpr (std::is_enum_v<T>) {
    value = static_cast<T>(json.get<int>());
  } else if constexpr (std::is_same_v<T, core::Time>) {
    value = core::from_epoch_ms(json.get<std::int64_t>());
  } else if constexpr (IsVector<T>::value) {
    value.clear();
    for (const auto& element : json) read(element, value.emplace_back());
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    value = json.get<T>();
  } else {
    members(value, TableReader(json));
  }
}

}  // namespace

// Texts of requests are valid UTF-8, so the dump cannot fail.
std::string definition_of(const Table& table) {
  auto object = Json::object();
  members(table, TableWriter(object));
  return object.dump();
}

void read_definition(std::string_view definition, Table& table) {
  const auto object = Json::parse(definition);
  members(table, TableReader(object));
}

}  // namespace tertulia::dynamodb
