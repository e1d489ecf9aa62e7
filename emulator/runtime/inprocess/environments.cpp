#include "emulator/runtime/inprocess/environments.hpp"

#include <cstdio>
#include <utility>

#include <unistd.h>

#include "emulator/base/text.hpp"
#include "emulator/runtime/errors.hpp"

namespace tertulia::runtime {
namespace {

/// The memory of the whole process, as nobody can tell whose in it is whose.
std::int32_t resident_mb() {
  long total = 0;
  long resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  const int read = std::fscanf(file, "%ld %ld", &total, &resident);
  std::fclose(file);
  return read == 2 ? static_cast<std::int32_t>(resident * ::sysconf(_SC_PAGESIZE) >> 20) : 0;
}

}  // namespace

/// Guarded by Environments' mutex.
struct Code {
  std::string path;
  /// The newest build that loaded, and a copy of it to load more from: the original may be in the
  /// middle of being replaced, or gone.
  FileIdentity identity;
  std::shared_ptr<TemporaryFile> image;
  std::uint64_t build = 0;
  /// The newest build that did not.
  std::optional<FileIdentity> broken;
  std::vector<std::unique_ptr<Environment>> warm;
};

/// What there is on disk for an invocation.
struct Environments::Found {
  std::shared_ptr<Code> code;
  std::string path;
  std::optional<FileIdentity> identity;
  std::vector<std::string> tried;
};

std::vector<std::string> candidate_paths(std::string_view handler, std::string_view code_root,
                                         const std::vector<std::string>& function_folders) {
  std::vector<std::string> result;
  const auto add = [&result](std::string path) {
    result.push_back(path);
    if (!path.ends_with(".so")) result.push_back(path + ".so");
  };
  if (handler.starts_with('/')) {
    add(std::string(handler));
    return result;
  }
  const auto below = [&](std::string_view folder) {
    if (folder.empty()) return;
    add(folder.ends_with('/') ? base::cat(folder, handler) : base::cat(folder, "/", handler));
  };
  below(code_root);
  for (const auto& folder : function_folders) below(folder);
  return result;
}

Environments::Environments(std::vector<std::string> function_folders,
                           const std::string& temporary_folder,
                           std::function<void(std::string_view)> report)
    : function_folders_(std::move(function_folders)),
      report_(std::move(report)),
      temporary_folder_(temporary_folder) {}

Environments::~Environments() { clear(); }

std::shared_ptr<Code> Environments::code_of(const core::Invocation& invocation) {
  const auto key =
      base::cat(invocation.account, "/", invocation.region, "/", invocation.function_name, "/",
                invocation.version, "/", invocation.handler, "\n", invocation.code_root);
  const std::lock_guard lock(mutex_);
  auto& code = codes_[key];
  if (!code) code = std::make_shared<Code>();
  return code;
}

Environments::Found Environments::find(const core::Invocation& invocation) {
  Found found;
  found.code = code_of(invocation);
  {
    const std::lock_guard lock(mutex_);
    found.path = found.code->path;
  }
  if (!found.path.empty()) found.identity = FileIdentity::of(found.path);
  if (found.identity) return found;
  for (auto& path : candidate_paths(invocation.handler, invocation.code_root, function_folders_)) {
    if ((found.identity = FileIdentity::of(path))) {
      found.path = std::move(path);
      return found;
    }
    found.tried.push_back(std::move(path));
  }
  return found;
}

std::unique_ptr<Environment> Environments::take(const core::Invocation& invocation) {
  const auto found = find(invocation);
  const std::lock_guard lock(mutex_);
  auto& code = *found.code;
  const bool is_newest =
      !found.identity || *found.identity == code.identity || found.identity == code.broken;
  if (!is_newest || code.warm.empty()) return nullptr;
  auto environment = std::move(code.warm.back());
  code.warm.pop_back();
  return environment;
}

std::unique_ptr<Environment> Environments::load(const core::Invocation& invocation,
                                                core::Outcome& failure) {
  const auto found = find(invocation);
  bool is_loaded_build = false;
  bool has_image = false;
  {
    const std::lock_guard lock(mutex_);
    has_image = found.code->image != nullptr;
    is_loaded_build = has_image && (!found.identity || *found.identity == found.code->identity ||
                                    found.identity == found.code->broken);
  }
  if (!found.identity && !has_image) {
    failure = no_such_module(invocation.request_id, invocation.handler, found.tried);
    return nullptr;
  }
  LoadFailure why;
  if (!is_loaded_build) {
    if (auto environment = load_build(found, why)) return environment;
  }
  if (has_image) {
    if (auto environment = load_again(found.code, why)) return environment;
  }
  failure = why.kind == LoadFailure::Kind::kNoHandler ? no_handler(invocation.request_id, why.why)
                                                      : cannot_load(invocation.request_id, why.why);
  return nullptr;
}

/// Loads what is on disk and makes it the newest build.
std::unique_ptr<Environment> Environments::load_build(const Found& found, LoadFailure& failure) {
  auto object = SharedObject::load(found.path, fresh_copy(found.path), failure);
  std::vector<std::unique_ptr<Environment>> outdated;
  std::unique_lock lock(mutex_);
  auto& code = *found.code;
  if (!object) {
    const bool serves_on = code.image != nullptr;
    if (serves_on && failure.kind != LoadFailure::Kind::kChanging) code.broken = found.identity;
    lock.unlock();
    if (serves_on) {
      report_(base::cat("The new build of ", found.path,
                        " does not load, the one before keeps serving: ",
                        failure.kind == LoadFailure::Kind::kNoHandler
                            ? "it does not export " TERTULIA_HANDLER_SYMBOL
                            : std::string_view(failure.why)));
    }
    return nullptr;
  }
  // Another thread may have loaded the same build meanwhile.
  if (code.image == nullptr || code.identity != *found.identity) {
    code.path = found.path;
    code.identity = *found.identity;
    code.image = object->copy();
    code.broken.reset();
    ++code.build;
    outdated.swap(code.warm);
  }
  auto environment = std::make_unique<Environment>(Environment{
      .object = std::move(object), .code = found.code, .build = code.build, .memory_mb = 0});
  lock.unlock();
  environment->memory_mb = resident_mb();
  return environment;
}

/// Loads one more of the newest build.
std::unique_ptr<Environment> Environments::load_again(const std::shared_ptr<Code>& code,
                                                      LoadFailure& failure) {
  std::shared_ptr<TemporaryFile> image;
  std::uint64_t build = 0;
  std::string path;
  {
    const std::lock_guard lock(mutex_);
    image = code->image;
    build = code->build;
    path = code->path;
  }
  auto object = SharedObject::load(image->path(), fresh_copy(path), failure);
  if (!object) return nullptr;
  return std::make_unique<Environment>(Environment{
      .object = std::move(object), .code = code, .build = build, .memory_mb = resident_mb()});
}

void Environments::give_back(std::unique_ptr<Environment> environment) {
  const std::lock_guard lock(mutex_);
  auto& code = *environment->code;
  if (environment->build == code.build) code.warm.push_back(std::move(environment));
}

void Environments::clear() {
  std::vector<std::unique_ptr<Environment>> cold;
  const std::lock_guard lock(mutex_);
  for (const auto& [key, code] : codes_) {
    for (auto& environment : code->warm) cold.push_back(std::move(environment));
    code->warm.clear();
  }
}

std::string Environments::fresh_copy(std::string_view path) {
  const auto leaf = path.substr(path.rfind('/') + 1);
  const std::lock_guard lock(mutex_);
  if (!folder_) folder_.emplace(temporary_folder_);
  return base::cat(folder_->path(), "/", ++copies_, "-", leaf);
}

}  // namespace tertulia::runtime
