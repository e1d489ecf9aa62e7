/// DynamoDB for handlers: scans whose items come as plain JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/sdk/context.hpp"

namespace tertulia::sdk::dynamodb {

struct ScanRequest {
  std::string_view table;
  /// Items at most; as many as a page of 1 MB holds when there is none.
  std::optional<std::int32_t> limit = {};
  /// Where to go on, as `Page::last_key` of the page before; empty for the start.
  std::string_view start_key = {};
};

struct Page {
  /// A JSON array of plain objects: {"id":1,"name":"…"}. Numbers keep all their digits, binaries
  /// are base64, sets are arrays.
  std::string items = "[]";
  std::size_t count = 0;
  /// The key after which the next page begins, as DynamoDB writes it ({"id":{"N":"1"}}); empty when
  /// this is the last page. A page that is full has one even if nothing follows.
  std::string last_key = {};
};

/// Throws ServiceError.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
[[nodiscard]] Page scan(const Context& context, const ScanRequest& request);

/// The answer of a Scan or Query as a page. Throws JsonError when it is none.
[[nodiscard]] Page page_of(std::string_view answer);

/// `key` as a token for clients, fit for a URL, and back. Nothing for a text that is no token of a
/// key: strings, numbers and binaries by name, with at least one of them.
[[nodiscard]] std::string token_of(std::string_view key);
[[nodiscard]] std::optional<std::string> key_of(std::string_view token);

}  // namespace tertulia::sdk::dynamodb
