#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/json/json.hpp"

namespace tertulia::wire::json {
namespace {

using core::Kind;
using core::Validator;

/// Deeper than any request that AWS takes; keeps recursive shapes off the end of the stack.
constexpr int kDepthMax = 128;

/// What AWS's parser calls the token that it met where something else was due.
std::string token_name(const nlohmann::json& value) {
  switch (value.type()) {
    case nlohmann::json::value_t::boolean:
      return value.get<bool>() ? "TRUE_VALUE" : "FALSE_VALUE";
    case nlohmann::json::value_t::number_float:
      return "DECIMAL_VALUE";
    case nlohmann::json::value_t::number_integer:
    case nlohmann::json::value_t::number_unsigned:
      return "NUMBER_VALUE";
    default:
      return "STRING_VALUE";
  }
}

core::ApiError wrong_type(const nlohmann::json& value, std::string_view expected) {
  if (value.is_object()) {
    return serialization_error("Start of structure or map found where not expected.");
  }
  if (value.is_array()) return serialization_error("Start of list found where not expected");
  return serialization_error(base::cat(token_name(value), " cannot be converted to ", expected));
}

template <class Integer>
core::Status decode_integer(const nlohmann::json& value, void* target, std::string_view name) {
  if (!value.is_number()) return wrong_type(value, name);
  if (value.is_number_float()) {
    // AWS cuts the fraction off.
    const double number = value.get<double>();
    if (!(std::abs(number) < 9.2e18)) return wrong_type(value, name);
    *static_cast<Integer*>(target) = static_cast<Integer>(static_cast<std::int64_t>(number));
    return core::ok();
  }
  if (value.is_number_unsigned() &&
      value.get<std::uint64_t>() >
          static_cast<std::uint64_t>(std::numeric_limits<Integer>::max())) {
    return wrong_type(value, name);
  }
  const auto number = value.get<std::int64_t>();
  if (number < std::numeric_limits<Integer>::min()) return wrong_type(value, name);
  *static_cast<Integer*>(target) = static_cast<Integer>(number);
  return core::ok();
}

core::Status decode_time(const nlohmann::json& value, core::Time& target) {
  if (value.is_number()) {
    target = core::from_epoch_ms(std::llround(value.get<double>() * 1000));
    return core::ok();
  }
  const auto parsed =
      value.is_string() ? core::parse_iso8601(value.get_ref<const std::string&>()) : std::nullopt;
  if (!parsed) return wrong_type(value, "Timestamp");
  target = *parsed;
  return core::ok();
}

class Decoder {
 public:
  explicit Decoder(Validator& validator) : validator_(validator) {}

  core::Status members(const core::Type& structure, void* object, const nlohmann::json& value) {
    if (!value.is_object()) {
      if (value.is_array()) return wrong_type(value, "");
      return serialization_error("Unexpected value type in payload");
    }
    if (++depth_ > kDepthMax) return serialization_error("The structure is nested too deeply");
    for (const auto& member : structure.members()) {
      if (member.options.place != core::Place::kBody) continue;
      const auto* found = find(value, member.name);
      if (found != nullptr) {
        const auto step = validator_.member(member.name);
        const bool has_rule = member.options.check != nullptr;
        const auto& constraint =
            has_rule ? kNone : own_or(member.options.constraint, member.type().constraint);
        void* target = member.emplace(object);
        TERTULIA_CHECK(one(member.type(), constraint, member.options, target, *found));
        if (has_rule) member.options.check(validator_, target);
      } else if (member.options.check != nullptr) {
        const auto step = validator_.member(member.name);
        member.options.check(validator_, nullptr);
      } else if (member.options.required) {
        const auto step = validator_.member(member.name);
        validator_.missing();
      }
    }
    --depth_;
    return core::ok();
  }

 private:
  static constexpr core::Constraint kNone{};

  /// The value of that name; null for one that is absent or null. Structures of which clients send
  /// one member of many (an attribute's value) are not worth ten searches in a map.
  static const nlohmann::json* find(const nlohmann::json& object, std::string_view name) {
    auto found = object.end();
    if (object.size() <= 2) {
      for (found = object.begin(); found != object.end() && found.key() != name;) ++found;
    } else {
      found = object.find(name);
    }
    return found == object.end() || found->is_null() ? nullptr : &*found;
  }

