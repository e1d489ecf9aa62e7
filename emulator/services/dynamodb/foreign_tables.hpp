/// Whether a request may be about another account's table, which only an ARN can name.
#pragma once

#include <algorithm>
#include <string_view>

namespace tertulia::dynamodb {

template <class Input>
[[nodiscard]] bool names_an_arn(const Input& input) {
  const auto is_arn = [](std::string_view text) { return text.starts_with("arn:"); };
  if constexpr (requires { input.table_name.str(); }) {
    return is_arn(input.table_name.str());
  } else if constexpr (requires { input.request_items.begin()->first; }) {
    return std::any_of(input.request_items.begin(), input.request_items.end(),
                       [&](const auto& request) { return is_arn(request.first); });
  } else {
    // Each action of a transaction names a table.
    return requires { input.transact_items; }
    || requires { input.resource_arn; };
  }
}

}  // namespace tertulia::dynamodb
