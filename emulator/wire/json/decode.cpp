#include <cmath>
#include <limits>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_tape.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/json/json.hpp"
#include "emulator/wire/shapes.hpp"

namespace tertulia::wire::json {
namespace {

using core::Kind;
using core::Validator;

/// Far beyond every date that AWS takes, and safe to turn into milliseconds.
constexpr double kSecondsMax = 1e12;

/// What AWS's parser calls the token that it met where something else was due.
std::string_view token_name(base::JsonTokenKind kind) {
  switch (kind) {
    case base::JsonTokenKind::kTrue:
      return "TRUE_VALUE";
    case base::JsonTokenKind::kFalse:
      return "FALSE_VALUE";
    case base::JsonTokenKind::kDecimal:
      return "DECIMAL_VALUE";
    case base::JsonTokenKind::kInteger:
      return "NUMBER_VALUE";
    default:
      return "STRING_VALUE";
  }
}

core::ApiError wrong_type(base::JsonTokenKind kind, std::string_view expected) {
  if (kind == base::JsonTokenKind::kObject) {
    return serialization_error("Start of structure or map found where not expected.");
  }
  if (kind == base::JsonTokenKind::kArray) {
    return serialization_error("Start of list found where not expected");
  }
  return serialization_error(base::cat(token_name(kind), " cannot be converted to ", expected));
}

core::ApiError too_deep() { return serialization_error("The structure is nested too deeply"); }

bool is_number(base::JsonTokenKind kind) {
  return kind == base::JsonTokenKind::kInteger || kind == base::JsonTokenKind::kDecimal;
}

class Decoder {
 public:
  Decoder(const base::JsonTape& tape, Validator& validator, Members which)
      : tape_(tape), validator_(validator), which_(which) {}

  core::Status members(const core::Type& structure, void* object, std::uint32_t index) {
    const auto kind = tape_[index].kind;
    if (kind == base::JsonTokenKind::kArray) return wrong_type(kind, "");
    if (kind != base::JsonTokenKind::kObject) {
      return serialization_error("Unexpected value type in payload");
    }
    if (++depth_ > kDepthMax) return too_deep();
    for (const auto& member : structure.members()) {
      if (which_ == Members::kBody && member.options.place != core::Place::kBody) continue;
      const auto found = tape_.find(index, member.name, scratch_);
      if (found != 0 && tape_[found].kind != base::JsonTokenKind::kNull) {
        const auto step = validator_.member(member.name);
        TERTULIA_CHECK(this->member(member, object, found));
      } else {
        check_absent(validator_, member);
      }
    }
    --depth_;
    return core::ok();
  }

 private:
  core::Status member(const core::Member& member, void* object, std::uint32_t index) {
    const auto& type = member.type();
    void* target = member.emplace(object);
    if (member.options.place == core::Place::kPayload && type.kind == Kind::kBlob) {
      static_cast<core::Blob*>(target)->bytes = tape_.raw(tape_[index]);
      validator_.check(type, constraint_of(member), target);
      return core::ok();
    }
    const auto before = validator_.count();
    TERTULIA_CHECK(one(type, constraint_of(member), member.options, target, index));
    const auto inside = validator_.count();
    check_rule(validator_, member, target);
    validator_.put_first(before, inside);
    return core::ok();
  }

  core::Status one(const core::Type& type, const core::Constraint& constraint,
                   const core::MemberOptions& options, void* target, std::uint32_t index) {
    const auto& token = tape_[index];
    const auto before = validator_.count();
    switch (type.kind) {
      case Kind::kBoolean:
        if (token.kind != base::JsonTokenKind::kTrue && token.kind != base::JsonTokenKind::kFalse) {
          return wrong_type(token.kind, "Boolean");
        }
        *static_cast<bool*>(target) = token.kind == base::JsonTokenKind::kTrue;
        return core::ok();
      case Kind::kInteger:
        TERTULIA_CHECK(integer<std::int32_t>(token, target, "Integer"));
        break;
      case Kind::kLong:
        TERTULIA_CHECK(integer<std::int64_t>(token, target, "Long"));
        break;
      case Kind::kDouble:
        TERTULIA_CHECK(decimal(token, *static_cast<double*>(target)));
        break;
      case Kind::kString: {
        if (token.kind != base::JsonTokenKind::kString) return wrong_type(token.kind, "String");
        const auto text = tape_.string(token, scratch_);
        if (!type.parse(target, text)) {
          validator_.not_in_enumeration(text, type.names);
          return core::ok();
        }
        break;
      }
      case Kind::kBlob:
        TERTULIA_CHECK(blob(token, *static_cast<core::Blob*>(target)));
        break;
      case Kind::kTimestamp:
        return time(token, *static_cast<core::Time*>(target));
      case Kind::kList:
        TERTULIA_CHECK(list(type, target, index));
        break;
      case Kind::kMap:
        TERTULIA_CHECK(map(type, options, target, index));
        break;
      case Kind::kStructure:
        return members(type, target, index);
    }
    const auto inside = validator_.count();
    validator_.check(type, constraint, target);
    validator_.put_first(before, inside);
    return core::ok();
  }

