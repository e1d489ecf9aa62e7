#include "emulator/app/wiring.hpp"

#include <future>
#include <utility>

#include <nlohmann/json.hpp>

#include "emulator/app/image.hpp"
#include "emulator/app/object_folder.hpp"
#include "emulator/app/state.hpp"
#include "emulator/app/table_loader.hpp"
#include "emulator/base/text.hpp"
#include "emulator/edge/router/local_door.hpp"
#include "emulator/runtime/inprocess/in_process_host.hpp"
#include "emulator/services/apigateway/apigateway.hpp"
#include "emulator/services/apigateway/operations.hpp"
#include "emulator/services/apigateway/provision.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/operations.hpp"
#include "emulator/services/dynamodb/provision.hpp"
#include "emulator/services/dynamodb/streams/operations.hpp"
#include "emulator/services/iam/iam.hpp"
#include "emulator/services/iam/provision.hpp"
#include "emulator/services/lambda/lambda.hpp"
#include "emulator/services/lambda/operations.hpp"
#include "emulator/services/lambda/provision.hpp"
#include "emulator/services/logs/logs.hpp"
#include "emulator/services/logs/operations.hpp"
#include "emulator/services/logs/provision.hpp"
#include "emulator/services/sns/operations.hpp"
#include "emulator/services/sns/provision.hpp"
#include "emulator/services/sns/sns.hpp"
#include "emulator/services/ssm/operations.hpp"
#include "emulator/services/ssm/provision.hpp"
#include "emulator/services/ssm/ssm.hpp"
#include "emulator/services/sts/operations.hpp"
#include "emulator/services/sts/sts.hpp"
#include "emulator/store/database.hpp"
#include "emulator/store/transactions.hpp"

namespace tertulia::app {

/// Every part, in the order of construction: what is used comes before what uses it.
struct Emulator::Parts {
  explicit Parts(const EmulatorSettings& settings);

  core::Env env;
  core::Core core{env.clock};
  store::Database database;
  store::DatabaseTransactions transactions{database};
  State state{database, env};
  core::Inspector inspector;
  core::Delivery delivery;

  iam::Iam iam{database, env};
  core::Dispatcher dispatcher{core, iam, transactions};
  edge::LocalDoor door{dispatcher, core, env};
  runtime::InProcessHost host;

  sts::Sts sts{database, env};
  ssm::Ssm ssm{database, env};
  logs::Logs logs{database, env};
  std::optional<ObjectFolder> objects;
  dynamodb::DynamoDb dynamodb;
  dynamodb::streams::DynamoDbStreams dynamodb_streams{dynamodb.stream_log(), env};
  sns::Sns sns{database, env, core, delivery, iam};
  lambda::Lambda lambda{{.database = database,
                         .env = env,
                         .core = core,
                         .host = host,
                         .delivery = delivery,
                         .authorizer = iam,
                         .credentials = iam,
                         .logs = logs}};
  apigateway::ApiGateway apigateway{database, env, core, delivery};

  apigateway::Provision provide_apigateway{apigateway, env};
  dynamodb::Provision provide_dynamodb{dynamodb, env};
  iam::Provision provide_iam{iam, env};
  lambda::Provision provide_lambda{lambda, env};
  logs::Provision provide_logs{logs, env};
  sns::Provision provide_sns{sns, env};
  ssm::Provision provide_ssm{ssm, env};

