/// Configurations in a folder of their own, for tests of loading.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/model/load.hpp"

namespace tertulia::model {

/// A new folder that is removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, std::string_view text) const;
  [[nodiscard]] std::string path(const std::string& name = {}) const;

 private:
  std::string path_;
};

/// The world around a configuration.
struct Around {
  std::map<std::string, std::string, std::less<>> options = {};
  std::map<std::string, std::string, std::less<>> env = {};
  std::map<std::string, SsmValue, std::less<>> ssm = {};
  std::map<std::string, std::string, std::less<>> parameters = {};
};

[[nodiscard]] Loaded load_text(std::string_view text, const Around& around = {});
[[nodiscard]] Loaded load_folder(const Folder& folder, const Around& around = {});

/// A service with a name and a provider, and then `text`.
[[nodiscard]] std::string service(std::string_view text);

/// What `custom.tertulia.value` becomes when it is written as `value`; the problem's text if there
/// is one. `more` follows at the top of the file.
[[nodiscard]] nlohmann::json resolved(std::string_view value, const Around& around = {},
                                      std::string_view more = {});

/// The problem's text; empty when there is none.
[[nodiscard]] std::string problem_of(std::string_view text, const Around& around = {});

[[nodiscard]] nlohmann::json resources_of(const Loaded& loaded);

}  // namespace tertulia::model
