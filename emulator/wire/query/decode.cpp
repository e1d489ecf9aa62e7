#include <algorithm>
#include <limits>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/query/query.hpp"
#include "emulator/wire/scalars.hpp"
#include "emulator/wire/shapes.hpp"

namespace tertulia::wire::query {
namespace {

using core::Kind;
using core::Validator;
using Parameters = std::vector<Form::Parameter>;

/// The parameters whose names begin alike, as `Filter.1.` does; they stand together in the form's
/// order.
struct Node {
  Parameters::const_iterator begin;
  Parameters::const_iterator end;
  /// How many characters of each name lead here.
  std::size_t prefix = 0;

  [[nodiscard]] std::string_view rest(Parameters::const_iterator it) const {
    return std::string_view(it->first).substr(prefix);
  }
  /// The value of the parameter whose name ends here.
  [[nodiscard]] std::optional<std::string_view> value() const {
    if (begin == end || !rest(begin).empty()) return std::nullopt;
    return begin->second;
  }
  /// What stands below `name`, which is the next piece of the names or several of them.
  [[nodiscard]] Node child(std::string_view name) const {
    // "A" may be followed by "A.B", and between them by "A-": three ranges, of which two are ours.
    const auto less = [this](const Form::Parameter& parameter, std::string_view key) {
      return std::string_view(parameter.first).substr(prefix) < key;
    };
    const auto first = std::lower_bound(begin, end, name, less);
    if (first != end && rest(first) == name) {
      return {first, first + 1, prefix + name.size()};
    }
    const std::string dotted = base::cat(name, ".");
    const auto below = std::lower_bound(first, end, std::string_view(dotted), less);
    auto last = below;
    while (last != end && rest(last).starts_with(dotted)) ++last;
    return {below, last, prefix + dotted.size()};
  }
  [[nodiscard]] bool empty() const { return begin == end; }
};

/// The elements `1`, `2`, … below a node in the order of their numbers, whatever is missing
/// between.
std::vector<Node> numbered(const Node& node) {
  std::vector<std::pair<std::int64_t, Node>> found;
  for (auto it = node.begin; it != node.end;) {
    const auto rest = node.rest(it);
    const auto digits = rest.substr(0, rest.find('.'));
    const auto number = base::parse_integer(digits);
    if (!number || *number < 0 || (!found.empty() && found.back().first == *number)) {
      ++it;
      continue;
    }
    const auto child = node.child(digits);
    found.emplace_back(*number, child);
    it = child.empty() ? it + 1 : std::max(it + 1, child.end);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Node> nodes;
  for (const auto& [number, child] : found) nodes.push_back(child);
  return nodes;
}

class Decoder {
 public:
  explicit Decoder(Validator& validator) : validator_(validator) {}

  core::Status members(const core::Type& structure, void* object, const Node& node) {
    if (++depth_ > kDepthMax) return malformed_input("The structure is nested too deeply");
    for (const auto& member : structure.members()) {
      const auto child = node.child(member.wire_name());
      if (!child.empty()) {
        const auto step = validator_.member(member.name);
        void* target = member.emplace(object);
        const auto before = validator_.count();
        TERTULIA_CHECK(one(member.type(), constraint_of(member), member.options, target, child));
        const auto inside = validator_.count();
        check_rule(validator_, member, target);
        validator_.put_first(before, inside);
      } else {
        check_absent(validator_, member);
      }
    }
    --depth_;
    return core::ok();
  }

 private:
  core::Status one(const core::Type& type, const core::Constraint& constraint,
                   const core::MemberOptions& options, void* target, const Node& node) {
    const auto before = validator_.count();
    switch (type.kind) {
      case Kind::kList:
        TERTULIA_CHECK(list(type, options, target, node));
        break;
      case Kind::kMap:
        TERTULIA_CHECK(map(type, options, target, node));
        break;
      case Kind::kStructure:
        if (node.value() && !node.value()->empty()) {
          return malformed_input("Unexpected value where a structure was expected");
        }
        return members(type, target, node);
      default: {
        const auto text = node.value();
        if (!text) return malformed_input("Start of list found where not expected");
        const auto state = parse_scalar(type, options.time_format, *text, target);
        if (state == ScalarState::kNotInEnumeration) {
          validator_.not_in_enumeration(*text, type.names);
          return core::ok();
        }
        if (state == ScalarState::kMalformed) return wrong_value(type.kind);
      }
    }
    // What is wrong with a list or map comes before what is wrong inside it.
    const auto inside = validator_.count();
    validator_.check(type, constraint, target);
    validator_.put_first(before, inside);
    return core::ok();
  }

  static core::ApiError wrong_value(Kind kind) {
    if (kind == Kind::kBoolean) return malformed_input("boolean must follow xsd1.1 definition");
    if (kind == Kind::kBlob) return malformed_input("Invalid Base64 encoding");
    return malformed_input(base::cat("STRING_VALUE can not be converted to ",
                                     kind == Kind::kInteger  ? "an Integer"
                                     : kind == Kind::kLong   ? "a Long"
                                     : kind == Kind::kDouble ? "a Double"
                                                             : "a Timestamp"));
  }

  core::Status list(const core::Type& type, const core::MemberOptions& options, void* target,
                    const Node& node) {
    if (const auto text = node.value()) {
      if (text->empty()) return core::ok();
      return malformed_input("Unexpected value where a list was expected");
    }
    auto elements = node;
    if (!options.flattened) {
      elements = node.child(options.element_name.empty() ? "member" : options.element_name);
    }
    const auto& element = type.element();
    if (++depth_ > kDepthMax) return malformed_input("The structure is nested too deeply");
    std::size_t index = 0;
    for (const auto& child : numbered(elements)) {
      const auto step = validator_.element(index++);
      TERTULIA_CHECK(one(element, element.constraint, {}, type.append(target), child));
    }
    --depth_;
    return core::ok();
  }

  core::Status map(const core::Type& type, const core::MemberOptions& options, void* target,
                   const Node& node) {
    if (const auto text = node.value()) {
      if (text->empty()) return core::ok();
      return malformed_input("Unexpected value where a map was expected");
    }
    const auto entries = options.flattened ? node : node.child("entry");
    const auto& element = type.element();
    if (++depth_ > kDepthMax) return malformed_input("The structure is nested too deeply");
    for (const auto& child : numbered(entries)) {
      const auto key = child.child(options.key_name.empty() ? "key" : options.key_name).value();
      if (!key) return malformed_input("Key must not be null");
      validator_.check_key(*key, options.key_constraint);
      const auto step = validator_.entry(*key);
      const auto value = child.child(options.value_name.empty() ? "value" : options.value_name);
      if (value.empty()) {
        validator_.missing();
      } else {
        TERTULIA_CHECK(one(element, element.constraint, {}, type.insert(target, *key), value));
      }
    }
    --depth_;
    return core::ok();
  }

  Validator& validator_;
  int depth_ = 0;
};

}  // namespace

core::ApiError malformed_input(std::string message) {
  return {.code = "MalformedInput", .message = std::move(message)};
}

Form Form::parse(std::string_view encoded) {
  Form form;
  while (!encoded.empty()) {
    const auto end = encoded.find('&');
    const auto pair = encoded.substr(0, end);
    encoded = end == std::string_view::npos ? std::string_view() : encoded.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    form.parameters_.emplace_back(base::form_decode(pair.substr(0, equals)),
                                  equals == std::string_view::npos
                                      ? std::string()
                                      : base::form_decode(pair.substr(equals + 1)));
  }
  std::stable_sort(form.parameters_.begin(), form.parameters_.end(),
                   [](const Parameter& a, const Parameter& b) { return a.first < b.first; });
  form.parameters_.erase(
      std::unique(form.parameters_.begin(), form.parameters_.end(),
                  [](const Parameter& a, const Parameter& b) { return a.first == b.first; }),
      form.parameters_.end());
  return form;
}

std::optional<std::string_view> Form::find(std::string_view name) const {
  const auto found = std::lower_bound(
      parameters_.begin(), parameters_.end(), name,
      [](const Parameter& parameter, std::string_view key) { return parameter.first < key; });
  if (found == parameters_.end() || found->first != name) return std::nullopt;
  return found->second;
}

core::Status decode(const core::Type& structure, void* object, const Form& form,
                    Validator& validator) {
  const Node root{form.parameters().begin(), form.parameters().end(), 0};
  return Decoder(validator).members(structure, object, root);
}

}  // namespace tertulia::wire::query