  /// A member's constraint says all, where it says anything; else its type's holds.
  static const core::Constraint& own_or(const core::Constraint& own, const core::Constraint& type) {
    const core::Constraint none;
    const bool says_nothing = own.min == none.min && own.max == none.max &&
                              own.pattern.matches == nullptr && own.values.empty();
    return says_nothing ? type : own;
  }

  core::Status one(const core::Type& type, const core::Constraint& constraint,
                   const core::MemberOptions& options, void* target, const nlohmann::json& value) {
    switch (type.kind) {
      case Kind::kBoolean:
        if (!value.is_boolean()) return wrong_type(value, "Boolean");
        *static_cast<bool*>(target) = value.get<bool>();
        return core::ok();
      case Kind::kInteger:
        TERTULIA_CHECK(decode_integer<std::int32_t>(value, target, "Integer"));
        break;
      case Kind::kLong:
        TERTULIA_CHECK(decode_integer<std::int64_t>(value, target, "Long"));
        break;
      case Kind::kDouble:
        if (!value.is_number()) return wrong_type(value, "Double");
        *static_cast<double*>(target) = value.get<double>();
        break;
      case Kind::kString: {
        if (!value.is_string()) return wrong_type(value, "String");
        const auto& text = value.get_ref<const std::string&>();
        if (!type.parse(target, text)) {
          validator_.not_in_enumeration(text, type.names);
          return core::ok();
        }
        break;
      }
      case Kind::kBlob: {
        if (!value.is_string()) return wrong_type(value, "ByteBuffer");
        auto bytes = base::from_base64(value.get_ref<const std::string&>());
        if (!bytes) return serialization_error("Invalid Base64 encoding");
        static_cast<core::Blob*>(target)->bytes = std::move(*bytes);
        break;
      }
      case Kind::kTimestamp:
        return decode_time(value, *static_cast<core::Time*>(target));
      case Kind::kList:
        TERTULIA_CHECK(list(type, target, value));
        break;
      case Kind::kMap:
        TERTULIA_CHECK(map(type, options, target, value));
        break;
      case Kind::kStructure:
        return members(type, target, value);
    }
    validator_.check(type, constraint, target);
    return core::ok();
  }

  core::Status list(const core::Type& type, void* target, const nlohmann::json& value) {
    if (!value.is_array()) {
      if (value.is_object()) return wrong_type(value, "");
      return serialization_error("Unexpected field type");
    }
    const auto& element = type.element();
    if (++depth_ > kDepthMax) return serialization_error("The structure is nested too deeply");
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto step = validator_.element(i);
      void* slot = type.append(target);
      if (value[i].is_null()) {
        validator_.missing();
      } else {
        TERTULIA_CHECK(one(element, element.constraint, {}, slot, value[i]));
      }
    }
    --depth_;
    return core::ok();
  }

  core::Status map(const core::Type& type, const core::MemberOptions& options, void* target,
                   const nlohmann::json& value) {
    if (!value.is_object()) {
      if (value.is_array()) return wrong_type(value, "");
      return serialization_error("Unexpected field type");
    }
    const auto& element = type.element();
    if (++depth_ > kDepthMax) return serialization_error("The structure is nested too deeply");
    for (const auto& [key, entry] : value.items()) {
      validator_.check_key(key, options.key_constraint);
      const auto step = validator_.entry(key);
      if (entry.is_null()) {
        validator_.missing();
      } else {
        TERTULIA_CHECK(one(element, element.constraint, {}, type.insert(target, key), entry));
      }
    }
    --depth_;
    return core::ok();
  }

  Validator& validator_;
  int depth_ = 0;
};

}  // namespace

core::ApiError serialization_error(std::string message) {
  return {.code = "SerializationException",
          .message = std::move(message),
          .name_space = "com.amazon.coral.service"};
}

core::Status decode(const core::Type& structure, void* object, const nlohmann::json& value,
                    Validator& validator) {
  return Decoder(validator).members(structure, object, value);
}

core::Status decode(const core::Type& structure, void* object, std::string_view body,
                    Validator& validator) {
  if (base::trim(body).empty()) body = "{}";
  const auto value = nlohmann::json::parse(body, nullptr, false);
  if (value.is_discarded()) return serialization_error({});
  return decode(structure, object, value, validator);
}

}  // namespace tertulia::wire::json
