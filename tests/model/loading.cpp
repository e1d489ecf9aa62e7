#include "tests/model/loading.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "emulator/base/text.hpp"

namespace tertulia::model {

Folder::Folder() {
  std::string path = (std::filesystem::temp_directory_path() / "tertulia-model-XXXXXX").string();
  path_ = ::mkdtemp(path.data());
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

void Folder::write(const std::string& name, std::string_view text) const {
  const auto file = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

std::string Folder::path(const std::string& name) const {
  return name.empty() ? path_ : base::cat(path_, "/", name);
}

Loaded load_folder(const Folder& folder, const Around& around) {
  return load(LoadOptions{
      .config = folder.path(),
      .options = around.options,
      .parameters = around.parameters,
      .env = [&around](std::string_view name) -> std::optional<std::string> {
        const auto found = around.env.find(name);
        if (found == around.env.end()) return std::nullopt;
        return found->second;
      },
      .ssm = [&around](std::string_view name, std::string_view region) -> std::optional<SsmValue> {
        auto found = around.ssm.find(base::cat(region, ":", name));
        if (found == around.ssm.end()) found = around.ssm.find(name);
        if (found == around.ssm.end()) return std::nullopt;
        return found->second;
      },
      .account = "123456789012"});
}

Loaded load_text(std::string_view text, const Around& around) {
  const Folder folder;
  folder.write("serverless.yml", text);
  return load_folder(folder, around);
}

std::string service(std::string_view text) {
  return base::cat("service: tea\nprovider:\n  name: aws\n  runtime: provided.al2023\n", text);
}

nlohmann::json resolved(std::string_view value, const Around& around, std::string_view more) {
  const auto loaded =
      load_text(service(base::cat("custom:\n  tertulia:\n    value: ", value, "\n", more)), around);
  if (!loaded.ok()) return loaded.problem().text();
  return loaded->settings->value("value", nlohmann::json());
}

std::string problem_of(std::string_view text, const Around& around) {
  const auto loaded = load_text(text, around);
  return loaded.ok() ? std::string() : loaded.problem().text();
}

nlohmann::json resources_of(const Loaded& loaded) {
  return loaded.ok() ? (*loaded->cloudformation)["Resources"]
                     : nlohmann::json(loaded.problem().text());
}

}  // namespace tertulia::model