  core::Status blob(const base::JsonToken& token, core::Blob& target) {
    if (is_number(token.kind) || token.kind == base::JsonTokenKind::kTrue ||
        token.kind == base::JsonTokenKind::kFalse) {
      return serialization_error("only base-64-encoded strings are convertible to bytes");
    }
    if (token.kind != base::JsonTokenKind::kString) return wrong_type(token.kind, "ByteBuffer");
    const auto text = tape_.string(token, scratch_);
    auto bytes = base::from_base64(text);
    if (!bytes && text.size() % 4 != 0) {
      return serialization_error(base::cat(
          "Base64 encoded length is expected a multiple of 4 bytes but found: ", text.size()));
    }
    // AWS's spelling.
    if (!bytes) return serialization_error("Invalid last non-pad Base64 character dectected");
    target.bytes = std::move(*bytes);
    return core::ok();
  }

  template <class Integer>
  core::Status integer(const base::JsonToken& token, void* target, std::string_view name) {
    if (!is_number(token.kind)) return wrong_type(token.kind, name);
    const auto raw = tape_.raw(token);
    auto number = base::parse_integer(raw);
    if (token.kind == base::JsonTokenKind::kDecimal) {
      // AWS cuts the fraction off.
      const auto decimal = base::parse_double(raw);
      if (decimal && std::abs(*decimal) < 9.2e18) number = static_cast<std::int64_t>(*decimal);
    }
    if (!number || *number > std::numeric_limits<Integer>::max() ||
        *number < std::numeric_limits<Integer>::min()) {
      return wrong_type(token.kind, name);
    }
    *static_cast<Integer*>(target) = static_cast<Integer>(*number);
    return core::ok();
  }

  core::Status decimal(const base::JsonToken& token, double& target) {
    if (token.kind == base::JsonTokenKind::kString) {
      const auto text = tape_.string(token, scratch_);
      if (text == "NaN" || text == "Infinity" || text == "-Infinity") {
        target = text == "NaN"    ? std::numeric_limits<double>::quiet_NaN()
                 : text[0] == '-' ? -std::numeric_limits<double>::infinity()
                                  : std::numeric_limits<double>::infinity();
        return core::ok();
      }
    }
    const auto number = is_number(token.kind) ? base::parse_double(tape_.raw(token)) : std::nullopt;
    if (!number) return wrong_type(token.kind, "Double");
    target = *number;
    return core::ok();
  }

  core::Status time(const base::JsonToken& token, core::Time& target) {
    if (is_number(token.kind)) {
      const auto seconds = base::parse_double(tape_.raw(token));
      if (!seconds || !(std::abs(*seconds) < kSecondsMax)) {
        return wrong_type(token.kind, "Timestamp");
      }
      target = core::from_epoch_ms(std::llround(*seconds * 1000));
      return core::ok();
    }
    const auto parsed = token.kind == base::JsonTokenKind::kString
                            ? core::parse_iso8601(tape_.string(token, scratch_))
                            : std::nullopt;
    if (!parsed) return wrong_type(token.kind, "Timestamp");
    target = *parsed;
    return core::ok();
  }

  core::Status list(const core::Type& type, void* target, std::uint32_t index) {
    const auto kind = tape_[index].kind;
    if (kind == base::JsonTokenKind::kObject) return wrong_type(kind, "");
    if (kind != base::JsonTokenKind::kArray) return serialization_error("Unexpected field type");
    if (++depth_ > kDepthMax) return too_deep();
    const auto& element = type.element();
    const auto end = tape_[index].next;
    std::size_t count = 0;
    for (auto at = index + 1; at < end; at = tape_[at].next) {
      const auto step = validator_.element(count++);
      void* slot = type.append(target);
      if (tape_[at].kind == base::JsonTokenKind::kNull) {
        validator_.missing();
      } else {
        TERTULIA_CHECK(one(element, element.constraint, {}, slot, at));
      }
    }
    --depth_;
    return core::ok();
  }

  core::Status map(const core::Type& type, const core::MemberOptions& options, void* target,
                   std::uint32_t index) {
    const auto kind = tape_[index].kind;
    if (kind == base::JsonTokenKind::kArray) return wrong_type(kind, "");
    if (kind != base::JsonTokenKind::kObject) return serialization_error("Unexpected field type");
    if (++depth_ > kDepthMax) return too_deep();
    const auto& element = type.element();
    const auto end = tape_[index].next;
    std::string unescaped;
    for (auto at = index + 1; at < end; at = tape_[at + 1].next) {
      const auto key = tape_.string(tape_[at], unescaped);
      validator_.check_key(key, options.key_constraint);
      const auto step = validator_.entry(key);
      if (tape_[at + 1].kind == base::JsonTokenKind::kNull) {
        validator_.missing();
      } else {
        TERTULIA_CHECK(one(element, element.constraint, {}, type.insert(target, key), at + 1));
      }
    }
    --depth_;
    return core::ok();
  }

  const base::JsonTape& tape_;
  Validator& validator_;
  Members which_;
  std::string scratch_;
  int depth_ = 0;
};

}  // namespace

core::ApiError serialization_error(std::string message) {
  return {.code = "SerializationException",
          .message = std::move(message),
          .name_space = "com.amazon.coral.service"};
}

core::Status decode(const core::Type& structure, void* object, std::string_view body,
                    Validator& validator, Members which) {
  if (base::trim(body).empty()) body = "{}";
  // Kept between calls for its memory; types that keep their JSON may decode within a decoding.
  thread_local base::JsonTape kept;
  thread_local bool in_use = false;
  base::JsonTape own;
  struct Use {
    bool mine;
    ~Use() {
      if (mine) in_use = false;
    }
  } use{!in_use};
  if (use.mine) in_use = true;
  base::JsonTape& tape = use.mine ? kept : own;
  if (!tape.parse(body)) return serialization_error({});
  return Decoder(tape, validator, which).members(structure, object, 0);
}

}  // namespace tertulia::wire::json
