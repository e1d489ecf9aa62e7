#include "emulator/runtime/pool.hpp"

#include <future>
#include <utility>

#include <gtest/gtest.h>

namespace tertulia::runtime {
namespace {

/// Tells who runs it, and ends.
struct Told final : Pool::Work {
  void run(const Pool::WorkerHandle& worker) override { ran.set_value(worker); }
  std::promise<Pool::WorkerHandle> ran;
};

Pool::WorkerHandle run_one(Pool& pool,
                           const std::shared_ptr<Told>& work = std::make_shared<Told>()) {
  auto ran = work->ran.get_future();
  EXPECT_EQ(pool.submit(work), Pool::Submitted::kAccepted);
  return ran.get();
}

TEST(Pool, AbandonsNoThreadWhoseWorkHasJustEnded) {
  const auto pool = Pool::make(1, 100);
  for (int i = 0; i < 20; ++i) {
    const auto work = std::make_shared<Told>();
    pool->abandon(run_one(*pool, work), *work);
  }
  run_one(*pool);
  EXPECT_LE(pool->abandoned(), 20U);
  pool->stop(std::chrono::seconds(10));
}

TEST(Pool, RefusesWorkOnceStopped) {
  const auto pool = Pool::make(1, 1);
  run_one(*pool);
  pool->stop(std::chrono::seconds(10));
  EXPECT_EQ(pool->submit(std::make_shared<Told>()), Pool::Submitted::kStopped);
}

}  // namespace
}  // namespace tertulia::runtime
