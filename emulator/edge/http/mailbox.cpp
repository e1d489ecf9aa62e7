#include "emulator/edge/http/mailbox.hpp"

#include <utility>

namespace tertulia::edge {

thread_local const Mailbox* Mailbox::running_ = nullptr;

void Mailbox::post(Letter letter) {
  const std::lock_guard lock(mutex_);
  if (context_ == nullptr) return;
  letters_.push_back(std::move(letter));
  if (std::exchange(awake_, true)) return;
  // Inside the lock, so that the context cannot go away meanwhile.
  boost::asio::post(*context_, [self = shared_from_this()] { self->open(); });
}

void Mailbox::close() {
  std::vector<Letter> unread;
  const std::lock_guard lock(mutex_);
  context_ = nullptr;
  unread.swap(letters_);
}

void Mailbox::open() {
  std::vector<Letter> letters;
  {
    const std::lock_guard lock(mutex_);
    letters.swap(letters_);
    awake_ = false;
  }
  for (const auto& letter : letters) letter();
}

}  // namespace tertulia::edge
