// Any JSON as a template: deployed through a provider that makes everything, or refused.
#include <cstddef>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "emulator/model/engine.hpp"
#include "emulator/model/parse.hpp"

namespace {

class Maker final : public tertulia::model::Provider {
 public:
  [[nodiscard]] std::vector<std::string_view> types() const override { return {"T"}; }
  [[nodiscard]] tertulia::core::Result<tertulia::model::Physical> create(
      const tertulia::model::ResourceRequest& request) override {
    (void)request.properties.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return tertulia::model::Physical{.ref = request.logical_id, .attributes = {{"Arn", "a"}}};
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia;
  model::Files files;
  const auto parsed =
      model::parse_json({reinterpret_cast<const char*>(data), size}, files, files.add("fuzz"));
  if (!parsed.ok()) return 0;
  const auto cloudformation = model::to_json(*parsed);
  core::Env env({.clock = core::ClockMode::kVirtual, .seed = 1});
  Maker maker;
  model::Engine engine(env);
  engine.add(maker);
  const std::map<std::string, model::Where> places;
  const model::Deployment deployment{.cloudformation = cloudformation,
                                     .stack_name = "fuzz",
                                     .region = "us-east-1",
                                     .places = places,
                                     .skip_unsupported = true};
  if (cloudformation.is_object()) (void)engine.unsupported(deployment);
  (void)engine.deploy(deployment).ok();
  return 0;
}
