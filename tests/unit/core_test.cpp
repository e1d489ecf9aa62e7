#include "emulator/core/core.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "emulator/core/arn.hpp"
#include "emulator/core/ids.hpp"

namespace tertulia::core {
namespace {

using std::chrono::seconds;

struct World {
  Clock clock{ClockMode::kVirtual, from_epoch_ms(0)};
  Core monitor{clock};
  std::vector<std::string> happened;

  World() {
    clock.serve("test", [this](const std::string& payload) {
      happened.push_back(std::to_string(epoch_ms(clock.now()) / 1000) + payload);
    });
  }
  bool advance(Duration span) {
    bool done = false;
    {
      const auto inside = monitor.enter();
      monitor.advance(span, [&] { done = true; });
    }
    return done;
  }
};

TEST(Advance, StepsFromTaskToTaskInTheOrderOfTime) {
  World world;
  world.clock.at(from_epoch_ms(60'000), {"test", "b"});
  world.clock.at(from_epoch_ms(1'000), {"test", "a"});
  world.clock.at(from_epoch_ms(60'000), {"test", "c"});
  EXPECT_TRUE(world.advance(seconds(60)));
  EXPECT_EQ(world.happened, (std::vector<std::string>{"1a", "60b", "60c"}));
  EXPECT_EQ(epoch_ms(world.clock.now()), 60'000);
}

TEST(Advance, WaitsForRunningHandlersBetweenSteps) {
  World world;
  {
    const auto inside = world.monitor.enter();
    world.monitor.begin_running();
  }
  world.clock.at(from_epoch_ms(1'000), {"test", "a"});
  bool done = false;
  {
    const auto inside = world.monitor.enter();
    world.monitor.advance(seconds(2), [&] { done = true; });
  }
  EXPECT_FALSE(done);
  EXPECT_TRUE(world.happened.empty());
  {
    const auto inside = world.monitor.enter();
    world.monitor.end_running();
  }
  EXPECT_TRUE(done);
  EXPECT_EQ(world.happened, std::vector<std::string>{"1a"});
}

TEST(Advance, ByNothingSettlesWhatIsDue) {
  World world;
  world.clock.at(from_epoch_ms(0), {"test", "now"});
  world.clock.at(from_epoch_ms(1), {"test", "later"});
  EXPECT_TRUE(world.advance({}));
  EXPECT_EQ(world.happened, std::vector<std::string>{"0now"});
}

TEST(Ids, OfOneKindDoNotDependOnAnother) {
  Ids first(7);
  Ids second(7);
  (void)second.uuid(IdKind::kMessage);
  EXPECT_EQ(first.uuid(IdKind::kRequest), second.uuid(IdKind::kRequest));
  EXPECT_NE(first.uuid(IdKind::kRequest), first.uuid(IdKind::kMessage));
}

TEST(ArnText, RoundTripsAndRefusesWhatIsNone) {
  const auto arn = Arn::parse("arn:aws:lambda:eu-west-1:123456789012:function:f:1");
  ASSERT_TRUE(arn);
  EXPECT_EQ(arn->resource, "function:f:1");
  EXPECT_EQ(arn->text(), "arn:aws:lambda:eu-west-1:123456789012:function:f:1");
  EXPECT_FALSE(Arn::parse("arn:aws:lambda"));
  EXPECT_FALSE(Arn::parse("urn:aws:a:b:c:d"));
}

TEST(TimeText, ParsesWhatItPrints) {
  const auto time = from_epoch_ms(1'767'225'600'123);
  EXPECT_EQ(iso8601_ms(time), "2026-01-01T00:00:00.123Z");
  EXPECT_EQ(parse_iso8601(iso8601_ms(time)), time);
  EXPECT_EQ(clf_time(time), "01/Jan/2026:00:00:00 +0000");
  EXPECT_EQ(http_date(time), "Thu, 01 Jan 2026 00:00:00 GMT");
  EXPECT_EQ(epoch_seconds(time), "1767225600.123");
  EXPECT_FALSE(parse_iso8601("2026-13-01"));
}

}  // namespace
}  // namespace tertulia::core
