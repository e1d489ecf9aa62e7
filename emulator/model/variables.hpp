/// Replaces the variables of a configuration by their values, in place.
///
/// A text that is one variable takes the variable's value with its type; inside a longer text only
/// texts, numbers and booleans can stand. Each value is resolved once, on first use, so the work
/// grows with the size of the result. Cycles, missing values and unreadable files are problems.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/model/diagnostics.hpp"
#include "emulator/model/load.hpp"
#include "emulator/model/parse.hpp"
#include "emulator/model/variable_syntax.hpp"

namespace tertulia::model {

class Variables {
 public:
  /// `root` is the configuration, and `folder` what the paths of `${file(…)}` are relative to; both
  /// must outlive this. `env` stands in for variables that `options.env` lacks.
  Variables(Value& root, std::string folder, const LoadOptions& options, Files& files)
      : root_(root), folder_(std::move(folder)), options_(options), files_(files) {}

  /// Variables of a `.env` file, used where the environment has none.
  void add_env(std::map<std::string, std::string, std::less<>> values) { env_ = std::move(values); }

  /// The first problem, if there is one.
  [[nodiscard]] std::optional<Problem> resolve_all();
  /// Resolves one property and what it needs: "provider.stage".
  [[nodiscard]] std::optional<Problem> resolve_path(std::string_view path);

 private:
  // Each returns nothing once `problem_` is set.
  using Found = std::optional<Value>;

  bool resolve(Value& value, const std::string& path);
  bool resolve_text(Value& value, const std::string& path);
  Found evaluate_text(const std::string& text);
  Found evaluate(const VariableText& text);
  Found evaluate_variable(const TextPart& variable);
  Found evaluate_source(const VariableSource& source, std::string& absence);
  std::optional<std::string> evaluate_scalar(const VariableText& text);
  std::optional<std::vector<std::string>> evaluate_params(const VariableSource& source);

  Found from_type(const VariableSource& source, const std::string& address,
                  const std::vector<std::string>& params, std::string& absence);
  Found from_self(const std::string& address, std::string& absence);
  Found from_opt(const VariableSource& source, const std::string& address, std::string& absence);
  Found from_env(const std::string& address, std::string& absence);
  Found from_file(const std::vector<std::string>& params, const std::string& address,
                  std::string& absence);
  Found from_sls(const std::string& address);
  Found from_aws(const std::string& address);
  Found from_ssm(const std::string& address, const std::vector<std::string>& params,
                 std::string_view legacy_region, std::string& absence);
  Found from_param(const std::string& address, std::string& absence);
  Found str_to_bool(const std::vector<std::string>& params);

  /// Follows `address` from `start`; null when it leads nowhere.
  bool follow(Value& start, std::string_view address, const std::string& prefix, Value*& found);
  std::optional<std::string> provider_text(std::string_view name, std::string_view fallback);
  Value* file_root(const std::string& path, const std::string& shown);
  Found copy_of(Value& value);
  bool spend(std::size_t weight);

  bool fail(std::string message, std::string remedy = {});
  [[nodiscard]] std::string cycle(const Value& value) const;

  struct Active {
    const Value* value;
    std::string path;
  };

  Value& root_;
  std::string folder_;
  const LoadOptions& options_;
  Files& files_;
  std::map<std::string, std::string, std::less<>> env_;
  std::map<std::string, std::unique_ptr<Value>> loaded_;
  std::vector<Active> active_;
  std::size_t weight_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace tertulia::model
