#include "emulator/runtime/watchdog.hpp"

#include <future>

#include <gtest/gtest.h>

namespace tertulia::runtime {
namespace {

struct Watched final : Watchdog::Watched {
  void overran() override { barked.set_value(); }
  std::promise<void> barked;
};

TEST(Watchdog, BarksWhenTheLimitHasPassed) {
  Watchdog watchdog;
  const auto watched = std::make_shared<Watched>();
  const auto watch = watchdog.arm(Watchdog::Clock::now(), watched);
  watched->barked.get_future().get();
  EXPECT_FALSE(watchdog.disarm(watch));
}

TEST(Watchdog, BarksForALimitThatIsEarlierThanTheOneItWaitsFor) {
  Watchdog watchdog;
  const auto later = std::make_shared<Watched>();
  const auto sooner = std::make_shared<Watched>();
  const auto watch = watchdog.arm(Watchdog::Clock::now() + std::chrono::hours(1), later);
  static_cast<void>(watchdog.arm(Watchdog::Clock::now() + std::chrono::milliseconds(1), sooner));
  sooner->barked.get_future().get();
  EXPECT_TRUE(watchdog.disarm(watch));
}

TEST(Watchdog, ForgetsADisarmedWatch) {
  Watchdog watchdog;
  const auto watched = std::make_shared<Watched>();
  const auto watch = watchdog.arm(Watchdog::Clock::now() + std::chrono::hours(1), watched);
  EXPECT_TRUE(watchdog.disarm(watch));
  EXPECT_FALSE(watchdog.disarm(watch));
  EXPECT_EQ(watched.use_count(), 1);
}

TEST(Watchdog, DoesNotBarkOnceStopped) {
  Watchdog watchdog;
  const auto watched = std::make_shared<Watched>();
  const auto watch = watchdog.arm(Watchdog::Clock::now() + std::chrono::hours(1), watched);
  watchdog.stop();
  EXPECT_FALSE(watchdog.disarm(watch));
  EXPECT_EQ(watched.use_count(), 1);
}

}  // namespace
}  // namespace tertulia::runtime
