#include "emulator/services/dynamodb/attribute_value.hpp"

#include <stdexcept>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_tape.hpp"

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

/// Makes values of a text that `canonical` wrote.
class Reader {
 public:
  explicit Reader(const base::JsonTape& tape) : tape_(tape) {}

  AttributeMap map(std::uint32_t object) {
    AttributeMap map;
    for (auto key = object + 1; key < tape_[object].next; key = tape_[key + 1].next) {
      // They are in order.
      map.emplace_hint(map.end(), text(key), value(key + 1));
    }
    return map;
  }

 private:
  AttributeValue value(std::uint32_t object) {
    using enum AttributeType;
    const auto inside = object + 2;
    switch (core::value_of<AttributeType>(text(object + 1)).value_or(kNull)) {
      case kS:
        return AttributeValue::of<kS>(text(inside));
      case kN:
        return AttributeValue::of<kN>(text(inside));
      case kB:
        return AttributeValue::of<kB>(blob(inside));
      case kSS:
        return AttributeValue::of<kSS>(list(inside, &Reader::text));
      case kNS:
        return AttributeValue::of<kNS>(list(inside, &Reader::text));
      case kBS:
        return AttributeValue::of<kBS>(list(inside, &Reader::blob));
      case kM:
        return AttributeValue::of<kM>(map(inside));
      case kL:
        return AttributeValue::of<kL>(list(inside, &Reader::value));
      case kNull:
        return AttributeValue::of<kNull>(true);
      case kBool:
        return AttributeValue::of<kBool>(tape_[inside].kind == base::JsonTokenKind::kTrue);
    }
    return {};
  }

  std::string text(std::uint32_t index) {
    return std::string(tape_.string(tape_[index], scratch_));
  }
  core::Blob blob(std::uint32_t index) {
    return {base::from_base64(tape_.string(tape_[index], scratch_)).value_or("")};
  }
  template <class T>
  std::vector<T> list(std::uint32_t array, T (Reader::*read)(std::uint32_t)) {
    std::vector<T> list;
    for (auto index = array + 1; index < tape_[array].next; index = tape_[index].next) {
      list.push_back((this->*read)(index));
    }
    return list;
  }

  const base::JsonTape& tape_;
  std::string scratch_;
};

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
  base::JsonTape tape;
  if (!tape.parse(canonical_json)) throw std::logic_error("an item is kept that is no JSON");
  return Reader(tape).map(0);
}

}  // namespace tertulia::dynamodb
