#include "emulator/services/lambda/async.hpp"

#include <utility>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/lambda/json_text.hpp"

namespace tertulia::lambda {
namespace {

constexpr std::size_t kErrorMessageBytes = 1024;

/// The first KB, without a character cut in two.
std::string shortened(std::string text) {
  if (text.size() <= kErrorMessageBytes) return text;
  std::size_t end = kErrorMessageBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text.resize(end);
  return text;
}

}  // namespace

Async::Async(store::Database& database, core::Env& env, core::Delivery& delivery,
             Catalogue& catalogue, Runner& runner)
    : env_(env),
      delivery_(delivery),
      catalogue_(catalogue),
      runner_(runner),
      put_(database,
           "INSERT INTO lambda_async (request_id, account, region, name, version, function_arn,"
           " payload, trace, attempts, accepted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      get_(database,
           "SELECT account, region, name, version, function_arn, payload, trace, attempts, accepted"
           " FROM lambda_async WHERE request_id = ?"),
      remove_(database, "DELETE FROM lambda_async WHERE request_id = ?") {}

void Async::accept(std::shared_ptr<Loaded> function, AsyncEvent event) {
  // Here, so that all attempts have the same.
  if (event.trace.empty()) event.trace = runner_.new_trace();
  attempt(std::move(function), std::move(event));
}

void Async::attempt(std::shared_ptr<Loaded> function, AsyncEvent event) {
  ++event.attempts;
  Job job{.function = function,
          .function_arn = event.function_arn,
          .request_id = event.request_id,
          .payload = event.payload,
          .trace = event.trace,
          .attempt = event.attempts,
          .is_async = true,
          .reply = {}};
  job.reply = [this, function, event = std::move(event)](const Ran& ran) mutable {
    if (ran.failed()) failed(*function, std::move(event), ran);
  };
  runner_.run(std::move(job));
}

void Async::failed(const Loaded& function, AsyncEvent event, const Ran& ran) {
  const auto delay = std::chrono::minutes(event.attempts);
  const auto age = env_.clock.now() + delay - event.accepted;
  if (event.attempts <= function.async.retries_max &&
      age <= std::chrono::seconds(function.async.age_max_s)) {
    wait(function, event, delay);
  } else {
    give_up(function, event, ran);
  }
}

void Async::wait(const Loaded& function, const AsyncEvent& event, core::Duration delay) {
  const auto& of = function.function;
  put_.run(event.request_id, of.account, of.region, of.name, of.version, event.function_arn,
           event.payload, event.trace, event.attempts, core::epoch_ms(event.accepted));
  env_.clock.at(env_.clock.now() + delay, {.owner = "lambda", .payload = event.request_id});
}

void Async::retry(const std::string& request_id) {
  AsyncEvent event;
  FunctionReference reference;
  {
    auto row = get_.bind(request_id);
    if (!row.next()) return;
    reference = {.account = std::string(row.text(0)),
                 .region = std::string(row.text(1)),
                 .name = std::string(row.text(2)),
                 .qualifier = std::string(row.text(3))};
    event = {.request_id = request_id,
             .function_arn = std::string(row.text(4)),
             .payload = std::string(row.text(5)),
             .trace = std::string(row.text(6)),
             .attempts = static_cast<std::int32_t>(row.integer(7)),
             .accepted = core::from_epoch_ms(row.integer(8))};
  }
  remove_.run(request_id);
  // A function that is gone takes its events along.
  if (auto function = catalogue_.find(reference)) attempt(std::move(function), std::move(event));
}

void Async::give_up(const Loaded& function, const AsyncEvent& event, const Ran& ran) {
  const auto& target = function.function.dead_letter_arn;
  if (target.empty()) return;
  const auto arn = core::Arn::parse(target);
  const auto complain = [&](std::string_view why) {
    runner_.note(function, ran.log_stream,
                 base::cat("The dead letter of RequestId: ", event.request_id, " did not reach ",
                           target, ": ", why, "\n"));
  };
  if (!arn) return complain("that is no ARN");
  const auto delivered = delivery_.deliver(
      *arn,
      {.sender = function.principal,
       .source_arn = function.arn,
       .payload = event.payload,
       .message = event.payload,
       .attributes = {{"RequestID", {.data_type = "String", .value = event.request_id}},
                      {"ErrorCode", {.data_type = "Number", .value = "200"}},
                      {"ErrorMessage",
                       {.data_type = "String",
                        .value = shortened(string_member(ran.outcome.payload, "errorMessage"))}}},
       .trace = event.trace});
  if (!delivered.ok()) {
    complain(base::cat(delivered.error().code, ": ", delivered.error().message));
  }
}

}  // namespace tertulia::lambda
