/// AWS's validation of a request's shape, and the text that reports it.
///
/// A codec walks the members of an input in order and tells a `Validator` what it found; the
/// validator keeps the path and collects what is wrong, in that order. AWS: "N validation errors
/// detected: Value 'x' at 'a.b' failed to satisfy constraint: Member must …".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/core/shape.hpp"

namespace tertulia::core {

class Validator {
 public:
  /// A step down to a member, list element or map entry; returns with the object's end.
  class [[nodiscard]] Step {
   public:
    ~Step() { path_.resize(size_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    friend class Validator;
    Step(std::string& path, std::string_view name, std::string_view suffix);
    std::string& path_;
    std::size_t size_;
  };

  /// "tableName": names are written with a small first letter.
  Step member(std::string_view name);
  /// "1.member": `index` counts from 0.
  Step element(std::size_t index);
  /// "key.member"
  Step entry(std::string_view key);

  /// The member at the path is absent though it must not be.
  void missing();
  /// Checks a value whose decoding is complete: lengths, ranges, patterns.
  void check(const Type& type, const Constraint& constraint, const void* value);
  /// Text that is no value of its enumeration.
  void not_in_enumeration(std::string_view text, std::span<const std::string_view> names);
  /// Checks the key of a map's entry.
  void check_key(std::string_view key, const Constraint& constraint);

  /// Reports the value at the path: "Value 'VALUE' at 'a.b' failed to satisfy constraint:
  /// CONSTRAINT", where CONSTRAINT is "Member must …" or what else AWS says.
  void violated(std::string_view value, std::string_view constraint);
  /// Makes `text` the whole message, whatever else is wrong: for rules that AWS checks before all
  /// others. The first call counts.
  void only(std::string text);
  /// The same with the text of `violated`.
  void only_violated(std::string_view value, std::string_view constraint);

  /// How many violations were reported.
  [[nodiscard]] std::size_t count() const { return violations_.size(); }
  /// Moves the violations since `middle` before those since `first`: those of a container come
  /// before those of what it holds, though they are found later.
  void put_first(std::size_t first, std::size_t middle);

  [[nodiscard]] bool ok() const { return violations_.empty() && only_.empty(); }
  /// The complete message: "2 validation errors detected: …; …", of ten errors at most as AWS's.
  [[nodiscard]] std::string message() const;

 private:
  void report(std::string_view value, std::string_view must);
  void check_text(std::string_view text, const Constraint& constraint);
  void check_length(std::int64_t length, std::string_view value, const Constraint& constraint);

  std::string path_;
  std::vector<std::string> violations_;
  std::string only_;
};

/// A value as AWS prints it in such messages: text as it is, lists as "[a, b]", structures as
/// "{…}".
[[nodiscard]] std::string printed(const Type& type, const void* value);

}  // namespace tertulia::core
