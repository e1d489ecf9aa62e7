/// Reads the properties of a resource by name and knows which were never asked for, so that a
/// property which nobody understands is an error that names it.
///
///   model::Properties properties(request);
///   input.name = properties.text("TopicName").value_or("");
///   properties.accept({"SignatureVersion"});
///   TERTULIA_CHECK(properties.finish());
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/core/result.hpp"
#include "emulator/model/provider.hpp"

namespace tertulia::model {

/// Values of the wrong type and missing ones are kept as the first problem, which `finish` returns:
/// a ValidationError in CloudFormation's words, "Properties validation failed for resource …".
/// Null is taken for absent.
class Properties {
 public:
  explicit Properties(const ResourceRequest& request);
  /// Those of an object inside a property: `path` is "/Policies/0".
  Properties(const ResourceRequest& request, const nlohmann::json& object, std::string path);

  /// The value as it is; null when absent.
  [[nodiscard]] const nlohmann::json* find(std::string_view name);
  /// The same, absent being a problem.
  [[nodiscard]] const nlohmann::json* required(std::string_view name);
  /// Text; numbers and booleans become text, as in CloudFormation.
  [[nodiscard]] std::optional<std::string> text(std::string_view name);
  [[nodiscard]] std::string required_text(std::string_view name);
  /// An integer, or text that is one.
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name);
  /// A boolean, or the text "true" or "false".
  [[nodiscard]] std::optional<bool> boolean(std::string_view name);
  /// A list of text; one text alone counts as a list of one.
  [[nodiscard]] std::vector<std::string> texts(std::string_view name);
  /// The elements of a list; empty when absent.
  [[nodiscard]] std::vector<const nlohmann::json*> list(std::string_view name);
  /// `[{"Key": k, "Value": v}, …]`, or an object of them as Parameter Store has it.
  [[nodiscard]] std::map<std::string, std::string> tags(std::string_view name = "Tags");

  /// Documented properties whose effect makes no difference locally.
  void accept(std::initializer_list<std::string_view> names);
  /// A documented property that the emulator does not have: a problem when it is present.
  void refuse(std::string_view name);
  /// A problem with the property's value, in our own words: "#/NAME: WHAT".
  void problem(std::string_view name, std::string_view what);

  /// The first problem; else an extraneous key, if any; else success.
  [[nodiscard]] core::Status finish();

 private:
  void fail(std::string what);

  const std::string logical_id_;
  const nlohmann::json& object_;
  const std::string path_;
  std::vector<std::string> known_;
  std::string problem_;
};

}  // namespace tertulia::model
