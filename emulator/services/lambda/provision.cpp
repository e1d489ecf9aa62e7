#include "emulator/services/lambda/provision.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/properties.hpp"

namespace tertulia::lambda {
namespace {

using model::Physical;
using model::Properties;
using model::ResourceRequest;

std::string owner_of(const ResourceRequest& request) {
  return base::cat(request.stack_name, "/", request.logical_id);
}

core::Call call_of(core::Env& env, const ResourceRequest& request) {
  return {.env = env,
          .account = request.account,
          .region = request.region,
          .principal = core::administrator(request.account)};
}

/// An integer between two limits; `otherwise` when absent.
std::int32_t bounded(Properties& properties, std::string_view name, std::int32_t otherwise,
                     std::int64_t min, std::int64_t max) {
  const auto value = properties.integer(name);
  if (!value) return otherwise;
  if (*value < min || *value > max) {
    properties.problem(name, base::cat(*value, " is not between ", min, " and ", max));
    return otherwise;
  }
  return static_cast<std::int32_t>(*value);
}

/// The properties of the object `name`; none when it is absent. Its own problem is returned.
template <class Read>
core::Status read_object(Properties& properties, const ResourceRequest& request,
                         std::string_view name, Read read) {
  const auto* object = properties.find(name);
  if (object == nullptr) return core::ok();
  Properties inner(request, *object, base::cat("/", name));
  read(inner);
  return inner.finish();
}

core::Status read_environment(Properties& properties, const ResourceRequest& request,
                              Function& function) {
  return read_object(properties, request, "Environment", [&](Properties& environment) {
    const auto* variables = environment.find("Variables");
    if (variables == nullptr) return;
    if (!variables->is_object()) {
      return environment.problem("Variables", "expected type: JSONObject");
    }
    Properties each(request, *variables, "/Environment/Variables");
    function.environment.emplace();
    for (const auto& entry : variables->items()) {
      if (auto value = each.text(entry.key())) {
        function.environment->emplace(entry.key(), std::move(*value));
      } else {
        environment.problem(base::cat("Variables/", entry.key()), "expected type: String");
      }
    }
  });
}

bool is_code(std::string_view key) {
  static constexpr std::string_view kKeys[] = {"S3Bucket", "S3Key", "S3ObjectVersion", "ZipFile"};
  return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

/// Code that the emulator does not fetch: handlers are looked for on this machine.
core::Status read_code(Properties& properties, const ResourceRequest& request) {
  return read_object(properties, request, "Code", [&](Properties& code) {
    for (const auto& entry : request.properties["Code"].items()) {
      if (is_code(entry.key())) code.accept({entry.key()});
    }
    code.refuse("ImageUri");
  });
}

core::Status read_nested(Properties& properties, const ResourceRequest& request,
                         Function& function) {
  TERTULIA_CHECK(read_code(properties, request));
  TERTULIA_CHECK(read_environment(properties, request, function));
  TERTULIA_CHECK(read_object(properties, request, "DeadLetterConfig", [&](Properties& config) {
    function.dead_letter_arn = config.text("TargetArn").value_or("");
    if (!function.dead_letter_arn.empty() && !core::Arn::parse(function.dead_letter_arn)) {
      config.problem("TargetArn", "is no ARN");
    }
  }));
  TERTULIA_CHECK(read_object(properties, request, "TracingConfig", [&](Properties& config) {
    function.tracing = config.text("Mode").value_or("PassThrough");
    if (function.tracing != "Active" && function.tracing != "PassThrough") {
      config.problem("Mode", "is neither Active nor PassThrough");
    }
  }));
  return read_object(properties, request, "EphemeralStorage", [&](Properties& config) {
    function.ephemeral_mb = bounded(config, "Size", 512, 512, 10'240);
  });
}

void read_architecture(Properties& properties, Function& function) {
  const auto architectures = properties.texts("Architectures");
  if (architectures.empty()) return;
  function.architecture = architectures[0];
  if (architectures.size() > 1 ||
      (function.architecture != "x86_64" && function.architecture != "arm64")) {
    properties.problem("Architectures", "must be one of x86_64 and arm64");
  }
}

void refuse_what_functions_lack(Properties& properties) {
  for (const std::string_view name :
       {"CapacityProviderConfig", "CodeSigningConfigArn", "DurableConfig", "FileSystemConfigs",
        "FunctionScalingConfig", "ImageConfig", "Layers", "LoggingConfig", "RecursiveLoop",
        "ReservedConcurrentExecutions", "RuntimeManagementConfig", "SnapStart", "TenancyConfig",
        "VpcConfig"}) {
    properties.refuse(name);
  }
}

core::Result<Function> read_function(core::Env& env, const ResourceRequest& request) {
  Properties properties(request);
  Function function;
  function.account = request.account;
  function.region = request.region;
  function.owner = owner_of(request);
  function.code_root = request.root;
  function.name = properties.text("FunctionName").value_or("");
  if (function.name.empty()) {
    // CloudFormation's name, made to fit.
    function.name = model::physical_name(env, request).substr(0, 64);
  }
  const auto parts = parse_function_name(function.name);
  if (!parts || parts->name != function.name || function.name.size() > 64 ||
      function.name.find('.') != std::string::npos) {
    properties.problem("FunctionName", "must be 1 to 64 of the characters [a-zA-Z0-9-_]");
  }
  function.handler = properties.required_text("Handler");
  if (function.handler.size() > 128 ||
      function.handler.find_first_of(" \t\r\n") != std::string::npos) {
    properties.problem("Handler", "must be at most 128 characters without white space");
  }
  function.runtime = properties.required_text("Runtime");
  function.role = properties.required_text("Role");
  if (const auto role = core::Arn::parse(function.role);
      !role || role->service != "iam" || !role->resource.starts_with("role/")) {
    properties.problem("Role", "is not the ARN of a role");
  }
  function.description = properties.text("Description").value_or("");
  if (function.description.size() > 256) properties.problem("Description", "is over 256 long");
  function.timeout_s = bounded(properties, "Timeout", 3, 1, 900);
  function.memory_mb = bounded(properties, "MemorySize", 128, 128, 10'240);
  function.kms_key_arn = properties.text("KmsKeyArn").value_or("");
  function.tags = properties.tags();
  read_architecture(properties, function);
  if (properties.text("PackageType").value_or("Zip") != "Zip") {
    properties.problem("PackageType", "the emulator does not run images");
  }
  refuse_what_functions_lack(properties);
  TERTULIA_CHECK(read_nested(properties, request, function));
  TERTULIA_CHECK(properties.finish());
  return function;
}

core::ApiError no_such_version(const FunctionReference& reference) {
  return function_not_found(reference.arn());
}

}  // namespace

std::vector<std::string_view> Provision::types() const {
  return {"AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Lambda::Permission",
          "AWS::Lambda::EventInvokeConfig"};
}

core::Result<Physical> Provision::create(const ResourceRequest& request) {
  if (request.type == "AWS::Lambda::Function") return create_function(request);
  if (request.type == "AWS::Lambda::Version") return create_version(request);
  if (request.type == "AWS::Lambda::Permission") return create_permission(request);
  return create_invoke_config(request);
}

core::Result<Physical> Provision::create_function(const ResourceRequest& request) {
  auto function = read_function(env_, request);
  if (!function.ok()) return std::move(function).error();
  const auto made = lambda_.put_function(std::move(function).value());
  if (!made.ok()) return made.error();
  return Physical{.ref = made->name, .attributes = {{"Arn", made->arn()}}};
}

core::Result<Physical> Provision::create_version(const ResourceRequest& request) {
  Properties properties(request);
  const auto name = properties.required_text("FunctionName");
  const auto description = properties.text("Description").value_or("");
  const auto digest = properties.text("CodeSha256");
  for (const std::string_view refused :
       {"FunctionScalingConfig", "ProvisionedConcurrencyConfig", "RuntimePolicy"}) {
    properties.refuse(refused);
  }
  TERTULIA_CHECK(properties.finish());
  const auto function = existing(request, name);
  if (!function.ok()) return function.error();
  const auto version = lambda_.publish(*function, owner_of(request), description);
  if (!version.ok()) return version.error();
  if (digest && !digest->empty() && *digest != version->code_sha256()) {
    return invalid_parameter_value(
        base::cat("CodeSHA256 (", *digest, ") is different from current CodeSHA256 in $LATEST (",
                  version->code_sha256(), "). Please try again with the CodeSHA256 in $LATEST."));
  }
  return Physical{
      .ref = version->qualified_arn(),
      .attributes = {{"Version", version->version}, {"FunctionArn", version->qualified_arn()}}};
}

core::Result<Physical> Provision::create_permission(const ResourceRequest& request) {
  Properties properties(request);
  const auto name = properties.required_text("FunctionName");
  Permission permission{.qualifier = {},
                        .sid = base::cat(request.stack_name, "-", request.logical_id),
                        .action = properties.required_text("Action"),
                        .principal = properties.required_text("Principal"),
                        .source_arn = properties.text("SourceArn").value_or(""),
                        .source_account = properties.text("SourceAccount").value_or("")};
  if (permission.action != "*" && !permission.action.starts_with("lambda:")) {
    properties.problem("Action", "must be an action of Lambda, as lambda:InvokeFunction");
  }
  for (const std::string_view refused :
       {"EventSourceToken", "FunctionUrlAuthType", "InvokedViaFunctionUrl", "PrincipalOrgID"}) {
    properties.refuse(refused);
  }
  TERTULIA_CHECK(properties.finish());
  const auto function = existing(request, name);
  if (!function.ok()) return function.error();
  if (function->qualifier != kLatest) permission.qualifier = function->qualifier;
  lambda_.catalogue().put_permission(*function, permission);
  return Physical{.ref = permission.sid, .attributes = {{"Id", permission.sid}}};
}

core::Result<Physical> Provision::create_invoke_config(const ResourceRequest& request) {
  Properties properties(request);
  const auto name = properties.required_text("FunctionName");
  const auto qualifier = properties.required_text("Qualifier");
  AsyncSettings settings;
  settings.retries_max = bounded(properties, "MaximumRetryAttempts", 2, 0, 2);
  settings.age_max_s = bounded(properties, "MaximumEventAgeInSeconds", 21'600, 60, 21'600);
  TERTULIA_CHECK(
      read_object(properties, request, "DestinationConfig", [](Properties& destinations) {
        destinations.refuse("OnSuccess");
        destinations.refuse("OnFailure");
      }));
  TERTULIA_CHECK(properties.finish());
  auto function = existing(request, name);
  if (!function.ok()) return function.error();
  function->qualifier = qualifier;
  if (lambda_.catalogue().find(*function) == nullptr) return no_such_version(*function);
  lambda_.catalogue().put_async(*function, settings);
  return Physical{.ref = base::cat(request.stack_name, "-", request.logical_id)};
}

/// The function that a resource is for; its name may be an ARN.
core::Result<FunctionReference> Provision::existing(const ResourceRequest& request,
                                                    const std::string& name) {
  auto reference = refer(call_of(env_, request), name, {});
  if (!reference.ok()) return reference;
  if (auto found = lambda_.find(*reference); !found.ok()) return std::move(found).error();
  return reference;
}

}  // namespace tertulia::lambda
