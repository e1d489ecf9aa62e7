/// Asynchronous invocations: attempts, retries on the product's clock, and the dead-letter target.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/clock.hpp"
#include "emulator/core/delivery.hpp"
#include "emulator/core/env.hpp"
#include "emulator/services/lambda/catalogue.hpp"
#include "emulator/services/lambda/runner.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::lambda {

/// An event on its way through its attempts.
struct AsyncEvent {
  std::string request_id;
  std::string function_arn;
  std::string payload;
  std::string trace;
  std::int32_t attempts = 0;
  core::Time accepted;
};

class Async {
 public:
  Async(store::Database& database, core::Env& env, core::Delivery& delivery, Catalogue& catalogue,
        Runner& runner);

  /// Makes the first attempt at once. A failed one is repeated after one minute, then after two, as
  /// often as the function's settings say; after the last the event goes to the function's
  /// dead-letter target.
  void accept(std::shared_ptr<Loaded> function, AsyncEvent event);
  /// The time of a retry has come.
  void retry(const std::string& request_id);

 private:
  void attempt(std::shared_ptr<Loaded> function, AsyncEvent event);
  void failed(const Loaded& function, AsyncEvent event, const Ran& ran);
  void wait(const Loaded& function, const AsyncEvent& event, core::Duration delay);
  void give_up(const Loaded& function, const AsyncEvent& event, const Ran& ran);

  core::Env& env_;
  core::Delivery& delivery_;
  Catalogue& catalogue_;
  Runner& runner_;
  store::Statement put_, get_, remove_;
};

}  // namespace tertulia::lambda
