#include "tests/harness/service_world.hpp"

#include <stdexcept>

#include "emulator/base/text.hpp"

namespace tertulia::harness {

namespace {

class TextAsPolicy final : public core::ReadPolicy {
 public:
  explicit TextAsPolicy(std::string_view document)
      : ReadPolicy(std::string(document), /*is_public=*/false) {}
};

}  // namespace

core::Result<core::ReadPolicyPtr> TestPolicyReader::read(std::string_view document,
                                                         const core::PolicyTerms& /*terms*/) {
  return core::ReadPolicyPtr(std::make_shared<TextAsPolicy>(document));
}

WorldAnswer WorldBase::call(std::string_view service, std::string_view operation,
                            std::string_view json) {
  const auto* registered = dispatcher.find(service);
  if (registered == nullptr) throw std::logic_error(base::cat("no service ", service));
  const auto found = registered->operations.find(operation);
  if (found == registered->operations.end()) throw std::logic_error(base::cat("no ", operation));
  const auto& entry = found->second;

  WorldAnswer answer;
  const auto fail = [&](const core::ApiError& error) {
    answer = {.status = error.status, .body = wire::json::encode_error(*registered->info, error)};
  };
  const auto input = entry.make_input();
  core::Validator validator;
  if (auto decoded = wire::json::decode(*entry.input, input.get(), json, validator);
      !decoded.ok()) {
    fail(decoded.error());
    return answer;
  }
  if (!validator.ok()) {
    fail(registered->info->validation_error(validator.message()));
    return answer;
  }
  core::Call context{.env = env,
                     .account = env.account,
                     .region = env.region,
                     .principal = principal,
                     .request_id = env.ids.uuid(core::IdKind::kRequest)};
  dispatcher.dispatch(*registered, entry, input, context, [&](core::Result<core::Erased> result) {
    if (!result.ok()) return fail(result.error());
    answer.status = 200;
    answer.body.clear();
    wire::json::encode(*entry.output, result->get(), answer.body);
  });
  return answer;
}

void WorldBase::advance(core::Duration span) {
  const auto inside = monitor.enter();
  monitor.advance(span, [] {});
}

}  // namespace tertulia::harness
