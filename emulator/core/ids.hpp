/// The makers of identifiers and randomness: one sequence per kind, all from one seed.
///
/// The n-th id of a kind depends on the seed, the kind and n alone, so that golden files need few
/// placeholders. May be called from any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace tertulia::core {

/// Each kind counts for itself: an id more of one kind does not change those of another.
enum class IdKind : std::uint8_t {
  kRequest,       // x-amzn-RequestId
  kInvocation,    // Lambda's request ids of asynchronous invocations
  kMessage,       // SNS and SQS messages
  kSubscription,  // SNS subscriptions
  kLogStream,
  kApi,  // REST API ids
  kApiResource,
  kDeployment,
  kPhysical,    // suffixes of CloudFormation's physical ids
  kTable,       // DynamoDB table ids
  kCredential,  // access keys, secrets, session tokens, role ids
  kNonce,       // initialisation vectors
  kTrace,
  kHandler,  // randomness that handlers ask for
  kOther,
  kCount,
};

class Ids {
 public:
  explicit Ids(std::uint64_t seed) : seed_(seed) {}

  /// 64 random bits.
  [[nodiscard]] std::uint64_t next(IdKind kind);
  /// A version 4 UUID in lower case.
  [[nodiscard]] std::string uuid(IdKind kind);
  /// `digits` lower-case hexadecimal digits.
  [[nodiscard]] std::string hex(IdKind kind, std::size_t digits);
  /// `length` characters of [a-z0-9].
  [[nodiscard]] std::string lower_alnum(IdKind kind, std::size_t length);
  /// `length` characters of [A-Z0-9].
  [[nodiscard]] std::string upper_alnum(IdKind kind, std::size_t length);
  /// `length` characters of [A-Za-z0-9].
  [[nodiscard]] std::string alnum(IdKind kind, std::size_t length);
  [[nodiscard]] std::string bytes(IdKind kind, std::size_t size);

  using Counters = std::array<std::uint64_t, static_cast<std::size_t>(IdKind::kCount)>;
  /// How far each kind has counted; part of a snapshot.
  [[nodiscard]] Counters counters() const;
  void restore(const Counters& counters);

 private:
  [[nodiscard]] std::string of_alphabet(IdKind kind, std::size_t length, std::string_view alphabet);

  std::uint64_t seed_;
  std::array<std::atomic<std::uint64_t>, static_cast<std::size_t>(IdKind::kCount)> counters_{};
};

}  // namespace tertulia::core
