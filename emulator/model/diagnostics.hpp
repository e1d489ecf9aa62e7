/// What reading a configuration found: errors that stop it, what the emulator does not have, and
/// what is only worth a word. Collected, so that a reader can go on after each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/model/problem.hpp"
#include "emulator/model/value.hpp"

namespace tertulia::model {

struct Diagnostics {
  Files files = {};
  std::vector<Problem> errors = {};
  std::vector<Problem> unsupported = {};
  std::vector<Problem> warnings = {};

  [[nodiscard]] bool ok() const { return errors.empty(); }
  [[nodiscard]] Where where(const Value& value) const {
    return {files.name(value.file), value.line};
  }
  [[nodiscard]] Where where(const Member& member) const {
    return {files.name(member.file), member.line};
  }

  void error(const Where& place, std::string key, std::string message, std::string remedy = {});
  void warn(const Where& place, std::string key, std::string message, std::string remedy = {});
  /// Something that AWS or the framework has and the emulator has not.
  void lacks(const Where& place, std::string key, std::string message);
};

}  // namespace tertulia::model
