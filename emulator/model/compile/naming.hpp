/// The logical ids that the Serverless Framework makes of names and paths.
#pragma once

#include <string>
#include <string_view>

namespace tertulia::model::compile {

/// "say-hello_now" → "SayDashhelloUnderscorenow": what begins a function's logical ids.
[[nodiscard]] std::string normalized(std::string_view name);
/// "dev-joins" → "Devjoins": letters and digits alone.
[[nodiscard]] std::string alphanumeric(std::string_view name);
/// "api/hello-you/{name}" → "ApiHelloDashyouNameVar"
[[nodiscard]] std::string normalized_path(std::string_view path);
[[nodiscard]] std::string upper_first(std::string text);

}  // namespace tertulia::model::compile
