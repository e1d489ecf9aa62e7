#include "emulator/core/validation.hpp"

#include <algorithm>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::core {

Validator::Step::Step(std::string& path, std::string_view name, std::string_view suffix)
    : path_(path), size_(path.size()) {
  if (!path_.empty()) path_ += '.';
  const auto first = path_.size();
  path_ += name;
  // Members, which have no suffix, start with a small letter.
  if (suffix.empty() && path_[first] >= 'A' && path_[first] <= 'Z') {
    path_[first] = static_cast<char>(path_[first] - 'A' + 'a');
  }
  path_ += suffix;
}

Validator::Step Validator::member(std::string_view name) { return {path_, name, {}}; }

Validator::Step Validator::element(std::size_t index) {
  return {path_, base::Piece(index + 1).text(), ".member"};
}

Validator::Step Validator::entry(std::string_view key) { return {path_, key, ".member"}; }

void Validator::missing() {
  violations_.push_back(base::cat("Value null at '", path_,
                                  "' failed to satisfy constraint: Member must not be null"));
}

void Validator::violated(std::string_view value, std::string_view constraint) {
  violations_.push_back(
      base::cat("Value '", value, "' at '", path_, "' failed to satisfy constraint: ", constraint));
}

void Validator::report(std::string_view value, std::string_view must) {
  violated(value, base::cat("Member must ", must));
}

void Validator::only(std::string text) {
  if (only_.empty()) only_ = std::move(text);
}

void Validator::only_violated(std::string_view value, std::string_view constraint) {
  only(base::cat("1 validation error detected: Value '", value, "' at '", path_,
                 "' failed to satisfy constraint: ", constraint));
}

void Validator::put_first(std::size_t first, std::size_t middle) {
  const auto begin = violations_.begin();
  std::rotate(begin + static_cast<std::ptrdiff_t>(first),
              begin + static_cast<std::ptrdiff_t>(middle), violations_.end());
}

void Validator::check_length(std::int64_t length, std::string_view value,
                             const Constraint& constraint) {
  if (length < constraint.min) {
    report(value, base::cat("have length greater than or equal to ", constraint.min));
  } else if (length > constraint.max) {
    report(value, base::cat("have length less than or equal to ", constraint.max));
  }
}

void Validator::check_text(std::string_view text, const Constraint& constraint) {
  check_length(static_cast<std::int64_t>(base::code_points(text)), text, constraint);
  if (constraint.pattern.matches != nullptr && !constraint.pattern.matches(text)) {
    report(text, base::cat("satisfy regular expression pattern: ", constraint.pattern.text));
  }
  if (!constraint.values.empty() && std::find(constraint.values.begin(), constraint.values.end(),
                                              text) == constraint.values.end()) {
    not_in_enumeration(text, constraint.values);
  }
}

void Validator::check(const Type& type, const Constraint& constraint, const void* value) {
  const auto number = [&](auto actual) {
    if (actual < static_cast<decltype(actual)>(constraint.min) &&
        constraint.min != Constraint{}.min) {
      report(printed(type, value),
             base::cat("have value greater than or equal to ", constraint.min));
    } else if (actual > static_cast<decltype(actual)>(constraint.max) &&
               constraint.max != Constraint{}.max) {
      report(printed(type, value), base::cat("have value less than or equal to ", constraint.max));
    }
  };
  switch (type.kind) {
    case Kind::kInteger:
      number(static_cast<std::int64_t>(*static_cast<const std::int32_t*>(value)));
      break;
    case Kind::kLong:
      number(*static_cast<const std::int64_t*>(value));
      break;
    case Kind::kDouble:
      number(*static_cast<const double*>(value));
      break;
    case Kind::kString:
      check_text(type.print(value), constraint);
      break;
    case Kind::kBlob:
      check_length(static_cast<std::int64_t>(static_cast<const Blob*>(value)->bytes.size()),
                   "java.nio.HeapByteBuffer", constraint);
      break;
    case Kind::kList:
    case Kind::kMap:
      if (const auto size = static_cast<std::int64_t>(type.size(value));
          size < constraint.min || size > constraint.max) {
        check_length(size, printed(type, value), constraint);
      }
      break;
    case Kind::kBoolean:
    case Kind::kTimestamp:
    case Kind::kStructure:
      break;
  }
}

void Validator::check_key(std::string_view key, const Constraint& constraint) {
  const auto before = violations_.size();
  check_text(key, constraint);
  // AWS names the map itself and reports its keys as a set.
  for (auto i = before; i < violations_.size(); ++i) {
    const auto must = base::split_once(violations_[i], "Member must ");
    violations_[i] =
        base::cat("Value '", key, "' at '", path_,
                  "' failed to satisfy constraint: Map keys must satisfy constraint: [Member must ",
                  must ? must->second : std::string_view(), "]");
  }
}

void Validator::not_in_enumeration(std::string_view text, std::span<const std::string_view> names) {
  std::string set;
  for (const auto name : names) base::append(set, set.empty() ? "" : ", ", name);
  report(text, base::cat("satisfy enum value set: [", set, "]"));
}

std::string Validator::message() const {
  constexpr std::size_t kViolationsMax = 10;
  if (!only_.empty()) return only_;
  const auto count = std::min(violations_.size(), kViolationsMax);
  std::string text = base::cat(count, " validation error", count == 1 ? "" : "s", " detected: ");
  for (std::size_t i = 0; i < count; ++i) base::append(text, i == 0 ? "" : "; ", violations_[i]);
  return text;
}

std::string printed(const Type& type, const void* value) {
  switch (type.kind) {
    case Kind::kBoolean:
      return *static_cast<const bool*>(value) ? "true" : "false";
    case Kind::kInteger:
      return std::to_string(*static_cast<const std::int32_t*>(value));
    case Kind::kLong:
      return std::to_string(*static_cast<const std::int64_t*>(value));
    case Kind::kDouble:
      return std::to_string(*static_cast<const double*>(value));
    case Kind::kString:
      return std::string(type.print(value));
    case Kind::kBlob:
      return "java.nio.HeapByteBuffer";
    case Kind::kTimestamp:
      return iso8601(*static_cast<const Time*>(value));
    case Kind::kList: {
      std::string text = "[";
      for (std::size_t i = 0; i < type.size(value); ++i) {
        base::append(text, i == 0 ? "" : ", ", printed(type.element(), type.at(value, i)));
      }
      return text + "]";
    }
    case Kind::kMap: {
      struct Walk {
        const Type& element;
        std::string text;
      } walk{type.element(), "{"};
      type.each(value, &walk, [](void* context, std::string_view key, const void* entry) {
        auto& state = *static_cast<Walk*>(context);
        base::append(state.text, state.text.size() == 1 ? "" : ", ", key, "=",
                     printed(state.element, entry));
      });
      return walk.text + "}";
    }
    case Kind::kStructure: {
      // The Java class's toString: absent members print as null.
      std::string text;
      for (const auto& member : type.members()) {
        const void* inner = member.get(value);
        base::append(text, text.empty() ? "" : ", ", member.name, "=",
                     inner == nullptr ? std::string("null") : printed(member.type(), inner));
      }
      return base::cat("{", text, "}");
    }
  }
  return {};
}

}  // namespace tertulia::core
