/// The execution environments of all functions: loaded copies of their code, kept warm between
/// invocations and replaced when the code was rebuilt.
///
/// Thread-safe. An environment serves one invocation at a time; functions share none, even where
/// they share their file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "emulator/core/handler_host.hpp"
#include "emulator/runtime/inprocess/shared_object.hpp"

namespace tertulia::runtime {

/// The paths at which the handler's file may be, in the order of the search: below the code's
/// folder, then below each of `function_folders`, each as it is written and with ".so" behind.
[[nodiscard]] std::vector<std::string> candidate_paths(
    std::string_view handler, std::string_view code_root,
    const std::vector<std::string>& function_folders);

/// What is known of one function's file.
struct Code;

struct Environment {
  std::unique_ptr<SharedObject> object;
  std::shared_ptr<Code> code;
  /// Which build of the file it is.
  std::uint64_t build = 0;
  /// What the process needed when it was loaded.
  std::int32_t memory_mb = 0;
};

class Environments {
 public:
  Environments(std::vector<std::string> function_folders, const std::string& temporary_folder,
               std::function<void(std::string_view)> report);
  ~Environments();

  /// Further folders; before the first `take`.
  void look_in(const std::vector<std::string>& folders) {
    function_folders_.insert(function_folders_.end(), folders.begin(), folders.end());
  }
  /// A warm environment of the newest build; null when there is none.
  [[nodiscard]] std::unique_ptr<Environment> take(const core::Invocation& invocation);
  /// A new environment, of the newest build that loads. Runs the initialisers of the user's code;
  /// null with AWS's error in `failure` when no build does.
  [[nodiscard]] std::unique_ptr<Environment> load(const core::Invocation& invocation,
                                                  core::Outcome& failure);
  /// Keeps the environment warm; unloads it when its build is no longer the newest.
  void give_back(std::unique_ptr<Environment> environment);
  /// Unloads those that are warm.
  void clear();

 private:
  struct Found;
  [[nodiscard]] std::shared_ptr<Code> code_of(const core::Invocation& invocation);
  [[nodiscard]] Found find(const core::Invocation& invocation);
  [[nodiscard]] std::unique_ptr<Environment> load_build(const Found& found, LoadFailure& failure);
  [[nodiscard]] std::unique_ptr<Environment> load_again(const std::shared_ptr<Code>& code,
                                                        LoadFailure& failure);
  [[nodiscard]] std::string fresh_copy(std::string_view path);

  std::vector<std::string> function_folders_;
  const std::function<void(std::string_view)> report_;
  const std::string temporary_folder_;
  /// There from the first copy on.
  std::optional<TemporaryFolder> folder_;
  std::mutex mutex_;
  std::uint64_t copies_ = 0;
  std::unordered_map<std::string, std::shared_ptr<Code>> codes_;
};

}  // namespace tertulia::runtime
