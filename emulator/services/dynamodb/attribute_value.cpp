#include "emulator/services/dynamodb/attribute_value.hpp"

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"

namespace tertulia::dynamodb {
namespace {

template <AttributeType T>
constexpr core::Member type_member() {
  using Value = std::variant_alternative_t<static_cast<std::size_t>(T), AttributeValue::Storage>;
  core::Member member;
  member.name = core::name_of(T);
  member.type = &core::type_of<Value>;
  member.emplace = [](void* value) -> void* {
    return &static_cast<AttributeValue*>(value)->emplace<T>();
  };
  member.get = [](const void* value) -> const void* {
    return static_cast<const AttributeValue*>(value)->get<T>();
  };
  if constexpr (T == AttributeType::kM) member.options.key_constraint.max = 65535;
  return member;
}

AttributeMap decode_map(const nlohmann::json& object);

std::vector<core::Blob> decode_blobs(const nlohmann::json& list) {
  std::vector<core::Blob> blobs;
  for (const auto& text : list) {
    blobs.push_back({base::from_base64(text.get_ref<const std::string&>()).value_or("")});
  }
  return blobs;
}

AttributeValue decode_value(const nlohmann::json& object) {
  using enum AttributeType;
  const auto& value = object.begin().value();
  switch (core::value_of<AttributeType>(object.begin().key()).value_or(kNull)) {
    case kS:
      return AttributeValue::of<kS>(value.get<std::string>());
    case kN:
      return AttributeValue::of<kN>(value.get<std::string>());
    case kB:
      return AttributeValue::of<kB>(
          core::Blob{base::from_base64(value.get_ref<const std::string&>()).value_or("")});
    case kSS:
      return AttributeValue::of<kSS>(value.get<std::vector<std::string>>());
    case kNS:
      return AttributeValue::of<kNS>(value.get<std::vector<std::string>>());
    case kBS:
      return AttributeValue::of<kBS>(decode_blobs(value));
    case kM:
      return AttributeValue::of<kM>(decode_map(value));
    case kL: {
      std::vector<AttributeValue> list;
      for (const auto& element : value) list.push_back(decode_value(element));
      return AttributeValue::of<kL>(std::move(list));
    }
    case kNull:
      return AttributeValue::of<kNull>(true);
    case kBool:
      return AttributeValue::of<kBool>(value.get<bool>());
  }
  return {};
}

AttributeMap decode_map(const nlohmann::json& object) {
  AttributeMap map;
  for (const auto& [name, value] : object.items()) map.emplace(name, decode_value(value));
  return map;
}

core::Type stored_item_type() {
  core::Type type;
  type.kind = core::Kind::kMap;
  type.element = &core::type_of<AttributeValue>;
  type.encoded_json = [](const void* item) -> std::string_view {
    return static_cast<const StoredItem*>(item)->json;
  };
  type.size = [](const void* item) {
    return attributes_of(static_cast<const StoredItem*>(item)->json).size();
  };
  type.each = [](const void* item, void* context,
                 void (*visit)(void*, std::string_view, const void*)) {
    const auto attributes = attributes_of(static_cast<const StoredItem*>(item)->json);
    for (const auto& [name, value] : attributes) visit(context, name, &value);
  };
  return type;
}

}  // namespace

std::span<const core::Member> AttributeValue::members() {
  using enum AttributeType;
  static constexpr std::array kMembers{
      type_member<kS>(),    type_member<kN>(),   type_member<kB>(), type_member<kSS>(),
      type_member<kNS>(),   type_member<kBS>(),  type_member<kM>(), type_member<kL>(),
      type_member<kNull>(), type_member<kBool>()};
  return kMembers;
}

bool operator==(const AttributeValue& left, const AttributeValue& right) {
  return left.given == right.given && left.storage == right.storage;
}

const core::Type& StoredItem::type() {
  static const core::Type kType = stored_item_type();
  return kType;
}

AttributeMap attributes_of(std::string_view canonical_json) {
  return decode_map(nlohmann::json::parse(canonical_json));
}

}  // namespace tertulia::dynamodb
