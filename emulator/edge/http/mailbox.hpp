/// What other threads have for the edge thread: replies, the wish to look at the clock, actions.
///
/// Outlives the server in whoever holds it; once closed it takes nothing more. Any number of
/// letters wake the edge thread once. Includes Asio: for the .cpp files of this folder.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "emulator/base/unique_function.hpp"

namespace tertulia::edge {

class Mailbox : public std::enable_shared_from_this<Mailbox> {
 public:
  using Letter = base::UniqueFunction<void()>;

  explicit Mailbox(boost::asio::io_context& context) : context_(&context) {}

  /// From any thread. Letters are opened on the edge thread in the order of their arrival.
  void post(Letter letter);
  /// On the edge thread or once it has ended: drops what is unread and all that comes.
  void close();

  /// Whether this thread is the edge thread of this mailbox, and is running.
  [[nodiscard]] bool here() const { return running_ == this; }

  /// Marks this thread as the edge thread while it lives.
  class Running {
   public:
    explicit Running(const Mailbox& mailbox) { running_ = &mailbox; }
    ~Running() { running_ = nullptr; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
  };

 private:
  void open();

  static thread_local const Mailbox* running_;
  std::mutex mutex_;
  boost::asio::io_context* context_;  // null once closed
  bool awake_ = false;
  std::vector<Letter> letters_;
};

}  // namespace tertulia::edge
