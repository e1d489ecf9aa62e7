#include "emulator/model/load.hpp"

#include <climits>
#include <cstdlib>

#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "emulator/base/text.hpp"
#include "emulator/model/compile/finish.hpp"
#include "emulator/model/compile/keys.hpp"
#include "emulator/model/compile/naming.hpp"
#include "emulator/model/compile/service.hpp"
#include "emulator/model/dotenv.hpp"
#include "emulator/model/parse.hpp"
#include "emulator/model/variables.hpp"

namespace tertulia::model {

using nlohmann::json;

namespace {

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool exists(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

// The absolute folder of a file that exists.
std::string folder_of(const std::string& path) {
  char real[PATH_MAX];
  const std::string absolute = ::realpath(path.c_str(), real) == nullptr ? path : real;
  const auto slash = absolute.rfind('/');
  return slash == std::string::npos ? "." : absolute.substr(0, std::max<std::size_t>(slash, 1));
}

std::string leaf_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

Outcome<std::string> config_path(const LoadOptions& options) {
  std::string path = options.config.empty() ? "." : options.config;
  if (is_folder(path)) {
    const std::string found = find_config(path);
    if (found.empty()) {
      return Problem{.where = {path, 0},
                     .message = "the folder has no serverless.yml",
                     .remedy = "name the file with --config"};
    }
    path = found;
  }
  for (const char* program : {".js", ".cjs", ".mjs", ".ts"}) {
    if (path.ends_with(program)) {
      return Problem{.where = {path, 0},
                     .message = "a configuration that is a program is not supported",
                     .remedy = "write it as serverless.yml"};
    }
  }
  return path;
}

Outcome<Value> read_config(const std::string& path, Diagnostics& found) {
  auto text = read_file(path);
  if (!text) return text.problem();
  const auto file = found.files.add(leaf_of(path));
  auto root = path.ends_with(".json") ? parse_json(*text, found.files, file)
                                      : parse_yaml(*text, found.files, file);
  if (root.ok() && !root->is_map()) {
    return Problem{.where = {leaf_of(path), 1},
                   .message = "the configuration must be a map with \"service\" and \"provider\""};
  }
  return root;
}

// What the framework completes before it looks at variables.
void complete(Value& root) {
  Value* provider = root.find("provider");
  if (provider == nullptr) return;
  if (provider->is_text()) {
    Value map{.kind = Kind::kMap, .file = provider->file, .line = provider->line};
    map.members.push_back(
        Member{.key = "name", .line = provider->line, .file = provider->file, .value = *provider});
    *provider = std::move(map);
  }
  if (!provider->is_map()) return;
  const Value* stage = provider->find("stage");
  if (stage != nullptr && !stage->is_null()) return;
  Member member{
      .key = "stage", .line = provider->line, .file = provider->file, .value = text_value("dev")};
  member.value.file = provider->file;
  member.value.line = provider->line;
  std::erase_if(provider->members, [](const Member& each) { return each.key == "stage"; });
  provider->members.push_back(std::move(member));
}

std::optional<Problem> load_dotenv(Variables& variables, const Value& root,
                                   const std::string& folder, const LoadOptions& options) {
  const Value* wanted = root.find("useDotenv");
  if (wanted == nullptr || wanted->is_blank()) return std::nullopt;
  std::string stage;
  if (const auto option = options.options.find("stage"); option != options.options.end()) {
    stage = option->second;
  } else {
    if (auto problem = variables.resolve_path("provider.stage")) return problem;
    const Value* provider = root.find("provider");
    const Value* own = provider == nullptr ? nullptr : provider->find("stage");
    stage = own == nullptr ? "dev" : own->scalar();
  }
  for (const std::string& path : {base::cat(folder, "/.env.", stage), folder + "/.env"}) {
    if (!exists(path)) continue;
    auto text = read_file(path);
    if (!text) return text.problem();
    variables.add_env(parse_dotenv(*text));
    break;
  }
  return std::nullopt;
}

// `functions` and `resources` may be lists of maps, which are laid over each other.
void merge_parts(Diagnostics& found, Value& root, std::string_view key) {
  Value* value = root.find(key);
  if (value == nullptr || !value->is_list()) return;
  Value merged{.kind = Kind::kMap, .file = value->file, .line = value->line};
  for (std::size_t index = 0; index < value->items.size(); ++index) {
    Value& part = value->items[index];
    if (part.is_null()) continue;
    if (!part.is_map()) {
      found.error(found.where(part), base::cat(key, ".", index), "must be a map");
      continue;
    }
    merge(merged, part);
  }
  *value = std::move(merged);
}

bool has_only(std::string_view text, std::string_view more) {
  for (const char letter : text) {
    const bool fine = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') ||
                      more.find(letter) != std::string_view::npos;
    if (!fine) return false;
  }
  return !text.empty();
}

std::string option_or(const LoadOptions& options, std::string_view name,
                      std::optional<std::string> own, std::string fallback) {
  const auto option = options.options.find(name);
  if (option != options.options.end() && !option->second.empty()) return option->second;
  return own ? *std::move(own) : std::move(fallback);
}

void read_names(compile::Service& service) {
  const compile::Section& root = service.root;
  Diagnostics& found = service.found;
  const Value* written = root.find("service");
  if (written != nullptr && written->is_map()) {
    service.name = root.section("service").text("name").value_or("");
  } else {
    service.name = root.text("service").value_or("");
  }
  if (service.name.empty()) {
    found.error(root.where("service"), "service", "is missing",
                "name the service: \"service: my-service\"");
  } else if (!has_only(service.name, "-") || !has_only(service.name.substr(0, 1), "") ||
             (service.name[0] >= '0' && service.name[0] <= '9')) {
    found.error(root.where("service"), "service",
                base::cat("\"", service.name,
                          "\" must be letters, digits and \"-\", and begin with a letter"));
  }
  if (root.find("provider") == nullptr) {
    found.error(root.where("provider"), "provider", "is missing", "add \"provider: {name: aws}\"");
  }
  const std::string provider = service.provider.text("name").value_or("aws");
  if (provider != "aws") {
    found.error(service.provider.where("name"), "provider.name",
                base::cat("\"", provider, "\" is not supported, only aws is"));
  }
  service.stage = option_or(service.options, "stage", service.provider.text("stage"), "dev");
  service.region =
      option_or(service.options, "region", service.provider.text("region"), "us-east-1");
  if (!has_only(service.stage, "-_")) {
    found.error(service.provider.where("stage"), "provider.stage",
                base::cat("\"", service.stage, "\" must be letters, digits, \"-\" and \"_\""));
  }
  service.stack_name =
      service.provider.text("stackName").value_or(base::cat(service.name, "-", service.stage));
}

void read_plugins(compile::Service& service) {
  const Value* plugins = service.root.find("plugins");
  if (plugins == nullptr) return;
  std::string path = "plugins";
  if (plugins->is_map()) {
    plugins = plugins->find("modules");
    path = "plugins.modules";
  }
  if (plugins == nullptr || !plugins->is_list()) {
    service.found.error(service.root.where("plugins"), path, "must be a list of plugins");
    return;
  }
  for (std::size_t index = 0; index < plugins->items.size(); ++index) {
    const Value& each = plugins->items[index];
    const std::string name = each.scalar();
    if (name == "serverless-iam-roles-per-function") service.role_per_function = true;
    if (name == "serverless-pseudo-parameters") service.pseudo_parameters = true;
    if (compile::plugin_support(name) == compile::Support::kUnsupported) {
      service.found.lacks(service.found.where(each), base::cat(path, ".", index),
                          base::cat("the plugin \"", name, "\" is not supported"));
    }
  }
}

void read_functions(compile::Service& service) {
  const Value* functions = service.root.map("functions");
  if (functions == nullptr) return;
  for (const Member& each : functions->members) {
    if (each.value.is_null()) continue;
    const std::string path = "functions." + each.key;
    if (!each.value.is_map()) {
      service.found.error(service.found.where(each), path, "must be a map with a \"handler\"");
      continue;
    }
    if (!has_only(each.key, "-_")) {
      service.found.error(service.found.where(each), path,
                          "a function's name must be letters, digits, \"-\" and \"_\"");
      continue;
    }
    compile::Section config(service.found, each.value, path);
    config.check(compile::function_keys());
    std::string full_name =
        config.text("name").value_or(base::cat(service.name, "-", service.stage, "-", each.key));
    const std::string id = compile::normalized(each.key);
    service.infos.push_back(FunctionInfo{.name = each.key,
                                         .logical_id = id + "LambdaFunction",
                                         .function_name = full_name,
                                         .handler = config.text("handler").value_or(""),
                                         .events = {},
                                         .where = service.found.where(each)});
    service.functions.push_back(compile::Function{.name = each.key,
                                                  .id = id,
                                                  .full_name = std::move(full_name),
                                                  .config = config,
                                                  .where = service.found.where(each)});
  }
}

void check_provider(compile::Service& service) {
  service.root.check(compile::service_keys());
  service.provider.check(compile::provider_keys());
  service.provider.section("logs").check(compile::provider_logs_keys());
}

// The steps in the framework's order: the shared role exists before functions add to it, and is
// complete before functions take their copies of it.
void compile_all(compile::Service& service, json& cloudformation) {
  check_provider(service);
  read_plugins(service);
  read_functions(service);
  compile::warn_of_pseudo_parameters(service);
  compile::add_deployment_bucket(service);
  compile::add_log_groups(service);
  compile::add_shared_role(service);
  compile::add_functions(service);
  compile::report_other_events(service);
  compile::add_http_events(service);
  compile::add_sns_events(service);
  compile::add_function_roles(service);
  compile::merge_resources(service, cloudformation, service.root.map("resources"));
  if (service.pseudo_parameters) compile::apply_pseudo_parameters(cloudformation);
  compile::tidy(service, cloudformation);
}

json settings_of(const compile::Section& root) {
  const Value* custom = root.find("custom");
  const Value* settings = custom == nullptr ? nullptr : custom->find("tertulia");
  return settings == nullptr || !settings->is_map() ? json::object() : to_json(*settings);
}

Loaded compile_service(const LoadOptions& options, const Value& root, std::string folder,
                       Diagnostics& found) {
  auto cloudformation = std::make_shared<json>(
      json{{"AWSTemplateFormatVersion", "2010-09-09"},
           {"Description", "The AWS CloudFormation template for this Serverless application"},
           {"Resources", json::object()},
           {"Outputs", json::object()}});
  const compile::Section top(found, root, "");
  compile::Service service{.found = found,
                           .options = options,
                           .root = top,
                           .provider = top.section("provider"),
                           .name = {},
                           .stage = {},
                           .region = {},
                           .stack_name = {},
                           .resources = (*cloudformation)["Resources"],
                           .outputs = (*cloudformation)["Outputs"]};
  read_names(service);
  if (found.ok()) compile_all(service, *cloudformation);
  if (!found.ok()) return found.errors.front();
  return Application{.service = service.name,
                     .stage = service.stage,
                     .region = service.region,
                     .stack_name = service.stack_name,
                     .root = std::move(folder),
                     .cloudformation = std::move(cloudformation),
                     .settings = std::make_shared<json>(settings_of(top)),
                     .places = std::move(service.places),
                     .functions = std::move(service.infos),
                     .warnings = std::move(found.warnings),
                     .unsupported = std::move(found.unsupported)};
}

}  // namespace

std::string find_config(const std::string& folder) {
  for (const char* name : {"serverless.yml", "serverless.yaml", "serverless.json", "serverless.js",
                           "serverless.cjs", "serverless.mjs", "serverless.ts"}) {
    const std::string path = base::cat(folder, "/", name);
    if (exists(path)) return path;
  }
  return {};
}

Loaded load(const LoadOptions& options) {
  const auto path = config_path(options);
  if (!path) return path.problem();
  Diagnostics found;
  auto root = read_config(*path, found);
  if (!root) return root.problem();
  complete(*root);
  std::string folder = folder_of(*path);
  Variables variables(*root, folder, options, found.files);
  if (auto problem = load_dotenv(variables, *root, folder, options)) return *std::move(problem);
  if (auto problem = variables.resolve_all()) return *std::move(problem);
  merge_parts(found, *root, "functions");
  merge_parts(found, *root, "resources");
  if (!found.ok()) return found.errors.front();
  return compile_service(options, *root, std::move(folder), found);
}

}  // namespace tertulia::model