  model::Engine engine{env};
  std::optional<model::Application> application;
  std::optional<model::Stack> stack;
  std::string deployed;  // the snapshot that `reset` goes back to
};

namespace {

/// The template that was deployed into the data, in State's notes.
constexpr const char* kDeployedNote = "template";

std::string message_of(const core::DoorAnswer& answer) {
  const auto body = nlohmann::json::parse(answer.body, nullptr, false);
  return body.is_object() ? body.value("message", answer.body) : answer.body;
}

runtime::Options runtime_options(const EmulatorSettings& settings) {
  runtime::Options options;
  options.function_folders = settings.function_folders;
  options.time_scale = settings.time_scale;
  if (settings.on_notice) {
    options.report = [notice = settings.on_notice](std::string_view text) {
      notice(std::string(text));
    };
  }
  return options;
}

}  // namespace

Emulator::Parts::Parts(const EmulatorSettings& settings)
    : env(settings.env),
      database(settings.data, &image()),
      host(door, core, env, runtime_options(settings)),
      objects(settings.s3_folder.empty() ? std::nullopt
                                         : std::optional<ObjectFolder>(settings.s3_folder)),
      dynamodb(database, env, iam, settings.dynamodb, objects ? &*objects : nullptr) {
  dispatcher.add<apigateway::Operations>(apigateway);
  dispatcher.add<dynamodb::Operations>(dynamodb);
  dispatcher.add<dynamodb::streams::Operations>(dynamodb_streams);
  dispatcher.add<lambda::Operations>(lambda);
  dispatcher.add<logs::Operations>(logs);
  dispatcher.add<sns::Operations>(sns);
  dispatcher.add<ssm::Operations>(ssm);
  dispatcher.add<sts::Operations>(sts);
  for (model::Provider* provider :
       {static_cast<model::Provider*>(&provide_apigateway),
        static_cast<model::Provider*>(&provide_dynamodb),
        static_cast<model::Provider*>(&provide_iam), static_cast<model::Provider*>(&provide_lambda),
        static_cast<model::Provider*>(&provide_logs), static_cast<model::Provider*>(&provide_sns),
        static_cast<model::Provider*>(&provide_ssm)}) {
    engine.add(*provider);
  }
  iam.add("dynamodb", dynamodb);
  delivery.add("lambda", lambda);
  delivery.add("sns", sns);
  inspector.add("invocations", [this](const auto& query) { return lambda.view(query); });
  inspector.add("log-groups", [this](const auto& query) { return logs.groups_view(query); });
  inspector.add("logs", [this](const auto& query) { return logs.view(query); });
  if (settings.on_notice) {
    sns.on_failure([notice = settings.on_notice](const sns::DeliveryFailure& failure) {
      notice(base::cat("SNS message ", failure.message_id, " was not delivered to ",
                       failure.subscription_arn, ": ", failure.code, ": ", failure.reason));
    });
  }
  if (settings.on_bug) {
    dispatcher.observe([report = settings.on_bug](const core::Served& served) {
      if (served.bug.empty() &&
          (served.error == nullptr || served.error->code != "InternalFailure"))
        return;
      report(base::cat(served.operation.service->id, " ", served.operation.name, ": ", served.bug));
    });
  }
  state.read();
}

Emulator::Emulator(const EmulatorSettings& settings) : parts_(std::make_unique<Parts>(settings)) {}

Emulator::~Emulator() { parts_->host.stop(); }

void Emulator::look_after(core::Loop& loop) { parts_->host.look_after(loop); }

core::Env& Emulator::env() { return parts_->env; }
core::Core& Emulator::core() { return parts_->core; }
core::Dispatcher& Emulator::dispatcher() { return parts_->dispatcher; }
core::Credentials& Emulator::credentials() { return parts_->iam; }
core::ExecuteApi& Emulator::execute_api() { return parts_->apigateway; }
core::Inspector& Emulator::inspector() { return parts_->inspector; }
core::ServiceDoor& Emulator::door() { return parts_->door; }
const model::Application* Emulator::application() const {
  return parts_->application ? &*parts_->application : nullptr;
}
const model::Stack* Emulator::stack() const { return parts_->stack ? &*parts_->stack : nullptr; }

void Emulator::look_for_functions_in(const std::vector<std::string>& folders) {
  parts_->host.look_in(folders);
}

std::optional<model::SsmValue> Emulator::parameter(std::string_view name, std::string_view region) {
  const nlohmann::json input{{"Name", name}, {"WithDecryption", true}};
  const auto answer = parts_->door.call("ssm", "GetParameter", input.dump(),
                                        core::administrator(parts_->env.account), region, {});
  if (answer.status >= 300) return std::nullopt;
  const auto parameter = nlohmann::json::parse(answer.body).at("Parameter");
  return model::SsmValue{.type = parameter.at("Type"), .value = parameter.at("Value")};
}

std::optional<model::Problem> Emulator::put_parameters(const model::Given& given) {
  for (const auto& parameter : given.parameters) {
    const nlohmann::json input{{"Name", parameter.name},
                               {"Type", parameter.type},
                               {"Value", parameter.value},
                               {"Overwrite", true}};
    const auto answer = call("ssm", "PutParameter", input.dump());
    if (answer.status >= 300) {
      return model::Problem{.where = parameter.where,
                            .key = base::cat("ssm.", parameter.name),
                            .message = message_of(answer)};
    }
  }
  return std::nullopt;
}

std::optional<model::Problem> Emulator::put_items(const model::Given& given) {
  for (const auto& [table, items, where] : given.items) {
    TableLoader loader(table, [this](const std::string& request) {
      return call("dynamodb", "BatchWriteItem", request);
    });
    const auto of_table = [&](std::optional<model::Problem> problem) {
      if (problem) problem->key = base::cat("items.", table);
      return problem;
    };
    for (const auto& item : *items) {
      if (auto problem = of_table(loader.add(item, where))) return problem;
    }
    if (auto problem = of_table(loader.finish())) return problem;
  }
  return std::nullopt;
}

std::optional<model::Problem> Emulator::deploy(bool skip_unsupported,
                                               std::vector<model::Problem>& warnings) {
  const auto inside = parts_->core.enter();
  const auto& application = *parts_->application;
  auto deployment = model::deployment_of(application);
  deployment.skip_unsupported = skip_unsupported;
  auto stack = parts_->engine.deploy(deployment);
  if (!stack.ok()) return stack.problem();
  warnings.insert(warnings.end(), stack->warnings.begin(), stack->warnings.end());
  parts_->stack = std::move(*stack);
  return std::nullopt;
}

std::optional<model::Problem> Emulator::start(std::optional<model::Application> application,
                                              const model::Given& given, bool skip_unsupported,
                                              std::vector<model::Problem>& warnings) {
  parts_->application = std::move(application);
  if (auto problem = put_parameters(given)) return problem;
  if (parts_->application) {
    // A data file that an earlier run left holds the application already.
    const bool is_kept = parts_->database.is_kept();
    const auto wanted = is_kept ? parts_->application->cloudformation->dump() : std::string();
    const auto there = is_kept ? parts_->state.note(kDeployedNote) : std::string();
    if (!there.empty() && there != wanted) {
      return model::Problem{.message = "the data file holds another version of this application",
                            .remedy = "start with a new file"};
    }
    if (there.empty()) {
      if (auto problem = deploy(skip_unsupported, warnings)) return problem;
      if (auto problem = put_items(given)) return problem;
      if (is_kept) parts_->state.set_note(kDeployedNote, wanted);
    }
  } else if (auto problem = put_items(given)) {
    return problem;
  }
  parts_->deployed = snapshot();
  return std::nullopt;
}

core::DoorAnswer Emulator::call(std::string_view service, std::string_view operation,
                                std::string_view json) {
  // Whoever calls counts as running, as a handler that calls does, so that no time passes
  // meanwhile.
  const auto begin = [this] {
    const auto inside = parts_->core.enter();
    parts_->core.begin_running();
  };
  const auto end = [this] {
    const auto inside = parts_->core.enter();
    parts_->core.end_running();
  };
  begin();
  auto answer = parts_->door.call(service, operation, json,
                                  core::administrator(parts_->env.account), parts_->env.region, {});
  end();
  return answer;
}

void Emulator::advance(core::Duration span) {
  std::promise<void> done;
  {
    const auto inside = parts_->core.enter();
    parts_->core.advance(span, [&done] { done.set_value(); });
  }
  done.get_future().wait();
}

void Emulator::settle() { advance({}); }

std::string Emulator::snapshot() {
  settle();
  const auto inside = parts_->core.enter();
  return snapshot_inside();
}

void Emulator::restore(std::string_view bytes) {
  settle();
  const auto inside = parts_->core.enter();
  restore_inside(bytes);
}

void Emulator::reset() {
  settle();
  const auto inside = parts_->core.enter();
  reset_inside();
}

void Emulator::save() {
  settle();
  const auto inside = parts_->core.enter();
  parts_->logs.save();
  parts_->state.write();
}

std::string Emulator::snapshot_inside() {
  parts_->logs.save();
  parts_->state.write();
  return parts_->database.serialize();
}

void Emulator::restore_inside(std::string_view bytes) {
  // What handlers keep in memory is of the world that goes.
  parts_->host.cool_down();
  parts_->database.restore(bytes);
  parts_->state.read();
  parts_->apigateway.reload();
  parts_->dynamodb.reload();
  parts_->iam.reload();
  parts_->lambda.reload();
  parts_->logs.reload();
}

void Emulator::reset_inside() {
  if (!parts_->deployed.empty()) restore_inside(parts_->deployed);
}

}  // namespace tertulia::app
