#include "emulator/edge/admin/admin.hpp"

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/edge/admin/caller.hpp"

namespace tertulia::edge {
namespace {

using nlohmann::json;

/// Ten years: a slip of the hand does not run ten thousand years of schedules.
constexpr double kSecondsMax = 10.0 * 366 * 86'400;

struct Problem {
  int status;
  std::string message;
};

std::string text_of(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

core::HttpResponse answer(int status, std::string body) {
  core::HttpResponse response{.status = status, .headers = {}, .body = std::move(body)};
  response.headers.add("Content-Type", "application/json");
  return response;
}
core::HttpResponse answer(const json& body) { return answer(200, text_of(body)); }
core::HttpResponse answer(const Problem& problem) {
  return answer(problem.status, text_of({{"message", problem.message}}));
}

/// The body as an object whose members all are in `names`; an empty body stands for `{}`.
json members(const std::string& body, std::initializer_list<std::string_view> names) {
  if (base::trim(body).empty()) return json::object();
  auto value = json::parse(body, nullptr, false);
  if (!value.is_object()) throw Problem{400, "The body is no JSON object"};
  for (const auto& entry : value.items()) {
    bool known = false;
    std::string all;
    for (const auto name : names) {
      known = known || entry.key() == name;
      base::append(all, all.empty() ? "" : ", ", name);
    }
    if (!known) {
      throw Problem{400, all.empty()
                             ? base::cat("This takes no member ", entry.key())
                             : base::cat("There is no member ", entry.key(), ": use ", all)};
    }
  }
  return value;
}

core::Duration span_of(const std::string& body) {
  const auto value = members(body, {"seconds"});
  const auto seconds = value.find("seconds");
  if (seconds == value.end() || !seconds->is_number()) {
    throw Problem{400, R"(Say how long, as in {"seconds": 1.5})"};
  }
  const auto number = seconds->get<double>();
  if (!(number >= 0 && number <= kSecondsMax)) {
    throw Problem{400, base::cat("seconds is a number from 0 to ",
                                 static_cast<std::int64_t>(kSecondsMax), " (ten years)")};
  }
  return core::Duration(std::llround(number * 1000));
}

/// The name in `{"snapshot": NAME}`; nothing when there is none.
std::optional<std::string> snapshot_name(const std::string& body) {
  const auto value = members(body, {"snapshot"});
  const auto name = value.find("snapshot");
  if (name == value.end()) return std::nullopt;
  if (!name->is_string() || name->get_ref<const std::string&>().empty()) {
    throw Problem{400, "snapshot is a text, the name of a snapshot"};
  }
  return name->get<std::string>();
}

core::Inspector::Query query_of(std::string_view text) {
  core::Inspector::Query query;
  if (text.empty()) return query;
  for (const auto part : base::split(text, '&')) {
    if (part.empty()) continue;
    const auto pair = base::split_once(part, "=");
    query.insert_or_assign(base::form_decode(pair ? pair->first : part),
                           pair ? base::form_decode(pair->second) : std::string());
  }
  return query;
}

}  // namespace

struct Admin::Impl {
  using Reply = std::shared_ptr<core::HttpReply>;

  core::Core& core;
  core::Env& env;
  core::Inspector& inspector;
  const Hooks hooks;
  /// Inside the monitor.
  std::map<std::string, std::string> snapshots = {};
  std::int64_t snapshot_count = 0;

  struct Route {
    std::string_view path;
    std::string_view method;
    void (Impl::*handler)(const core::HttpRequest& request, const Reply& reply);
    std::string_view does;
  };
  static std::span<const Route> routes();

