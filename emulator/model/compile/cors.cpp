#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/compile/http.hpp"

namespace tertulia::model::compile {

using nlohmann::json;

namespace {

// The later event's entries come first, then those of earlier ones.
std::vector<std::string> united(const std::vector<std::string>& first,
                                const std::vector<std::string>& second) {
  std::vector<std::string> result;
  for (const auto* list : {&first, &second}) {
    for (const std::string& each : *list) {
      if (std::find(result.begin(), result.end(), each) == result.end()) result.push_back(each);
    }
  }
  return result;
}

std::string in_quotes(std::string_view text) { return base::cat("'", text, "'"); }

// Several origins cannot stand in one header: a template answers with the caller's own if it is
// one of them.
std::string origins_template(const std::vector<std::string>& origins) {
  std::string condition;
  for (const std::string& origin : origins) {
    std::string pattern = base::replace_all(origin, ".", "[.]");
    if (const auto star = pattern.find('*'); star != std::string::npos) {
      pattern.replace(star, 1, ".+");
    }
    base::append(condition, condition.empty() ? "" : " || ", "$origin.matches(\"", pattern, "\")");
  }
  return base::cat(
      "#set($origin = $input.params(\"Origin\"))\n"
      "#if($origin == \"\") #set($origin = $input.params(\"origin\")) #end\n#if(",
      condition,
      ") #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin) #end");
}

std::vector<std::string> origins_of(const Cors& cors) {
  if (cors.origin.find(',') == std::string::npos) return cors.origins;
  std::vector<std::string> result;
  for (const std::string_view each : base::split(cors.origin, ',')) {
    result.emplace_back(base::trim(each));
  }
  return result;
}

std::map<std::string, std::string> preflight_headers(const Cors& cors,
                                                     const std::vector<std::string>& origins) {
  std::string methods = base::join(cors.methods, ",");
  if (std::find(cors.methods.begin(), cors.methods.end(), "ANY") != cors.methods.end()) {
    methods.replace(methods.find("ANY"), 3, "DELETE,GET,HEAD,PATCH,POST,PUT");
  }
  std::map<std::string, std::string> headers = {
      {"Access-Control-Allow-Origin", in_quotes(origins.empty() ? cors.origin : origins[0])},
      {"Access-Control-Allow-Headers", in_quotes(base::join(cors.headers, ","))},
      {"Access-Control-Allow-Methods", in_quotes(methods)},
  };
  if (cors.allow_credentials) headers["Access-Control-Allow-Credentials"] = "'true'";
  if (cors.max_age) headers["Access-Control-Max-Age"] = in_quotes(std::to_string(*cors.max_age));
  if (!cors.cache_control.empty()) headers["Cache-Control"] = in_quotes(cors.cache_control);
  return headers;
}

}  // namespace

void merge_cors(Cors& into, const Cors& event) {
  into.headers = united(event.headers, into.headers);
  into.methods = united(event.methods, into.methods);
  into.origins = united(event.origins, into.origins);
  into.origin = event.origin;
  into.allow_credentials = into.allow_credentials || event.allow_credentials;
  if (event.max_age) into.max_age = event.max_age;
  if (!event.cache_control.empty()) into.cache_control = event.cache_control;
}

json preflight_method(const Cors& cors) {
  const std::vector<std::string> origins = origins_of(cors);
  json declared = json::object();
  json values = json::object();
  for (const auto& [name, value] : preflight_headers(cors, origins)) {
    declared["method.response.header." + name] = true;
    values["method.response.header." + name] = value;
  }
  json answer = {
      {"StatusCode", "200"},
      {"ResponseParameters", std::move(values)},
      {"ResponseTemplates",
       {{"application/json", origins.empty() ? std::string() : origins_template(origins)}}}};
  return {{"Type", "AWS::ApiGateway::Method"},
          {"Properties",
           {{"AuthorizationType", "NONE"},
            {"HttpMethod", "OPTIONS"},
            {"MethodResponses", json::array({{{"StatusCode", "200"},
                                              {"ResponseParameters", std::move(declared)},
                                              {"ResponseModels", json::object()}}})},
            {"RequestParameters", json::object()},
            {"Integration",
             {{"Type", "MOCK"},
              {"RequestTemplates", {{"application/json", "{statusCode:200}"}}},
              {"ContentHandling", "CONVERT_TO_TEXT"},
              {"IntegrationResponses", json::array({std::move(answer)})}}}}}};
}

}  // namespace tertulia::model::compile
