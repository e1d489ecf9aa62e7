#include "emulator/services/dynamodb/shape_json.hpp"

#include <stdexcept>

#include <nlohmann/json.hpp>

namespace tertulia::dynamodb {
namespace {

using Json = nlohmann::json;
using core::Kind;

[[noreturn]] void not_kept() { throw std::logic_error("a shape that is not kept as JSON"); }

Json write(const core::Type& type, const void* value) {
  switch (type.kind) {
    case Kind::kBoolean:
      return *static_cast<const bool*>(value);
    case Kind::kInteger:
      return *static_cast<const std::int32_t*>(value);
    case Kind::kLong:
      return *static_cast<const std::int64_t*>(value);
    case Kind::kString:
      return type.print(value);
    case Kind::kTimestamp:
      return core::epoch_ms(*static_cast<const core::Time*>(value));
    case Kind::kList: {
      auto list = Json::array();
      for (std::size_t i = 0; i < type.size(value); ++i) {
        list.push_back(write(type.element(), type.at(value, i)));
      }
      return list;
    }
    case Kind::kStructure: {
      auto object = Json::object();
      for (const auto& member : type.members()) {
        if (const auto* inner = member.get(value)) {
          object[std::string(member.name)] = write(member.type(), inner);
        }
      }
      return object;
    }
    default:
      not_kept();
  }
}

void read(const Json& json, const core::Type& type, void* value) {
  switch (type.kind) {
    case Kind::kBoolean:
      *static_cast<bool*>(value) = json.get<bool>();
      return;
    case Kind::kInteger:
      *static_cast<std::int32_t*>(value) = json.get<std::int32_t>();
      return;
    case Kind::kLong:
      *static_cast<std::int64_t*>(value) = json.get<std::int64_t>();
      return;
    case Kind::kString:
      type.parse(value, json.get_ref<const std::string&>());
      return;
    case Kind::kTimestamp:
      *static_cast<core::Time*>(value) = core::from_epoch_ms(json.get<std::int64_t>());
      return;
    case Kind::kList:
      for (const auto& element : json) read(element, type.element(), type.append(value));
      return;
    case Kind::kStructure:
      for (const auto& member : type.members()) {
        const auto found = json.find(std::string(member.name));
        if (found != json.end()) read(*found, member.type(), member.emplace(value));
      }
      return;
    default:
      not_kept();
  }
}

}  // namespace

std::string json_of(const core::Type& type, const void* value) { return write(type, value).dump(); }

void read_json(std::string_view json, const core::Type& type, void* value) {
  read(Json::parse(json), type, value);
}

}  // namespace tertulia::dynamodb
