/// The properties that a configuration may have, and what becomes of each.
#pragma once

#include <span>

#include "emulator/model/compile/section.hpp"

namespace tertulia::model::compile {

[[nodiscard]] std::span<const Key> service_keys();
[[nodiscard]] std::span<const Key> provider_keys();
[[nodiscard]] std::span<const Key> provider_api_gateway_keys();
[[nodiscard]] std::span<const Key> provider_logs_keys();
[[nodiscard]] std::span<const Key> provider_iam_keys();
[[nodiscard]] std::span<const Key> provider_role_keys();
[[nodiscard]] std::span<const Key> deployment_bucket_keys();
[[nodiscard]] std::span<const Key> function_keys();
[[nodiscard]] std::span<const Key> destination_keys();
[[nodiscard]] std::span<const Key> http_keys();
[[nodiscard]] std::span<const Key> http_request_keys();
[[nodiscard]] std::span<const Key> cors_keys();
[[nodiscard]] std::span<const Key> sns_keys();
[[nodiscard]] std::span<const Key> resources_keys();

/// The events that the framework has and the emulator has not.
[[nodiscard]] std::span<const std::string_view> unsupported_events();

/// What becomes of a plugin.
[[nodiscard]] Support plugin_support(std::string_view name);

}  // namespace tertulia::model::compile
