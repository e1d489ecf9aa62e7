#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/json/json.hpp"
#include "emulator/wire/rest/rest.hpp"
#include "emulator/wire/scalars.hpp"
#include "emulator/wire/shapes.hpp"

namespace tertulia::wire::rest {
namespace {

using core::Kind;
using core::Place;
using core::Validator;

using Parameters = std::vector<std::pair<std::string, std::string>>;

Parameters parameters_of(std::string_view query) {
  Parameters parameters;
  if (query.empty()) return parameters;
  for (const auto parameter : base::split(query, '&')) {
    if (parameter.empty()) continue;
    const auto equals = parameter.find('=');
    parameters.emplace_back(base::form_decode(parameter.substr(0, equals)),
                            equals == std::string_view::npos
                                ? std::string()
                                : base::form_decode(parameter.substr(equals + 1)));
  }
  return parameters;
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kBoolean:
      return "Boolean";
    case Kind::kInteger:
      return "Integer";
    case Kind::kLong:
      return "Long";
    case Kind::kDouble:
      return "Double";
    case Kind::kTimestamp:
      return "Timestamp";
    case Kind::kBlob:
      return "ByteBuffer";
    default:
      return "String";
  }
}

class Decoder {
 public:
  Decoder(const Labels& labels, const core::HttpRequest& request, std::string_view body,
          Validator& validator)
      : labels_(labels),
        request_(request),
        body_(body),
        parameters_(parameters_of(request.query())),
        validator_(validator) {}

  core::Status input(const core::Type& type, void* object) {
    bool has_body = false;
    bool has_payload = false;
    for (const auto& member : type.members()) {
      has_body |= member.options.place == Place::kBody;
      has_payload |= member.options.place == Place::kPayload;
      TERTULIA_CHECK(one(member, object));
    }
    if (!has_body || has_payload) return core::ok();
    return json::decode(type, object, body_, validator_);
  }

 private:
  core::Status one(const core::Member& member, void* object) {
    switch (member.options.place) {
      case Place::kPath:
        for (const auto& [name, text] : labels_) {
          if (name == member.wire_name()) return scalar(member, object, text);
        }
        return absent(member);
      case Place::kQuery:
        return query(member, object);
      case Place::kHeader:
        return header(member, object);
      case Place::kHeaders:
        return prefix_headers(member, object);
      case Place::kPayload:
        return payload(member, object);
      case Place::kBody:
      case Place::kStatus:
        break;
    }
    return core::ok();
  }

  core::Status absent(const core::Member& member) {
    check_absent(validator_, member);
    return core::ok();
  }

  /// Parses a scalar and checks it against its constraint.
  core::Status value(const core::Type& type, const core::Constraint& constraint,
                     core::TimeFormat format, std::string_view text, void* target) {
    switch (parse_scalar(type, format, text, target)) {
      case ScalarState::kOk:
        validator_.check(type, constraint, target);
        break;
      case ScalarState::kNotInEnumeration:
        validator_.not_in_enumeration(text, type.names);
        break;
      case ScalarState::kMalformed:
        return json::serialization_error(
            base::cat("STRING_VALUE cannot be converted to ", kind_name(type.kind)));
    }
    return core::ok();
  }

  core::Status scalar(const core::Member& member, void* object, std::string_view text) {
    const auto step = validator_.member(member.name);
    void* target = member.emplace(object);
    TERTULIA_CHECK(
        value(member.type(), constraint_of(member), member.options.time_format, text, target));
    check_rule(validator_, member, target);
    return core::ok();
  }

  /// Several values of one name make a list; a map takes every parameter.
  core::Status query(const core::Member& member, void* object) {
    const auto& type = member.type();
    void* container = nullptr;
    std::size_t index = 0;
    for (const auto& [name, text] : parameters_) {
      if (type.kind != Kind::kMap && name != member.wire_name()) continue;
      if (type.kind != Kind::kList && type.kind != Kind::kMap) return scalar(member, object, text);
      if (container == nullptr) container = member.emplace(object);
      const auto step = validator_.member(member.name);
      const auto element = validator_.element(index++);
      void* slot = type.kind == Kind::kList ? type.append(container) : type.insert(container, name);
      TERTULIA_CHECK(
          value(type.element(), type.element().constraint, member.options.time_format, text, slot));
    }
    if (container == nullptr) return absent(member);
    const auto step = validator_.member(member.name);
    validator_.check(type, constraint_of(member), container);
    check_rule(validator_, member, container);
    return core::ok();
  }

  core::Status header(const core::Member& member, void* object) {
    const auto text = request_.headers.find(member.wire_name());
    if (!text) return absent(member);
    const auto& type = member.type();
    if (type.kind != Kind::kList) return scalar(member, object, *text);
    const auto step = validator_.member(member.name);
    void* list = member.emplace(object);
    for (const auto part : base::split(*text, ',')) {
      TERTULIA_CHECK(value(type.element(), type.element().constraint, member.options.time_format,
                           base::trim(part), type.append(list)));
    }
    validator_.check(type, constraint_of(member), list);
    check_rule(validator_, member, list);
    return core::ok();
  }

  core::Status prefix_headers(const core::Member& member, void* object) {
    const auto& type = member.type();
    const auto prefix = member.options.wire_name;
    void* map = nullptr;
    for (const auto& [name, text] : request_.headers) {
      if (!base::iequals(std::string_view(name).substr(0, prefix.size()), prefix)) continue;
      if (map == nullptr) map = member.emplace(object);
      const auto key = base::lower(std::string_view(name).substr(prefix.size()));
      TERTULIA_CHECK(
          value(type.element(), type.element().constraint, {}, text, type.insert(map, key)));
    }
    return map == nullptr ? absent(member) : core::ok();
  }

  core::Status payload(const core::Member& member, void* object) {
    const auto& type = member.type();
    if (type.kind == Kind::kStructure) {
      if (base::trim(body_).empty()) return absent(member);
      const auto step = validator_.member(member.name);
      return json::decode(type, member.emplace(object), body_, validator_);
    }
    // An empty body is an absent payload: nothing on the wire tells them apart.
    if (body_.empty()) return absent(member);
    if (type.kind == Kind::kBlob) {
      const auto step = validator_.member(member.name);
      auto* blob = static_cast<core::Blob*>(member.emplace(object));
      blob->bytes = body_;
      validator_.check(type, constraint_of(member), blob);
      check_rule(validator_, member, blob);
      return core::ok();
    }
    return scalar(member, object, body_);
  }

  const Labels& labels_;
  const core::HttpRequest& request_;
  std::string_view body_;
  Parameters parameters_;
  Validator& validator_;
};

}  // namespace

core::Status decode(const core::Type& input, void* object, const Labels& labels,
                    const core::HttpRequest& request, std::string_view body, Validator& validator) {
  return Decoder(labels, request, body, validator).input(input, object);
}

}  // namespace tertulia::wire::rest
