/// CloudFormation's intrinsic functions over JSON.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/model/problem.hpp"

namespace tertulia::model {

/// What texts of a template may refer to. Calls return false once something is wrong; `message`
/// says what, in CloudFormation's words where it has some.
class Evaluator {
 public:
  /// Known by logical id: `Ref`, and `Fn::GetAtt` by "Id.Attribute".
  struct Names {
    std::map<std::string, std::string, std::less<>> refs;
    std::map<std::string, std::map<std::string, std::string>, std::less<>> attributes;
  };

  /// `cloudformation` must outlive this. `names` begins with the pseudo parameters and grows.
  Evaluator(const nlohmann::json& cloudformation, Names& names)
      : cloudformation_(cloudformation), names_(names) {}

  /// Takes the values of the template's parameters: those given, or the defaults.
  bool read_parameters(const std::map<std::string, std::string>& given);
  /// Resolves `value` to a value without functions; `Ref: AWS::NoValue` leaves nothing behind.
  bool resolve(const nlohmann::json& value, nlohmann::json& result);
  /// The same where only text can stand; numbers and booleans become text.
  bool resolve_text(const nlohmann::json& value, std::string& result);
  /// The condition of that name.
  bool condition(const std::string& name, bool& result);
  /// The logical ids and parameters that `value` refers to, in the branches that conditions take.
  bool references(const nlohmann::json& value, std::set<std::string>& result);

  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  bool function(const std::string& name, const nlohmann::json& argument, nlohmann::json& result);
  bool ref(const nlohmann::json& argument, nlohmann::json& result);
  bool get_att(const nlohmann::json& argument, nlohmann::json& result);
  bool sub(const nlohmann::json& argument, nlohmann::json& result);
  bool join(const nlohmann::json& argument, nlohmann::json& result);
  bool select(const nlohmann::json& argument, nlohmann::json& result);
  bool split(const nlohmann::json& argument, nlohmann::json& result);
  bool choose(const nlohmann::json& argument, nlohmann::json& result);
  bool find_in_map(const nlohmann::json& argument, nlohmann::json& result);
  bool base64(const nlohmann::json& argument, nlohmann::json& result);
  bool zones(const nlohmann::json& argument, nlohmann::json& result);

  bool truth(const nlohmann::json& expression, bool& result);
  bool taken_branch(const nlohmann::json& argument, const nlohmann::json*& branch);
  bool replace_pseudo_parameters(std::string& text);
  bool name_in_sub(std::string_view name, std::string& result);
  bool fail(std::string message);
  bool spend(std::size_t bytes);

  const nlohmann::json& cloudformation_;
  Names& names_;
  std::map<std::string, nlohmann::json, std::less<>> parameters_;
  std::map<std::string, bool> conditions_;
  std::set<std::string> deciding_;
  int depth_ = 0;
  std::size_t bytes_ = 0;
  std::string message_;
};

/// The names inside `${…}` of an Fn::Sub text, without those of `${!…}`.
[[nodiscard]] std::vector<std::string> names_in_sub(std::string_view text);

}  // namespace tertulia::model
