/// Answers of MOCK integrations: CORS preflights above all.
///
/// AWS: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "emulator/core/http.hpp"
#include "emulator/services/apigateway/api.hpp"

namespace tertulia::apigateway {

/// The status that a request template names: `{"statusCode": 200}`, quotes optional, and nothing
/// else beside it. Nothing for any other text.
[[nodiscard]] std::optional<int> mock_status(std::string_view request_template);

/// The template of a MOCK's answer; nothing when it uses more of VTL than the emulator has.
///
/// Differs: templates are literal text, or the one by which the Serverless Framework answers
/// several origins.
[[nodiscard]] std::optional<ResponseTemplate> mock_template(std::string_view text);

/// Whether `pattern` is a regular expression that can be matched.
[[nodiscard]] bool is_selection_pattern(const std::string& pattern);

/// The answer, without the headers that every answer has.
[[nodiscard]] std::variant<core::HttpResponse, Problem> mock_reply(
    const MockIntegration& mock, const core::HttpRequest& request);

}  // namespace tertulia::apigateway
