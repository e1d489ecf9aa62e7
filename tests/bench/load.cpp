// Load for a server on loopback: requests over keep-alive connections from one thread, each with
// one request under way, for a time.
//
//   load PORT REQUESTS [SECONDS [CONNECTIONS]]
//
// REQUESTS is a file of whole requests as they go over the wire, one behind the other; they are
// sent in turn, and again from the first. Prints one JSON object: {"requests", "seconds",
// "per_second", "p50_us", "p99_us", "max_us", "bytes" (of the last reply's body), "statuses":
// {"200": n}}. Ends with 1 when a connection broke.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& why) {
  std::fprintf(stderr, "load: %s\n", why.c_str());
  std::exit(1);
}

struct Connection {
  int socket = -1;
  std::string received;
  /// Bytes of the reply under way that must be there; 0 while its head is not.
  std::size_t expected = 0;
  Clock::time_point sent;
};

/// The length of the body behind `head`; nothing when it does not say.
std::optional<std::size_t> content_length(std::string_view head) {
  constexpr std::string_view kName = "\r\ncontent-length:";
  const auto same = [](char left, char right) {
    return left == (right >= 'A' && right <= 'Z' ? right + ('a' - 'A') : right);
  };
  const auto* found = std::search(head.begin(), head.end(), kName.begin(), kName.end(),
                                  [&](char right, char left) { return same(left, right); });
  if (found == head.end()) return std::nullopt;
  found += kName.size();
  while (found != head.end() && *found == ' ') ++found;
  std::size_t length = 0;
  std::from_chars(found, head.end(), length);
  return length;
}

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(std::string("cannot read ") + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The requests of a file's content.
std::vector<std::string_view> requests_of(std::string_view content) {
  std::vector<std::string_view> requests;
  while (!content.empty()) {
    const auto head = content.find("\r\n\r\n");
    if (head == content.npos) fail("a request without an end");
    const auto size = head + 4 + content_length(content.substr(0, head + 2)).value_or(0);
    if (size > content.size()) fail("a request that is cut off");
    requests.push_back(content.substr(0, size));
    content.remove_prefix(size);
  }
  if (requests.empty()) fail("no request");
  return requests;
}

class Load {
 public:
  Load(std::uint16_t port, std::vector<std::string_view> requests, std::size_t connections)
      : requests_(std::move(requests)), epoll_(::epoll_create1(0)), connections_(connections) {
    for (std::size_t i = 0; i < connections; ++i) open(connections_[i], i, port);
  }

  void run(double seconds) {
    const auto begin = Clock::now();
    const auto end =
        begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    for (auto& connection : connections_) send(connection);
    std::vector<epoll_event> events(connections_.size());
    auto now = begin;
    while (now < end) {
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1000);
      now = Clock::now();
      for (int i = 0; i < count; ++i) {
        auto& connection = connections_[events[static_cast<std::size_t>(i)].data.u64];
        if (receive(connection)) send(connection);
      }
    }
    report(std::chrono::duration<double>(now - begin).count());
  }

 private:
  void open(Connection& connection, std::size_t index, std::uint16_t port) {
    connection.socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      fail("cannot connect");
    }
    const int on = 1;
    ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = index;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event);
  }

  void send(Connection& connection) {
    const auto request = requests_[next_++ % requests_.size()];
    connection.sent = Clock::now();
    if (::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      fail("cannot send");
    }
  }

  /// True when a reply is complete.
  bool receive(Connection& connection) {
    auto& received = connection.received;
    char bytes[65536];
    const auto size = ::recv(connection.socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size <= 0) fail("the server closed a connection");
    received.append(bytes, static_cast<std::size_t>(size));
    if (connection.expected == 0) {
      const auto head = received.find("\r\n\r\n");
      if (head == std::string::npos) return false;
      const auto length = content_length(std::string_view(received).substr(0, head + 2));
      if (!length) fail("a reply without Content-Length");
      bytes_ = *length;
      connection.expected = head + 4 + bytes_;
      int status = 0;
      std::from_chars(received.data() + 9, received.data() + 12, status);
      ++statuses_[status];
    }
    if (received.size() < connection.expected) return false;
    received.clear();
    connection.expected = 0;
    latencies_.push_back(static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - connection.sent)
            .count() /
        100));
    return true;
  }

  void report(double seconds) {
    if (latencies_.empty()) fail("no reply");
    std::sort(latencies_.begin(), latencies_.end());
    const auto at = [&](double part) {
      const auto last = static_cast<double>(latencies_.size() - 1);
      return latencies_[static_cast<std::size_t>(last * part)] / 10.0;
    };
    std::printf(R"({"requests": %zu, "seconds": %.3f, "per_second": %.0f, "p50_us": %.1f, )"
                R"("p99_us": %.1f, "max_us": %.1f, "bytes": %zu, "statuses": {)",
                latencies_.size(), seconds, static_cast<double>(latencies_.size()) / seconds,
                at(0.5), at(0.99), at(1), bytes_);
    const char* separator = "";
    for (const auto& [status, count] : statuses_) {
      std::printf(R"(%s"%d": %zu)", separator, status, count);
      separator = ", ";
    }
    std::printf("}}\n");
  }

  const std::vector<std::string_view> requests_;
  std::size_t next_ = 0;
  const int epoll_;
  std::vector<Connection> connections_;
  std::vector<std::uint32_t> latencies_;  // tenths of a microsecond
  std::map<int, std::size_t> statuses_;
  std::size_t bytes_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: load PORT REQUESTS [SECONDS [CONNECTIONS]]\n");
    return 2;
  }
  const auto content = content_of(argv[2]);
  Load load(static_cast<std::uint16_t>(std::strtoul(argv[1], nullptr, 10)), requests_of(content),
            argc > 4 ? std::strtoul(argv[4], nullptr, 10) : 16);
  load.run(argc > 3 ? std::strtod(argv[3], nullptr) : 3);
}
