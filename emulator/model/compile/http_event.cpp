#include <algorithm>
#include <array>

#include "emulator/base/text.hpp"
#include "emulator/model/compile/http.hpp"
#include "emulator/model/compile/keys.hpp"

namespace tertulia::model::compile {

namespace {

constexpr std::array<std::string_view, 8> kMethods = {"GET",  "POST",   "PUT",     "PATCH",
                                                      "HEAD", "DELETE", "OPTIONS", "ANY"};

std::string trimmed_path(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

bool check_path(Diagnostics& found, const Where& where, const std::string& key,
                std::string_view path) {
  if (path.find_first_of(" \t\r\n") != std::string_view::npos) {
    found.error(where, key, base::cat("the path \"", path, "\" contains a space"));
    return false;
  }
  const auto parts = base::split(path, '/');
  for (std::size_t index = 0; index < parts.size(); ++index) {
    const std::string_view part = parts[index];
    if (part.empty() && !path.empty()) {
      found.error(where, key, base::cat("the path \"", path, "\" has an empty part"));
      return false;
    }
    const bool is_variable = part.starts_with('{') && part.ends_with('}') && part.size() > 2;
    if (!is_variable && part.find_first_of("{}") != std::string_view::npos) {
      found.error(
          where, key,
          base::cat("\"", part, "\" must be a name or a whole {variable}, as {name} or {proxy+}"));
      return false;
    }
    if (is_variable && part.ends_with("+}") && index + 1 != parts.size()) {
      found.error(where, key,
                  base::cat("\"", part, "\" takes the rest of the path and must be last"));
      return false;
    }
  }
  return true;
}

bool check_method(Diagnostics& found, const Where& where, const std::string& key,
                  std::string_view method) {
  if (std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end()) return true;
  found.error(where, key, base::cat("\"", method, "\" is no HTTP method"),
              nearest(method, {kMethods.begin(), kMethods.end()}));
  return false;
}

std::vector<std::string> texts_of(const Section& section, std::string_view key) {
  std::vector<std::string> result;
  const Value* value = section.find(key);
  if (value != nullptr && value->is_text()) return {value->text};
  if (const Value* list = section.list(key)) {
    for (const Value& each : list->items) result.push_back(each.scalar());
  }
  return result;
}

void add_missing(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

std::optional<Cors> read_cors(const Section& settings, const std::string& method) {
  const Value* written = settings.find("cors");
  if (written == nullptr || (written->is_boolean() && !written->boolean)) return std::nullopt;
  Cors cors{.origin = "*",
            .headers = {"Content-Type", "X-Amz-Date", "Authorization", "X-Api-Key",
                        "X-Amz-Security-Token", "X-Amz-User-Agent", "X-Amzn-Trace-Id"}};
  if (!written->is_boolean()) {
    const Section section = settings.section("cors");
    section.check(cors_keys());
    cors.origins = texts_of(section, "origins");
    if (section.find("origins") != nullptr) cors.origin.clear();
    if (const auto origin = section.text("origin")) cors.origin = *origin;
    if (section.find("headers") != nullptr) cors.headers = texts_of(section, "headers");
    cors.methods = texts_of(section, "methods");
    cors.allow_credentials = section.boolean("allowCredentials").value_or(false);
    cors.max_age = section.integer("maxAge");
    cors.cache_control = section.text("cacheControl").value_or("");
  }
  add_missing(cors.methods, "OPTIONS");
  add_missing(cors.methods, method);
  return cors;
}

// Only Lambda proxies are served; what else an event asks for is reported, and the event left out:
// an endpoint without its authorizer would be open.
bool is_supported(const Section& settings) {
  bool supported = true;
  const auto lacks = [&](std::string_view key, std::string message) {
    settings.found().lacks(settings.where(key), settings.path(key), std::move(message));
    supported = false;
  };
  if (const auto integration = settings.text("integration")) {
    const std::string name = base::replace_all(base::upper(*integration), "-", "_");
    if (name != "LAMBDA_PROXY" && name != "AWS_PROXY") {
      lacks("integration", base::cat("the integration \"", *integration,
                                     "\" is not supported, only lambda-proxy is"));
    }
  }
  if (settings.find("authorizer") != nullptr) {
    lacks("authorizer", "authorizers are not supported");
  }
  if (settings.boolean("async").value_or(false)) supported = false;
  if (settings.find("connectionType") != nullptr) supported = false;
  return supported;
}

void check_proxy_settings(const Section& settings) {
  const Section request = settings.section("request");
  request.check(http_request_keys());
  for (const Member& each : request.value().members) {
    const bool dropped = each.key == "template" || each.key == "passThrough" || each.key == "uri" ||
                         each.key == "contentHandling" || each.key == "method";
    if (dropped) {
      settings.found().warn(settings.found().where(each), request.path(each.key),
                            "has no effect with the lambda-proxy integration");
    }
  }
  if (const Value* response = settings.map("response")) {
    const Value* mode = response->find("transferMode");
    if (mode != nullptr && base::upper(mode->scalar()) == "STREAM") {
      settings.found().lacks(settings.where("response"), settings.path("response.transferMode"),
                             "streamed responses are not supported");
    } else if (mode == nullptr) {
      settings.found().warn(settings.where("response"), settings.path("response"),
                            "has no effect with the lambda-proxy integration");
    }
  }
}

}  // namespace

std::optional<HttpEvent> read_http_event(Service& service, const Function& function,
                                         const Value& event, std::string path) {
  static const Value kNone{.kind = Kind::kMap};
  Diagnostics& found = service.found;
  const Where where = found.where(event);
  std::string method;
  std::string route;
  if (event.is_text()) {
    const auto words = base::split_once(event.text, " ");
    if (!words) {
      found.error(where, path, base::cat("\"", event.text, "\" is no method and path"),
                  "write it as \"GET /path\"");
      return std::nullopt;
    }
    method = words->first;
    route = base::trim(words->second);
  } else if (event.is_map()) {
    const Section settings(found, event, path);
    for (const char* key : {"path", "method"}) {
      if (!settings.text(key)) found.error(where, path, base::cat("has no \"", key, "\""));
    }
    method = settings.text("method").value_or("GET");
    route = settings.text("path").value_or("");
  } else {
    found.error(where, path, "must be a text or a map",
                "write it as \"GET /path\", or indent \"path\" and \"method\" below it");
    return std::nullopt;
  }
  method = base::upper(method);
  const bool readable = check_method(found, where, path, method);
  route = trimmed_path(route);
  if (!check_path(found, where, path, route) || !readable) return std::nullopt;
  HttpEvent result{.function = &function,
                   .path = std::move(route),
                   .method = std::move(method),
                   .settings = Section(found, event.is_map() ? event : kNone, std::move(path)),
                   .cors = std::nullopt,
                   .where = where};
  result.settings.check(http_keys());
  if (!is_supported(result.settings)) return std::nullopt;
  check_proxy_settings(result.settings);
  result.cors = read_cors(result.settings, result.method);
  return result;
}

}  // namespace tertulia::model::compile
