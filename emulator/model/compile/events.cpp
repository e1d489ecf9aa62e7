#include <algorithm>

#include "emulator/base/text.hpp"
#include "emulator/model/compile/keys.hpp"
#include "emulator/model/compile/service.hpp"

namespace tertulia::model::compile {

namespace {

void report(Service& service, const std::string& name, const Where& where,
            const std::string& path) {
  if (name == "http" || name == "sns") return;
  const auto known = unsupported_events();
  if (std::find(known.begin(), known.end(), name) != known.end()) {
    service.found.lacks(where, path, base::cat("the event \"", name, "\" is not supported"));
    return;
  }
  std::vector<std::string_view> names(known.begin(), known.end());
  names.insert(names.end(), {"http", "sns"});
  service.found.warn(where, path, "unknown event", nearest(name, names));
}

// "- http:" with its properties beside it instead of below it.
void report_empty(Service& service, const Member& event, const std::string& path) {
  const bool is_http = event.key == "http";
  if (!is_http && event.key != "sns") return;
  service.found.error(service.found.where(event), path, "is empty",
                      is_http
                          ? "write it as \"GET /path\", or indent \"path\" and \"method\" below it"
                          : "give a topic's name, or indent \"arn\" and \"topicName\" below it");
}

}  // namespace

void report_other_events(Service& service) {
  for (const Function& function : service.functions) {
    const Value* events = function.config.list("events");
    if (events == nullptr) continue;
    for (std::size_t index = 0; index < events->items.size(); ++index) {
      const Value& event = events->items[index];
      const std::string path = base::cat(function.config.path("events"), ".", index);
      if (event.is_text()) report(service, event.text, service.found.where(event), path);
      if (event.is_list() || event.is_number() || event.is_boolean()) {
        service.found.error(service.found.where(event), path,
                            "must be a map such as \"http: GET /\"");
      }
      for (const Member& each : event.members) {
        const std::string key = base::cat(path, ".", each.key);
        report(service, each.key, service.found.where(each), key);
        if (each.value.is_null()) report_empty(service, each, key);
      }
    }
  }
}

}  // namespace tertulia::model::compile
