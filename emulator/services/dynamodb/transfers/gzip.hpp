/// gzip, for the objects of exports and imports.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tertulia::dynamodb::transfers {

/// One complete member, the same for the same bytes.
[[nodiscard]] std::string gzip(std::string_view bytes);

/// Inflates the members of an object a piece at a time, so that what is small and large inflated is
/// never in memory as a whole.
class Inflater {
 public:
  /// `bytes` outlive this.
  explicit Inflater(std::string_view bytes);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// The next piece, valid until the next call; empty at the end. Nothing when the rest is damaged
  /// or cut short.
  [[nodiscard]] std::optional<std::string_view> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tertulia::dynamodb::transfers
