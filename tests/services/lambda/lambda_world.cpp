#include "tests/services/lambda/lambda_world.hpp"

#include <stdexcept>

#include "emulator/wire/rest/rest.hpp"

namespace tertulia::lambda {

void ScriptedHost::start(core::Invocation invocation,
                         base::UniqueFunction<void(core::Outcome)> done) {
  core::Outcome outcome;
  outcome.payload = invocation.payload;
  invocations.push_back(std::move(invocation));
  if (is_held_) {
    held_.push_back(std::move(done));
    return;
  }
  if (!script_.empty()) {
    outcome = std::move(script_.front());
    script_.pop_front();
  }
  done(std::move(outcome));
}

void ScriptedHost::finish(core::Outcome outcome) {
  const auto done = std::move(held_.front());
  held_.pop_front();
  done(std::move(outcome));
}

core::Outcome returned(std::string payload) {
  core::Outcome outcome;
  outcome.payload = std::move(payload);
  return outcome;
}

core::Outcome failed(std::string_view message) {
  core::Outcome outcome;
  outcome.kind = core::OutcomeKind::kFailed;
  outcome.error_type = "Error";
  outcome.payload =
      nlohmann::ordered_json{{"errorType", "Error"}, {"errorMessage", message}}.dump();
  return outcome;
}

core::Outcome timed_out() {
  core::Outcome outcome;
  outcome.kind = core::OutcomeKind::kTimedOut;
  outcome.error_type = "Sandbox.Timedout";
  outcome.duration_ms = 3000;
  outcome.payload =
      R"({"errorType":"Sandbox.Timedout","errorMessage":"RequestId: x Error: Task timed out after 3.00 seconds"})";
  return outcome;
}

std::vector<std::string> KeptLogs::messages() const {
  std::vector<std::string> result;
  for (const auto& line : lines) result.push_back(line.message);
  return result;
}

core::Status Letters::deliver(const core::Arn& target, core::Event event) {
  if (refuses) return core::ApiError{.code = "AuthorizationError", .message = "no", .status = 403};
  arrived.emplace_back(target.text(), std::move(event));
  return core::ok();
}

LambdaWorld::LambdaWorld(const Limits& limits)
    : lambda({.database = database,
              .env = env,
              .core = monitor,
              .host = host,
              .delivery = delivery,
              .authorizer = authorizer,
              .credentials = credentials,
              .logs = logs},
             limits) {
  dispatcher.add<Operations>(lambda);
  delivery.add("sns", letters);
  delivery.add("lambda", lambda);
}

namespace {

core::Result<model::Physical> create(LambdaWorld& world, std::string_view type,
                                     const nlohmann::json& properties, std::string logical_id) {
  const auto inside = world.monitor.enter();
  return world.provision.create({.logical_id = std::move(logical_id),
                                 .type = std::string(type),
                                 .properties = properties,
                                 .stack_name = "stack",
                                 .account = world.env.account,
                                 .region = world.env.region,
                                 .root = "/code",
                                 .where = {}});
}

}  // namespace

model::Physical LambdaWorld::provide(std::string_view type, const nlohmann::json& properties,
                                     std::string logical_id) {
  auto made = create(*this, type, properties, std::move(logical_id));
  if (!made.ok()) throw std::runtime_error(made.error().code + ": " + made.error().message);
  return *made;
}

core::ApiError LambdaWorld::refusal(std::string_view type, const nlohmann::json& properties) {
  auto made = create(*this, type, properties, "R");
  if (made.ok()) throw std::runtime_error("the resource was made");
  return made.error();
}

model::Physical LambdaWorld::function(const nlohmann::json& more) {
  nlohmann::json properties{{"FunctionName", "f"},
                            {"Handler", "f.so"},
                            {"Runtime", "provided.al2023"},
                            {"Role", "arn:aws:iam::000000000000:role/path/f-role"}};
  properties.update(more);
  return provide("AWS::Lambda::Function", properties,
                 properties["FunctionName"].get<std::string>() + "LambdaFunction");
}

core::HttpResponse LambdaWorld::http(std::string_view method, std::string_view target,
                                     std::string body,
                                     const std::vector<core::Headers::Entry>& headers) {
  const auto& service = *dispatcher.find("lambda");
  wire::rest::Routes routes;
  for (const auto& [name, entry] : service.operations) routes.add(entry, entry.http);
  core::HttpRequest request;
  request.method = method;
  request.target = target;
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  request.body = std::move(body);
  const auto match = routes.find(method, request.path(), request.query());
  if (!match) throw std::runtime_error("no route");
  const auto& operation = *match->operation;
  const auto fail = [&](const core::ApiError& error) {
    return wire::rest::encode_error(service.info->rest_errors, error);
  };
  const auto input = operation.make_input();
  core::Validator validator;
  if (auto decoded = wire::rest::decode(*operation.input, input.get(), match->labels, request,
                                        request.body, validator);
      !decoded.ok()) {
    return fail(decoded.error());
  }
  if (!validator.ok()) return fail(service.info->validation_error(validator.message()));
  core::HttpResponse response;
  dispatcher.dispatch(service, operation, input,
                      core::Call{.env = env,
                                 .account = env.account,
                                 .region = env.region,
                                 .principal = principal,
                                 .request_id = env.ids.uuid(core::IdKind::kRequest)},
                      [&](core::Result<core::Erased> result) {
                        response = result.ok() ? wire::rest::encode_reply(operation, result->get())
                                               : fail(result.error());
                      });
  return response;
}

core::HttpResponse LambdaWorld::invoke(std::string payload,
                                       const std::vector<core::Headers::Entry>& headers) {
  return http("POST", "/2015-03-31/functions/f/invocations", std::move(payload), headers);
}

nlohmann::json LambdaWorld::invocations(const core::Inspector::Query& query) {
  const auto inside = monitor.enter();
  return nlohmann::json::parse(lambda.view(query));
}

core::Status LambdaWorld::deliver(std::string_view arn, core::Event event) {
  const auto inside = monitor.enter();
  return delivery.deliver(core::Arn::parse(arn).value(), std::move(event));
}

core::Result<core::EventReply> LambdaWorld::request(std::string_view arn, core::Event event) {
  core::Result<core::EventReply> result = core::internal_failure();
  const auto keep = [&result](core::Result<core::EventReply> reply) { result = std::move(reply); };
  {
    const auto inside = monitor.enter();
    delivery.request(core::Arn::parse(arn).value(), std::move(event), keep);
  }
  return result;
}

core::Event from_topic(std::string payload) {
  return {.sender = core::service_principal("000000000000", "sns.amazonaws.com"),
          .source_arn = "arn:aws:sns:us-east-1:000000000000:t",
          .payload = std::move(payload)};
}

nlohmann::json topic_permission() {
  return {{"FunctionName", "f"},
          {"Action", "lambda:InvokeFunction"},
          {"Principal", "sns.amazonaws.com"},
          {"SourceArn", "arn:aws:sns:us-east-1:000000000000:t"}};
}

}  // namespace tertulia::lambda
