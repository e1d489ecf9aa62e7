#include <array>
#include <climits>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/variables.hpp"

namespace tertulia::model {

namespace {

constexpr std::array<std::string_view, 8> kSourceTypes = {"self", "opt", "env", "file",
                                                          "sls",  "aws", "ssm", "param"};

// Sources of the framework that need AWS or a JavaScript engine.
constexpr std::array<std::string_view, 6> kLacking = {"cf",        "s3",      "git",
                                                      "terraform", "doppler", "vault"};

std::string_view extension(std::string_view path) {
  const auto slash = path.rfind('/');
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
  return path.substr(dot);
}

}  // namespace

Variables::Found Variables::from_type(const VariableSource& source, const std::string& address,
                                      const std::vector<std::string>& params,
                                      std::string& absence) {
  const std::string& type = source.type;
  if (type == "self") return from_self(address, absence);
  if (type == "opt") return from_opt(source, address, absence);
  if (type == "env") return from_env(address, absence);
  if (type == "file") return from_file(params, address, absence);
  if (type == "sls") return from_sls(address);
  if (type == "aws") return from_aws(address);
  if (type == "param") return from_param(address, absence);
  if (type == "strToBool") return str_to_bool(params);
  if (type == "ssm") return from_ssm(address, params, {}, absence);
  // "${ssm.eu-west-1:/name}" is how a region was written before "${ssm(eu-west-1):/name}".
  if (type.starts_with("ssm.")) {
    return from_ssm(address, params, std::string_view(type).substr(4), absence);
  }
  const std::string_view family = std::string_view(type).substr(0, type.find('.'));
  for (const std::string_view each : kLacking) {
    if (family == each) {
      fail(base::cat("the variable source \"", type, "\" is not supported"),
           "write the value out, or take it from ${env:…}, ${param:…} or ${ssm:…}");
      return std::nullopt;
    }
  }
  fail(base::cat("unknown variable source \"", type, "\""),
       nearest(type, {kSourceTypes.begin(), kSourceTypes.end()}));
  return std::nullopt;
}

Variables::Found Variables::from_self(const std::string& address, std::string& absence) {
  if (address.empty()) {
    fail("\"${self:}\" would contain itself", "name a property");
    return std::nullopt;
  }
  Value* found = nullptr;
  if (!follow(root_, address, "", found)) return std::nullopt;
  if (found == nullptr || found->is_null()) {
    absence = base::cat("the configuration has no \"", address, "\"");
    return Value();
  }
  return copy_of(*found);
}

Variables::Found Variables::from_opt(const VariableSource& source, const std::string& address,
                                     std::string& absence) {
  if (!source.has_address) {
    Value map;
    map.kind = Kind::kMap;
    for (const auto& [name, value] : options_.options) {
      map.members.push_back(Member{.key = name, .value = text_value(value)});
    }
    return map;
  }
  const auto found = options_.options.find(address);
  if (found != options_.options.end()) return text_value(found->second);
  absence = base::cat("there is no option \"--", address, "\"");
  return Value();
}

Variables::Found Variables::from_env(const std::string& address, std::string& absence) {
  if (address.empty()) {
    fail("\"${env:}\" names no variable");
    return std::nullopt;
  }
  if (options_.env) {
    if (auto value = options_.env(address)) return text_value(*std::move(value));
  }
  if (const auto found = env_.find(address); found != env_.end()) return text_value(found->second);
  absence = base::cat("the environment has no \"", address, "\"");
  return Value();
}

Value* Variables::file_root(const std::string& path, const std::string& shown) {
  auto& entry = loaded_[path];
  if (entry) return entry.get();
  auto text = read_file(path);
  if (!text) {
    fail(base::cat("cannot read \"", shown, "\": ", text.problem().message));
    return nullptr;
  }
  const auto file = files_.add(shown);
  const std::string_view kind = extension(path);
  auto parsed = Outcome<Value>(Value());
  if (kind == ".yml" || kind == ".yaml") {
    parsed = parse_yaml(*text, files_, file);
  } else if (kind == ".json" || kind == ".tfstate") {
    parsed = parse_json(*text, files_, file);
  } else {
    parsed = Outcome<Value>(text_value(*std::move(text)));
    parsed->file = file;
    parsed->line = 1;
  }
  if (!parsed) {
    if (!problem_) problem_ = parsed.problem();
    return nullptr;
  }
  entry = std::make_unique<Value>(*std::move(parsed));
  return entry.get();
}

Variables::Found Variables::from_file(const std::vector<std::string>& params,
                                      const std::string& address, std::string& absence) {
  if (params.size() != 1) {
    fail("\"${file(…)}\" needs one path");
    return std::nullopt;
  }
  const std::string& shown = params[0];
  const std::string_view kind = extension(shown);
  if (kind == ".js" || kind == ".cjs" || kind == ".mjs" || kind == ".ts") {
    fail(base::cat("\"", shown, "\" is a program, and the emulator has no JavaScript"),
         "put the values into a .yml or .json file");
    return std::nullopt;
  }
  // Any folder may be read, as with the framework: services share files with their neighbours.
  const std::string written = shown.starts_with('/') ? shown : base::cat(folder_, "/", shown);
  char real[PATH_MAX];
  if (::realpath(written.c_str(), real) == nullptr) {
    absence = base::cat("there is no file \"", shown, "\"");
    return Value();
  }
  Value* root = file_root(real, shown);
  if (root == nullptr) return std::nullopt;
  Value* found = root;
  const std::string prefix = base::cat(shown, ":");
  if (address.empty()) {
    if (!resolve(*root, prefix)) return std::nullopt;
  } else if (!follow(*root, address, prefix, found)) {
    return std::nullopt;
  }
  if (found == nullptr || found->is_null()) {
    absence = base::cat("\"", shown, "\" has no \"", address, "\"");
    return Value();
  }
  return copy_of(*found);
}

std::optional<std::string> Variables::provider_text(std::string_view name,
                                                    std::string_view fallback) {
  const auto option = options_.options.find(name);
  if (option != options_.options.end() && !option->second.empty()) return option->second;
  Value* found = nullptr;
  if (!follow(root_, base::cat("provider.", name), "", found)) return std::nullopt;
  if (found == nullptr || !found->is_text() || found->text.empty()) return std::string(fallback);
  return found->text;
}

Variables::Found Variables::from_sls(const std::string& address) {
  if (address == "instanceId") {
    return text_value(std::to_string(core::epoch_ms(options_.now)));
  }
  if (address == "stage") {
    auto stage = provider_text("stage", "dev");
    if (!stage) return std::nullopt;
    return text_value(*std::move(stage));
  }
  fail(base::cat("unknown variable \"${sls:", address, "}\""),
       nearest(address, {"stage", "instanceId"}));
  return std::nullopt;
}

Variables::Found Variables::from_aws(const std::string& address) {
  if (address == "accountId") return text_value(options_.account);
  if (address == "region") {
    auto region = provider_text("region", "us-east-1");
    if (!region) return std::nullopt;
    return text_value(*std::move(region));
  }
  fail(base::cat("unknown variable \"${aws:", address, "}\""),
       nearest(address, {"accountId", "region"}));
  return std::nullopt;
}

Variables::Found Variables::from_ssm(const std::string& address,
                                     const std::vector<std::string>& params,
                                     std::string_view legacy_region, std::string& absence) {
  std::string_view name = address;
  // "~true" asked older releases to decrypt and "~split" to split; newer ones always do.
  bool split_anyway = false;
  if (const auto tilde = name.rfind('~'); tilde != std::string_view::npos) {
    const std::string_view suffix = name.substr(tilde + 1);
    if (suffix == "true" || suffix == "false" || suffix == "split") {
      split_anyway = suffix == "split";
      name = name.substr(0, tilde);
    }
  }
  std::string region(legacy_region);
  bool raw = false;
  for (const std::string& param : params) {
    if (param == "raw") {
      raw = true;
    } else if (param != "noDecrypt") {
      region = param;
    }
  }
  if (name.empty()) {
    fail("\"${ssm:}\" names no parameter");
    return std::nullopt;
  }
  if (region.empty()) {
    auto own = provider_text("region", "us-east-1");
    if (!own) return std::nullopt;
    region = *std::move(own);
  }
  auto found = options_.ssm ? options_.ssm(name, region) : std::nullopt;
  if (!found) {
    absence = base::cat("there is no SSM parameter \"", name, "\" in ", region);
    return Value();
  }
  if (!raw && (found->type == "StringList" || split_anyway)) {
    Value list;
    list.kind = Kind::kList;
    for (const std::string_view each : base::split(found->value, ',')) {
      list.items.push_back(text_value(std::string(each)));
    }
    return list;
  }
  // A secret that is a JSON object stands for the object.
  if (!raw && found->type == "SecureString" && found->value.starts_with('{')) {
    auto object = parse_json(found->value, files_, files_.add("ssm"));
    if (object.ok()) return *std::move(object);
  }
  return text_value(std::move(found->value));
}

Variables::Found Variables::from_param(const std::string& address, std::string& absence) {
  const auto given = options_.parameters.find(address);
  if (given != options_.parameters.end()) return text_value(given->second);
  const auto stage = provider_text("stage", "dev");
  if (!stage) return std::nullopt;
  for (const std::string_view group : {std::string_view(*stage), std::string_view("default")}) {
    Value* params = root_.find("params");
    Value* values = params == nullptr ? nullptr : params->find(group);
    Value* found = values == nullptr ? nullptr : values->find(address);
    if (found == nullptr) continue;
    if (!resolve(*found, base::cat("params.", group, ".", address))) return std::nullopt;
    if (!found->is_null()) return copy_of(*found);
  }
  absence = base::cat("there is no parameter \"", address, "\" for the stage \"", *stage, "\"");
  return Value();
}

Variables::Found Variables::str_to_bool(const std::vector<std::string>& params) {
  const std::string word = params.empty() ? std::string() : base::lower(base::trim(params[0]));
  if (word == "true" || word == "1") return boolean_value(true);
  if (word == "false" || word == "0") return boolean_value(false);
  fail(base::cat("\"${strToBool(…)}\" takes true, false, 1 or 0, and not \"", word, "\""));
  return std::nullopt;
}

}  // namespace tertulia::model