  // What each path does. Each answers now or has the core call it back.
  void index(const core::HttpRequest& request, const Reply& reply);
  void health(const core::HttpRequest& request, const Reply& reply);
  void clock(const core::HttpRequest& request, const Reply& reply);
  void advance(const core::HttpRequest& request, const Reply& reply);
  void settle(const core::HttpRequest& request, const Reply& reply);
  void reset(const core::HttpRequest& request, const Reply& reply);
  void snapshot(const core::HttpRequest& request, const Reply& reply);
  void restore(const core::HttpRequest& request, const Reply& reply);
  void view(std::string_view name, const core::HttpRequest& request, const Reply& reply);

  void let_pass(core::Duration span, const Reply& reply);
  [[nodiscard]] json time_inside() const;
  template <class Work>
  void when_idle(Work work, const Reply& reply);
};

json Admin::Impl::time_inside() const {
  return {{"mode", env.clock.is_virtual() ? "virtual" : "real"},
          {"now", core::iso8601_ms(env.clock.now())}};
}

void Admin::Impl::health(const core::HttpRequest& /*request*/, const Reply& reply) {
  (*reply)(answer({{"status", "ok"}}));
}

void Admin::Impl::clock(const core::HttpRequest& /*request*/, const Reply& reply) {
  json body;
  {
    const auto inside = core.enter();
    body = time_inside();
  }
  (*reply)(answer(body));
}

void Admin::Impl::advance(const core::HttpRequest& request, const Reply& reply) {
  const auto span = span_of(request.body);
  if (!env.clock.is_virtual()) {
    throw Problem{409,
                  "The clock is real and moves by itself: start the emulator with "
                  "--clock virtual to advance it"};
  }
  let_pass(span, reply);
}

void Admin::Impl::settle(const core::HttpRequest& request, const Reply& reply) {
  (void)members(request.body, {});
  let_pass({}, reply);
}

void Admin::Impl::let_pass(core::Duration span, const Reply& reply) {
  const auto inside = core.enter();
  core.advance(span, [this, reply] {
    json body;
    {
      const auto again = core.enter();
      body = time_inside();
    }
    (*reply)(answer(body));
  });
}

/// Settles, and does the work inside the monitor if nothing has begun since; else settles again.
template <class Work>
void Admin::Impl::when_idle(Work work, const Reply& reply) {
  const auto inside = core.enter();
  core.advance({}, [this, work = std::move(work), reply]() mutable {
    core::HttpResponse response;
    {
      const auto again = core.enter();
      if (core.running() == 0) {
        try {
          response = work();
        } catch (const Problem& problem) {
          response = answer(problem);
        } catch (const std::exception& bug) {
          response = answer(Problem{500, bug.what()});
        }
      } else {
        core.after_leaving(
            [this, work = std::move(work), reply]() mutable { when_idle(std::move(work), reply); });
        return;
      }
    }
    (*reply)(std::move(response));
  });
}

void Admin::Impl::reset(const core::HttpRequest& request, const Reply& reply) {
  (void)members(request.body, {});
  when_idle(
      [this] {
        hooks.reset();
        return answer({{"reset", true}});
      },
      reply);
}

void Admin::Impl::snapshot(const core::HttpRequest& request, const Reply& reply) {
  when_idle(
      [this, name = snapshot_name(request.body)]() mutable {
        if (!name) name = base::cat("snapshot-", ++snapshot_count);
        if (snapshots.size() >= kSnapshotsMax && !snapshots.contains(*name)) {
          throw Problem{409, base::cat("There are ", kSnapshotsMax,
                                       " snapshots already: take this one under one of their "
                                       "names, which replaces it")};
        }
        snapshots.insert_or_assign(*name, hooks.snapshot_bytes());
        return answer({{"snapshot", *name}});
      },
      reply);
}

void Admin::Impl::restore(const core::HttpRequest& request, const Reply& reply) {
  auto name = snapshot_name(request.body);
  if (!name) throw Problem{400, R"(Say which, as in {"snapshot": "snapshot-1"})"};
  when_idle(
      [this, name = std::move(*name)] {
        const auto found = snapshots.find(name);
        if (found == snapshots.end()) {
          throw Problem{404, base::cat("There is no snapshot ", name,
                                       ": POST /_tertulia/snapshot takes one")};
        }
        hooks.restore(found->second);
        return answer({{"snapshot", name}});
      },
      reply);
}

void Admin::Impl::view(std::string_view name, const core::HttpRequest& request,
                       const Reply& reply) {
  const auto query = query_of(request.query());
  core::HttpResponse response;
  {
    const auto inside = core.enter();
    try {
      response = answer(200, (*inspector.find(name))(query));
    } catch (const std::invalid_argument& wrong) {
      response = answer(Problem{400, wrong.what()});
    }
  }
  (*reply)(std::move(response));
}

std::span<const Admin::Impl::Route> Admin::Impl::routes() {
  static constexpr std::array kRoutes{
      Route{"", "GET", &Impl::index, "this list"},
      Route{"/health", "GET", &Impl::health, "whether the emulator answers"},
      Route{"/clock", "GET", &Impl::clock, "the clock's mode and time"},
      Route{"/clock/advance", "POST", &Impl::advance,
            R"(lets {"seconds": N} of virtual time pass)"},
      Route{"/settle", "POST", &Impl::settle, "waits for all that is due and under way"},
      Route{"/reset", "POST", &Impl::reset, "goes back to the state after the start"},
      Route{"/snapshot", "POST", &Impl::snapshot,
            R"(keeps the state, under {"snapshot": NAME} if given)"},
      Route{"/restore", "POST", &Impl::restore, R"(brings {"snapshot": NAME} back)"},
  };
  return kRoutes;
}

void Admin::Impl::index(const core::HttpRequest& /*request*/, const Reply& reply) {
  auto calls = json::array();
  const auto add = [&](std::string_view method, std::string_view path, std::string_view does) {
    calls.push_back({{"method", method}, {"path", base::cat(kPrefix, path)}, {"does", does}});
  };
  for (const auto& route : routes()) add(route.method, route.path, route.does);
  for (const auto& [name, view] : inspector.views()) {
    add("GET", base::cat("/", name), base::cat("shows ", name));
  }
  (*reply)(answer({{"calls", calls}}));
}

Admin::Admin(core::Core& core, core::Env& env, core::Inspector& inspector, Hooks hooks)
    : impl_(new Impl{core, env, inspector, std::move(hooks)}) {}
Admin::~Admin() = default;

bool Admin::owns(std::string_view path) {
  return path.starts_with(kPrefix) &&
         (path.size() == kPrefix.size() || path[kPrefix.size()] == '/');
}

void Admin::serve(core::HttpRequest request, core::HttpReply unshared) {
  const auto reply = std::make_shared<core::HttpReply>(std::move(unshared));
  const auto not_allowed = [&](std::string_view method) {
    auto response = answer(Problem{405, base::cat(request.path(), " takes ", method)});
    response.headers.add("Allow", std::string(method));
    (*reply)(std::move(response));
  };
  try {
    if (const auto refused = refuse_caller(request, impl_->hooks.host_names)) {
      throw Problem{403, *refused};
    }
    auto path = request.path();
    if (!owns(path)) throw Problem{404, base::cat("The admin API is under ", kPrefix)};
    path.remove_prefix(kPrefix.size());
    if (path == "/") path = {};
    for (const auto& route : Impl::routes()) {
      if (route.path != path) continue;
      if (route.method != request.method) return not_allowed(route.method);
      return (impl_.get()->*route.handler)(request, reply);
    }
    const auto name = path.substr(1);
    if (impl_->inspector.find(name) == nullptr) {
      throw Problem{404, base::cat("The admin API has no ", request.path(), ": GET ", kPrefix,
                                   " lists what it has")};
    }
    if (request.method != "GET") return not_allowed("GET");
    impl_->view(name, request, reply);
  } catch (const Problem& problem) {
    (*reply)(answer(problem));
  }
}

}  // namespace tertulia::edge
