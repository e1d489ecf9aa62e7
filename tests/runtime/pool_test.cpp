#include "emulator/runtime/pool.hpp"

#include <atomic>
#include <future>
#include <set>
#include <thread>
#include <utility>
#include <vector>

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

/// Brings work, one a turn, and ends when it has brought it all.
class Bringer final : public core::Loop {
 public:
  Bringer(Pool& pool, std::vector<std::shared_ptr<Pool::Work>> work)
      : pool_(pool), work_(std::move(work)) {}
  bool run_one() override {
    // One thread at a time, whichever: a race here is one that the thread sanitizer sees.
    threads_.insert(std::this_thread::get_id());
    if (turn_ == work_.size()) return false;
    EXPECT_EQ(pool_.submit(work_[turn_++]), Pool::Submitted::kAccepted);
    return true;
  }
  [[nodiscard]] const std::set<std::thread::id>& threads() const { return threads_; }

 private:
  Pool& pool_;
  std::vector<std::shared_ptr<Pool::Work>> work_;
  std::size_t turn_ = 0;
  std::set<std::thread::id> threads_;
};

struct Counted final : Pool::Work {
  explicit Counted(std::atomic<int>& the_count) : count(the_count) {}
  void run(const Pool::WorkerHandle& /*worker*/) override { ++count; }
  std::atomic<int>& count;
};

/// Ends when it is told to.
struct Blocked final : Pool::Work {
  explicit Blocked(std::shared_future<void> the_end) : end(std::move(the_end)) {}
  void run(const Pool::WorkerHandle& /*worker*/) override { end.wait(); }
  std::shared_future<void> end;
};

struct Ends final : Pool::Work {
  explicit Ends(std::promise<void>& the_end) : end(the_end) {}
  void run(const Pool::WorkerHandle& /*worker*/) override { end.set_value(); }
  std::promise<void>& end;
};

TEST(Pool, LooksAfterALoopUntilItEndsAndDoesWhatItBrings) {
  const auto pool = Pool::make(4, 1);
  std::atomic<int> done = 0;
  Bringer loop(*pool,
               std::vector<std::shared_ptr<Pool::Work>>(1000, std::make_shared<Counted>(done)));
  pool->look_after(loop);
  pool->stop(std::chrono::seconds(10));
  EXPECT_EQ(done.load(), 1000);
  EXPECT_FALSE(loop.threads().contains(std::this_thread::get_id()));
}

TEST(Pool, LooksAfterALoopWhileWorkThatItBroughtBlocks) {
  const auto pool = Pool::make(2, 1);
  std::promise<void> end;
  const auto blocked = std::make_shared<Blocked>(end.get_future().share());
  // The second piece of work, which only a loop that goes on brings, lets the first end.
  Bringer loop(*pool, {blocked, std::make_shared<Ends>(end)});
  pool->look_after(loop);
  pool->stop(std::chrono::seconds(10));
}

TEST(Pool, LooksAfterALoopWhileAllWorkThatMayRunAtOnceBlocks) {
  const auto pool = Pool::make(1, 1);
  std::promise<void> end;
  const auto blocked = std::make_shared<Blocked>(end.get_future().share());
  std::atomic<int> done = 0;
  EXPECT_EQ(pool->submit(blocked), Pool::Submitted::kAccepted);
  Bringer loop(*pool, {std::make_shared<Counted>(done), std::make_shared<Counted>(done)});
  pool->look_after(loop);
  EXPECT_EQ(done.load(), 0) << "no more than one at once";
  end.set_value();
  pool->stop(std::chrono::seconds(10));
}

TEST(Pool, GoesOnWithTheLoopWhenAThreadIsAbandonedAtItsWork) {
  const auto pool = Pool::make(1, 2);
  std::promise<void> end;
  std::promise<Pool::WorkerHandle> started;
  struct Stuck final : Pool::Work {
    void run(const Pool::WorkerHandle& worker) override {
      started->set_value(worker);
      end.wait();
    }
    std::promise<Pool::WorkerHandle>* started = nullptr;
    std::shared_future<void> end;
  };
  const auto stuck = std::make_shared<Stuck>();
  stuck->started = &started;
  stuck->end = end.get_future().share();
  EXPECT_EQ(pool->submit(stuck), Pool::Submitted::kAccepted);
  EXPECT_EQ(pool->abandon(started.get_future().get(), *stuck), 1U);
  std::promise<void> reached;
  auto is_reached = reached.get_future();
  Bringer loop(*pool, {std::make_shared<Ends>(reached)});
  pool->look_after(loop);
  is_reached.wait();
  end.set_value();
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
