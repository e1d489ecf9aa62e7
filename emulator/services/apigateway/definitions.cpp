#include "emulator/services/apigateway/definitions.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/properties.hpp"
#include "emulator/services/apigateway/mock.hpp"

namespace tertulia::apigateway {
namespace {

using Json = nlohmann::json;
using model::Properties;
using model::ResourceRequest;

constexpr std::string_view kResponseHeader = "method.response.header.";
constexpr std::string_view kGatewayHeader = "gatewayresponse.header.";
constexpr std::string_view kRequestHeader = "method.request.header.";

std::string quoted(std::string_view before, std::string_view what, std::string_view after) {
  return base::cat(before, " \"", what, "\" ", after);
}

/// The text between the quotes of `'text'`.
std::optional<std::string_view> literal(std::string_view value) {
  if (value.size() < 2 || !value.starts_with('\'') || !value.ends_with('\'')) return std::nullopt;
  return value.substr(1, value.size() - 2);
}

/// The text members of an object property, each checked to be text.
std::vector<std::pair<std::string, std::string>> text_map(const ResourceRequest& request,
                                                          Properties& properties,
                                                          std::string_view name,
                                                          core::Status& status) {
  std::vector<std::pair<std::string, std::string>> result;
  const auto* object = properties.find(name);
  if (object == nullptr) return result;
  Properties members(request, *object, base::cat("/", name));
  if (object->is_object()) {
    for (const auto& [key, value] : object->items()) {
      result.emplace_back(key, members.text(key).value_or(""));
    }
  }
  if (auto read = members.finish(); !read.ok() && status.ok()) status = std::move(read);
  return result;
}

/// A list or object that the emulator has nothing for: allowed when empty.
void refuse_unless_empty(Properties& properties, std::string_view name) {
  const auto* value = properties.find(name);
  if (value != nullptr && !value->empty()) properties.refuse(name);
}

std::optional<RequiredParameter> request_parameter(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, ParameterPlace>, 3> kPlaces{{
      {"method.request.path.", ParameterPlace::kPath},
      {"method.request.querystring.", ParameterPlace::kQuery},
      {"method.request.header.", ParameterPlace::kHeader},
  }};
  for (const auto& [prefix, place] : kPlaces) {
    if (name.starts_with(prefix) && name.size() > prefix.size()) {
      return RequiredParameter{place, std::string(name.substr(prefix.size()))};
    }
  }
  return std::nullopt;
}

/// `{"method.request.path.id": true}`; false means that the parameter may be absent.
void read_request_parameters(Properties& properties, Method& method) {
  const auto* parameters = properties.find("RequestParameters");
  if (parameters == nullptr) return;
  if (!parameters->is_object()) {
    properties.problem("RequestParameters", "expected type: JSONObject");
    return;
  }
  for (const auto& [name, value] : parameters->items()) {
    auto parameter = request_parameter(name);
    if (!parameter) {
      properties.problem("RequestParameters",
                         quoted("Invalid mapping expression specified:", name, "is no parameter"));
    } else if (value.is_object()) {
      properties.problem(base::cat("RequestParameters/", name),
                         "the emulator has no mapped values of parameters");
    } else if (value == true || value == "true") {
      method.required.push_back(std::move(*parameter));
    }
  }
}

void read_authorization(Properties& properties) {
  const auto type = properties.required_text("AuthorizationType");
  static constexpr std::array<std::string_view, 3> kAuthorizers{"AWS_IAM", "CUSTOM",
                                                                "COGNITO_USER_POOLS"};
  if (std::find(kAuthorizers.begin(), kAuthorizers.end(), type) != kAuthorizers.end()) {
    properties.problem("AuthorizationType",
                       base::cat("the emulator does not have authorization by ", type, " yet"));
  } else if (!type.empty() && type != "NONE") {
    properties.problem(
        "AuthorizationType",
        "Invalid authorization type specified. Valid options are: [NONE, AWS_IAM, CUSTOM, "
        "COGNITO_USER_POOLS]");
  }
  if (type == "NONE") {
    properties.refuse("AuthorizerId");
    refuse_unless_empty(properties, "AuthorizationScopes");
  } else {
    properties.accept({"AuthorizerId", "AuthorizationScopes"});
  }
  if (properties.boolean("ApiKeyRequired").value_or(false)) {
    properties.problem("ApiKeyRequired", "the emulator does not have API keys yet");
  }
}

LambdaProxy read_lambda_proxy(Properties& properties) {
  LambdaProxy proxy;
  const auto uri = properties.required_text("Uri");
  if (uri.find("${stageVariables.") != std::string::npos) {
    properties.problem("Uri", "the emulator does not have stage variables in URIs");
  } else if (const auto function = invoked_function(uri)) {
    proxy.function = *function;
  } else if (!uri.empty()) {
    properties.problem("Uri",
                       "Integrations of type 'AWS_PROXY' currently only supports Lambda function "
                       "and Firehose stream invocations.");
  }
  const auto verb = properties.text("IntegrationHttpMethod");
  if (!verb) {
    properties.problem("IntegrationHttpMethod",
                       "Enumeration value for HttpMethod must be non-empty");
  }
  proxy.posts = verb == "POST";
  properties.refuse("Credentials");
  refuse_unless_empty(properties, "RequestParameters");
  properties.refuse("ContentHandling");
  // A proxy integration has no templates and no responses of its own.
  properties.accept({"RequestTemplates", "IntegrationResponses", "PassthroughBehavior"});
  return proxy;
}

void read_request_templates(const ResourceRequest& request, Properties& properties,
                            MockIntegration& mock, core::Status& status) {
  for (const auto& [type, text] : text_map(request, properties, "RequestTemplates", status)) {
    const auto named = mock_status(text);
    if (!named) {
      properties.problem(
          base::cat("RequestTemplates/", type),
          "the emulator reads request templates of MOCK integrations that are {\"statusCode\": N}");
    }
    mock.statuses.emplace_back(type, named.value_or(0));
  }
  const auto passthrough = properties.text("PassthroughBehavior").value_or("WHEN_NO_MATCH");
  if (passthrough == "NEVER") {
    mock.passthrough = Passthrough::kNever;
  } else if (passthrough == "WHEN_NO_TEMPLATES") {
    mock.passthrough = Passthrough::kWhenNoTemplates;
  } else if (passthrough != "WHEN_NO_MATCH") {
    properties.problem("PassthroughBehavior",
                       "is not one of WHEN_NO_MATCH, WHEN_NO_TEMPLATES, NEVER");
  }
}

/// Only headers that the method's response declares may be set, and here only to literals.
void read_response_headers(const ResourceRequest& request, Properties& properties,
                           const std::set<std::string>& declared,
                           MockIntegration::Response& response, core::Status& status) {
  for (const auto& [key, value] : text_map(request, properties, "ResponseParameters", status)) {
    const auto text = literal(value);
    if (!key.starts_with(kResponseHeader) || !declared.contains(key)) {
      properties.problem(
          "ResponseParameters",
          base::cat("Invalid mapping expression specified: Validation Result: warnings : [], "
                    "errors : [Invalid mapping expression parameter specified: ",
                    key, "]"));
    } else if (!text) {
      properties.problem(base::cat("ResponseParameters/", key),
                         base::cat("the emulator has literals in quotes only, not ", value));
    } else {
      response.headers.emplace_back(key.substr(kResponseHeader.size()), *text);
    }
  }
}

void read_response_templates(const ResourceRequest& request, Properties& properties,
                             MockIntegration::Response& response, core::Status& status) {
  for (const auto& [type, text] : text_map(request, properties, "ResponseTemplates", status)) {
    auto read = mock_template(text);
    if (!read) {
      properties.problem(base::cat("ResponseTemplates/", type),
                         "the emulator has literal text and the Serverless Framework's choice "
                         "among CORS origins, no other VTL");
      continue;
    }
    response.templates.emplace_back(type, std::move(*read));
  }
}

std::optional<int> status_code(Properties& properties, std::string_view name) {
  const auto text = properties.text(name);
  if (!text) return std::nullopt;
  const auto code = base::parse_integer(*text);
  if (!code || *code < 200 || *code > 599) {
    properties.problem(name, base::cat("Invalid status code: ", *text));
    return std::nullopt;
  }
  return static_cast<int>(*code);
}

/// By status: the header parameters that the method's responses declare.
using Declared = std::map<int, std::set<std::string>>;

core::Status read_integration_response(const ResourceRequest& request, const Json& object,
                                       const std::string& path, const Declared& declared,
                                       MockIntegration& mock) {
  Properties properties(request, object, path);
  core::Status status = core::ok();
  MockIntegration::Response response;
  if (properties.required("StatusCode") != nullptr) {
    response.status = status_code(properties, "StatusCode").value_or(0);
  }
  if (response.status != 0 && !declared.contains(response.status)) {
    properties.problem("StatusCode", "No method response exists for method.");
  }
  response.selection_pattern = properties.text("SelectionPattern").value_or("");
  if (!is_selection_pattern(response.selection_pattern)) {
    properties.problem("SelectionPattern", "Invalid selection pattern specified");
  }
  const auto handling = properties.text("ContentHandling").value_or("CONVERT_TO_TEXT");
  if (handling != "CONVERT_TO_TEXT") properties.refuse("ContentHandling");
  const auto headers = declared.find(response.status);
  read_response_headers(request, properties,
                        headers == declared.end() ? std::set<std::string>() : headers->second,
                        response, status);
  read_response_templates(request, properties, response, status);
  TERTULIA_CHECK(std::move(status));
  TERTULIA_CHECK(properties.finish());
  mock.responses.push_back(std::move(response));
  return core::ok();
}

core::Status read_mock(const ResourceRequest& request, Properties& properties,
                       const Declared& declared, MockIntegration& mock) {
  core::Status status = core::ok();
  read_request_templates(request, properties, mock, status);
  TERTULIA_CHECK(std::move(status));
  const auto handling = properties.text("ContentHandling").value_or("CONVERT_TO_TEXT");
  if (handling != "CONVERT_TO_TEXT") properties.refuse("ContentHandling");
  refuse_unless_empty(properties, "RequestParameters");
  properties.accept({"IntegrationHttpMethod", "Uri", "Credentials"});
  const auto responses = properties.list("IntegrationResponses");
  for (std::size_t i = 0; i < responses.size(); ++i) {
    TERTULIA_CHECK(read_integration_response(request, *responses[i],
                                             base::cat("/Integration/IntegrationResponses/", i),
                                             declared, mock));
  }
  return core::ok();
}

void read_timeout(Properties& properties, Method& method) {
  const auto timeout = properties.integer("TimeoutInMillis");
  if (!timeout) return;
  if (*timeout < 50 || *timeout > 29'000) {
    properties.problem("TimeoutInMillis", "Timeout should be between 50 ms and 29000 ms");
    return;
  }
  if (auto* proxy = std::get_if<LambdaProxy>(&method.integration)) {
    proxy->timeout_ms = static_cast<std::int32_t>(*timeout);
  }
}

core::Status read_integration(const ResourceRequest& request, const Json& object,
                              const Declared& declared, Method& method) {
  Properties properties(request, object, "/Integration");
  const auto type = properties.required_text("Type");
  if (type == "AWS_PROXY") {
    method.integration = read_lambda_proxy(properties);
  } else if (type == "MOCK") {
    MockIntegration mock;
    TERTULIA_CHECK(read_mock(request, properties, declared, mock));
    method.integration = std::move(mock);
  } else {
    properties.problem(
        "Type", base::cat("the emulator has integrations of type AWS_PROXY and MOCK, not ", type));
  }
  read_timeout(properties, method);
  refuse_unless_empty(properties, "CacheKeyParameters");
  properties.accept({"CacheNamespace"});
  if (properties.text("ConnectionType").value_or("INTERNET") != "INTERNET") {
    properties.refuse("ConnectionType");
  }
  for (const auto* name :
       {"ConnectionId", "TlsConfig", "IntegrationTarget", "ResponseTransferMode"}) {
    properties.refuse(name);
  }
  return properties.finish();
}

core::Result<Declared> read_method_responses(const ResourceRequest& request,
                                             Properties& properties) {
  Declared declared;
  const auto responses = properties.list("MethodResponses");
  for (std::size_t i = 0; i < responses.size(); ++i) {
    Properties response(request, *responses[i], base::cat("/MethodResponses/", i));
    auto& headers = declared[response.required("StatusCode") == nullptr
                                 ? 0
                                 : status_code(response, "StatusCode").value_or(0)];
    if (const auto* parameters = response.find("ResponseParameters");
        parameters != nullptr && parameters->is_object()) {
      for (const auto& item : parameters->items()) headers.insert(item.key());
    }
    // Models of responses document an API; nothing checks them.
    response.accept({"ResponseModels"});
    TERTULIA_CHECK(response.finish());
  }
  return declared;
}

bool is_verb(std::string_view verb) {
  static constexpr std::array<std::string_view, 8> kVerbs{"ANY",     "DELETE", "GET",  "HEAD",
                                                          "OPTIONS", "PATCH",  "POST", "PUT"};
  return std::find(kVerbs.begin(), kVerbs.end(), verb) != kVerbs.end();
}

}  // namespace

std::optional<core::Arn> invoked_function(std::string_view uri) {
  const auto arn = core::Arn::parse(uri);
  // arn:aws:apigateway:REGION:lambda:path/…: the service stands where other ARNs have the account.
  if (!arn || arn->service != "apigateway" || arn->account != "lambda") return std::nullopt;
  std::string_view path = arn->resource;
  constexpr std::string_view kPath = "path/";
  constexpr std::string_view kFunctions = "2015-03-31/functions/";
  constexpr std::string_view kInvocations = "/invocations";
  if (!path.starts_with(kPath) || !path.ends_with(kInvocations)) return std::nullopt;
  path.remove_prefix(kPath.size());
  while (path.starts_with('/')) path.remove_prefix(1);
  if (!path.starts_with(kFunctions) || path.size() < kFunctions.size() + kInvocations.size()) {
    return std::nullopt;
  }
  path.remove_prefix(kFunctions.size());
  path.remove_suffix(kInvocations.size());
  auto function = core::Arn::parse(path);
  return function && function->service == "lambda" ? function : std::nullopt;
}

core::Result<MethodDefinition> read_method(const ResourceRequest& request) {
  Properties properties(request);
  MethodDefinition definition;
  auto& method = definition.method;
  definition.api_id = properties.required_text("RestApiId");
  definition.resource_id = properties.required_text("ResourceId");
  method.verb = properties.required_text("HttpMethod");
  if (!method.verb.empty() && !is_verb(method.verb)) {
    properties.problem("HttpMethod",
                       "Invalid HTTP method specified. Valid options are: [DELETE, "
                       "GET, HEAD, OPTIONS, PATCH, POST, PUT, ANY]");
  }
  method.operation_name = properties.text("OperationName").value_or("");
  method.validator_id = properties.text("RequestValidatorId").value_or("");
  read_authorization(properties);
  read_request_parameters(properties, method);
  refuse_unless_empty(properties, "RequestModels");
  auto declared = read_method_responses(request, properties);
  if (!declared.ok()) return std::move(declared).error();
  const auto* integration = properties.find("Integration");
  if (integration == nullptr) {
    properties.problem("Integration", "No integration defined for method");
  }
  TERTULIA_CHECK(properties.finish());
  TERTULIA_CHECK(read_integration(request, *integration, *declared, method));
  return definition;
}

core::Result<GatewayResponseDefinition> read_gateway_response(const ResourceRequest& request) {
  Properties properties(request);
  GatewayResponseDefinition definition;
  definition.api_id = properties.required_text("RestApiId");
  definition.type = properties.required_text("ResponseType");
  if (!definition.type.empty() && !is_response_type(definition.type)) {
    properties.problem("ResponseType", base::cat("Invalid response type: ", definition.type));
  }
  definition.response.status = status_code(properties, "StatusCode");
  core::Status status = core::ok();
  for (const auto& [key, value] : text_map(request, properties, "ResponseParameters", status)) {
    const auto text = literal(value);
    const bool from_request = value.starts_with(kRequestHeader);
    if (!key.starts_with(kGatewayHeader)) {
      properties.problem(base::cat("ResponseParameters/", key),
                         base::cat("must start with ", kGatewayHeader));
    } else if (!text && !from_request) {
      properties.problem(base::cat("ResponseParameters/", key),
                         base::cat("the emulator has literals in quotes and ", kRequestHeader,
                                   "NAME, not ", value));
    } else {
      definition.response.headers.push_back(
          {.name = key.substr(kGatewayHeader.size()),
           .value = text ? std::string(*text) : value.substr(kRequestHeader.size()),
           .from_request = !text});
    }
  }
  for (auto& entry : text_map(request, properties, "ResponseTemplates", status)) {
    if (const auto variable = unknown_variable(entry.second)) {
      properties.problem(base::cat("ResponseTemplates/", entry.first),
                         base::cat("the emulator does not have ", *variable));
    }
    definition.response.templates.push_back(std::move(entry));
  }
  TERTULIA_CHECK(std::move(status));
  TERTULIA_CHECK(properties.finish());
  return definition;
}

}  // namespace tertulia::apigateway
