#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/digest.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/core/time.hpp"
#include "emulator/model/compile/keys.hpp"
#include "emulator/model/compile/service.hpp"

namespace tertulia::model::compile {

using nlohmann::json;

namespace {

constexpr std::int64_t kMemoryDefault = 1024;
constexpr std::int64_t kTimeoutDefault = 6;
// The framework's own choice when nobody makes one.
constexpr const char* kRuntimeDefault = "nodejs24.x";

json code_of(const Service& service, const Function& function) {
  const Value* bucket = service.provider.find("deploymentBucket");
  json name = ref_to("ServerlessDeploymentBucket");
  if (bucket != nullptr && bucket->is_text()) {
    name = bucket->text;
  } else if (bucket != nullptr && bucket->find("name") != nullptr) {
    name = to_json(*bucket->find("name"));
  }
  const Value* shared = service.root.find("package");
  const Value* own = function.config.find("package");
  const auto says = [](const Value* package, std::string_view key) {
    const Value* value = package == nullptr ? nullptr : package->find(key);
    return value != nullptr && value->is_boolean() && value->boolean;
  };
  const auto artifact = [](const Value* package) -> const Value* {
    const Value* value = package == nullptr ? nullptr : package->find("artifact");
    return value != nullptr && value->is_text() ? value : nullptr;
  };
  std::string file = service.name + ".zip";
  if (says(shared, "individually") || says(own, "individually")) file = function.name + ".zip";
  const Value* given = artifact(own) != nullptr ? artifact(own) : artifact(shared);
  if (given != nullptr) file = given->text.substr(given->text.rfind('/') + 1);
  return {{"S3Bucket", std::move(name)},
          {"S3Key", base::cat("serverless/", service.name, "/", service.stage, "/",
                              core::epoch_ms(service.options.now), "-",
                              core::iso8601_ms(service.options.now), "/", file)}};
}

// Environment values are text, or functions that will be.
void add_variables(json& variables, const Section& section) {
  const Value* map = section.map("environment");
  if (map == nullptr) return;
  for (const Member& each : map->members) {
    if (each.value.is_list()) {
      section.found().error(section.found().where(each),
                            base::cat(section.path("environment"), ".", each.key),
                            "must be a text, not a list");
    }
    variables[each.key] = each.value.is_scalar() ? json(each.value.scalar()) : to_json(each.value);
    // The framework takes null for an empty text.
    if (each.value.is_null()) variables[each.key] = "";
  }
}

void set_environment(json& properties, const Service& service, const Function& function) {
  if (function.config.find("environment") == nullptr &&
      service.provider.find("environment") == nullptr) {
    return;
  }
  json variables = json::object();
  add_variables(variables, service.provider);
  add_variables(variables, function.config);
  properties["Environment"] = {{"Variables", std::move(variables)}};
}

void set_tags(json& properties, const Service& service, const Function& function) {
  Value tags{.kind = Kind::kMap};
  for (const Section* section : {&service.provider, &function.config}) {
    if (const Value* map = section->map("tags")) merge(tags, *map);
  }
  if (service.provider.find("tags") == nullptr && function.config.find("tags") == nullptr) return;
  properties["Tags"] = tags_of(tags);
}

void add_statement(Service& service, json statement) {
  json* statements = shared_statements(service);
  if (statements == nullptr) return;
  if (std::find(statements->begin(), statements->end(), statement) == statements->end()) {
    statements->push_back(std::move(statement));
  }
}

void set_dead_letter(json& properties, Service& service, const Function& function) {
  const Value* target = function.config.find("onError");
  if (target == nullptr) return;
  properties["DeadLetterConfig"] = {{"TargetArn", to_json(*target)}};
  if (!target->is_text()) {
    if (!target->is_map()) {
      service.found.error(function.config.where("onError"), function.config.path("onError"),
                          "must be the ARN of a topic, or a function that gives it");
    }
    return;
  }
  if (!target->text.starts_with("arn:") || target->text.find(":sns:") == std::string::npos) {
    service.found.error(function.config.where("onError"), function.config.path("onError"),
                        "must be the ARN of an SNS topic", "for example !Ref MyTopic");
    return;
  }
  if (json* statements = shared_statements(service)) {
    statements->push_back({{"Effect", "Allow"},
                           {"Action", json::array({"sns:Publish"})},
                           {"Resource", json::array({target->text})}});
  }
}

void set_kms_key(json& properties, Service& service, const Function& function) {
  const Value* key = function.config.find("kmsKeyArn");
  if (key == nullptr) key = service.provider.find("kmsKeyArn");
  if (key == nullptr) return;
  properties["KmsKeyArn"] = to_json(*key);
  if (key->is_text()) {
    add_statement(service, {{"Effect", "Allow"},
                            {"Action", json::array({"kms:Decrypt"})},
                            {"Resource", json::array({key->text})}});
  }
}

// true, "Active" or "PassThrough"; of the provider also as tracing.lambda.
void set_tracing(json& properties, Service& service, const Function& function) {
  const Value* tracing = function.config.find("tracing");
  if (tracing == nullptr || tracing->is_blank()) {
    tracing = service.provider.find("tracing");
    if (tracing != nullptr && tracing->is_map()) tracing = tracing->find("lambda");
  }
  if (tracing == nullptr || tracing->is_blank()) return;
  properties["TracingConfig"] = {
      {"Mode", tracing->is_boolean() ? json("Active") : to_json(*tracing)}};
  add_statement(service,
                {{"Effect", "Allow"},
                 {"Action", json::array({"xray:PutTraceSegments", "xray:PutTelemetryRecords"})},
                 {"Resource", json::array({"*"})}});
}

void set_role(json& resource, const Service& service, const Function& function) {
  json& role = resource["Properties"]["Role"];
  const Value* existing = existing_role(service, function.config);
  if (existing == nullptr) {
    role = arn_of("IamRoleLambdaExecution");
    return;
  }
  const Value* attribute = existing->find("Fn::GetAtt");
  if (existing->is_text() && !existing->text.starts_with("arn:")) {
    role = arn_of(existing->text);
    if (existing->text != "IamRoleLambdaExecution") resource["DependsOn"].push_back(existing->text);
  } else {
    role = to_json(*existing);
    if (attribute != nullptr && !attribute->items.empty()) {
      resource["DependsOn"].push_back(attribute->items[0].text);
    }
  }
}

json function_resource(Service& service, const Function& function) {
  const Section& config = function.config;
  const auto integer = [&](std::string_view key, std::int64_t fallback) {
    const auto own = config.integer(key);
    return own ? *own : service.provider.integer(key).value_or(fallback);
  };
  const auto text = [&](std::string_view key) {
    auto own = config.text(key);
    return own ? own : service.provider.text(key);
  };
  json properties = {{"Code", code_of(service, function)},
                     {"Handler", config.text("handler").value_or("")},
                     {"Runtime", text("runtime").value_or(kRuntimeDefault)},
                     {"FunctionName", function.full_name},
                     {"MemorySize", integer("memorySize", kMemoryDefault)},
                     {"Timeout", integer("timeout", kTimeoutDefault)}};
  if (const auto architecture = text("architecture")) {
    properties["Architectures"] = json::array({*architecture});
  }
  if (const auto description = config.text("description")) {
    properties["Description"] = *description;
  }
  if (const auto size = config.integer("ephemeralStorageSize")) {
    properties["EphemeralStorage"] = {{"Size", *size}};
  }
  set_tags(properties, service, function);
  set_dead_letter(properties, service, function);
  set_kms_key(properties, service, function);
  set_tracing(properties, service, function);
  set_environment(properties, service, function);
  json resource = {{"Type", "AWS::Lambda::Function"}, {"Properties", std::move(properties)}};
  resource["DependsOn"] = json::array();
  if (!config.boolean("disableLogs").value_or(false)) {
    resource["DependsOn"].push_back(function.id + "LogGroup");
  }
  if (const Value* depends = config.list("dependsOn")) {
    for (const Value& each : depends->items) resource["DependsOn"].push_back(each.scalar());
  }
  if (const auto condition = config.text("condition")) resource["Condition"] = *condition;
  set_role(resource, service, function);
  if (resource["DependsOn"].empty()) resource.erase("DependsOn");
  return resource;
}

// A version's logical id changes with all that the version depends on. Locally there is no artifact
// to digest, so the handler's name stands for the code.
void add_version(Service& service, const Function& function, const json& properties) {
  const auto own = function.config.boolean("versionFunction");
  if (!(own ? *own : service.provider.boolean("versionFunctions").value_or(true))) return;
  json hashed = properties;
  hashed.erase("Code");
  hashed.erase("Tags");
  std::string digest;
  for (const char letter : base::base64(base::sha256(hashed.dump()))) {
    if (letter != '+' && letter != '/' && letter != '=') digest += letter;
  }
  const std::string lambda = function.id + "LambdaFunction";
  const std::string id = base::cat(function.id, "LambdaVersion", digest);
  json version = {
      {"Type", "AWS::Lambda::Version"},
      {"DeletionPolicy", "Retain"},
      {"Properties",
       {{"FunctionName", ref_to(lambda)},
        {"CodeSha256",
         base::base64(base::sha256(properties["Handler"].get_ref<const std::string&>()))}}}};
  json output = {{"Description", "Current Lambda function version"}, {"Value", ref_to(id)}};
  if (properties.contains("Description")) {
    version["Properties"]["Description"] = properties["Description"];
  }
  if (const auto condition = function.config.text("condition")) {
    version["Condition"] = *condition;
    output["Condition"] = *condition;
  }
  service.add(id, std::move(version), function.where);
  service.outputs[lambda + "QualifiedArn"] = std::move(output);
}

struct Destination {
  json arn;
  json permitted;
  std::string action;
};

std::string action_for(std::string_view type_or_arn) {
  if (type_or_arn == "function" || type_or_arn.find(":function:") != std::string_view::npos) {
    return "lambda:InvokeFunction";
  }
  if (type_or_arn == "sqs" || type_or_arn.find(":sqs:") != std::string_view::npos) {
    return "sqs:SendMessage";
  }
  if (type_or_arn == "sns" || type_or_arn.find(":sns:") != std::string_view::npos) {
    return "sns:Publish";
  }
  if (type_or_arn == "eventBus" || type_or_arn.find(":event-bus/") != std::string_view::npos) {
    return "events:PutEvents";
  }
  return {};
}

std::optional<Destination> destination_of(Service& service, const Section& section,
                                          std::string_view key) {
  const Value* written = section.find(key);
  if (written == nullptr) return std::nullopt;
  if (written->is_map()) {
    const Value* arn = written->find("arn");
    const Value* type = written->find("type");
    const std::string action = type == nullptr ? std::string() : action_for(type->text);
    if (arn != nullptr && !action.empty()) return Destination{to_json(*arn), to_json(*arn), action};
  } else if (written->is_text() && written->text.starts_with("arn:")) {
    const std::string action = action_for(written->text);
    if (!action.empty()) return Destination{written->text, written->text, action};
  } else if (const Function* target = service.function(written->text)) {
    return Destination{
        arn_of(target->id + "LambdaFunction"),
        {{"Fn::Sub", base::cat("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}"
                               ":function:",
                               target->full_name)}},
        "lambda:InvokeFunction"};
  }
  service.found.error(section.where(key), section.path(key),
                      "must name a function of this service, an ARN, or a map of \"arn\" and "
                      "\"type\" (function, sns, sqs or eventBus)");
  return std::nullopt;
}

void add_invoke_config(Service& service, const Function& function) {
  const auto age = function.config.integer("maximumEventAge");
  const auto retries = function.config.integer("maximumRetryAttempts");
  if (function.config.find("destinations") == nullptr && !age && !retries) return;
  const Section destinations = function.config.section("destinations");
  destinations.check(destination_keys());
  json config = json::object();
  for (const auto& [key, name] :
       {std::pair("onSuccess", "OnSuccess"), std::pair("onFailure", "OnFailure")}) {
    const auto destination = destination_of(service, destinations, key);
    if (!destination) continue;
    config[name] = {{"Destination", destination->arn}};
    if (existing_role(service, function.config) == nullptr) {
      add_statement(service, {{"Effect", "Allow"},
                              {"Action", destination->action},
                              {"Resource", destination->permitted}});
    }
  }
  json properties = {{"FunctionName", ref_to(function.id + "LambdaFunction")},
                     {"DestinationConfig", std::move(config)},
                     {"Qualifier", "$LATEST"}};
  if (age) properties["MaximumEventAgeInSeconds"] = *age;
  if (retries) properties["MaximumRetryAttempts"] = *retries;
  json resource = {{"Type", "AWS::Lambda::EventInvokeConfig"},
                   {"Properties", std::move(properties)}};
  if (const auto condition = function.config.text("condition")) resource["Condition"] = *condition;
  service.add(function.id + "LambdaEvConf", std::move(resource), function.where);
}

}  // namespace

void add_functions(Service& service) {
  for (const Function& function : service.functions) {
    if (function.config.text("handler").value_or("").empty() &&
        function.config.find("image") == nullptr) {
      service.found.error(function.where, function.config.path(), "has no \"handler\"");
    }
    const json& resource = service.add(function.id + "LambdaFunction",
                                       function_resource(service, function), function.where);
    add_version(service, function, resource["Properties"]);
    add_invoke_config(service, function);
  }
}

}  // namespace tertulia::model::compile
