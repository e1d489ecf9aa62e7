#include "emulator/core/ids.hpp"

#include <cstring>

#include "emulator/base/encoding.hpp"

namespace tertulia::core {
namespace {

/// The finaliser of SplitMix64: every bit of the result depends on every bit of `value`.
std::uint64_t mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9U;
  value = (value ^ value >> 27) * 0x94d049bb133111ebU;
  return value ^ value >> 31;
}

}  // namespace

std::uint64_t Ids::next(IdKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  const auto count = counters_[index].fetch_add(1, std::memory_order_relaxed);
  return mix(mix(seed_ + index * 0x632be59bd9b4e019U) + count);
}

std::string Ids::bytes(IdKind kind, std::size_t size) {
  std::string result(size, '\0');
  for (std::size_t i = 0; i < size; i += 8) {
    const auto bits = next(kind);
    std::memcpy(result.data() + i, &bits, std::min<std::size_t>(8, size - i));
  }
  return result;
}

std::string Ids::uuid(IdKind kind) {
  auto raw = bytes(kind, 16);
  raw[6] = static_cast<char>((raw[6] & 0x0f) | 0x40);
  raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80);
  auto text = base::hex(raw);
  for (const std::size_t dash : {8, 13, 18, 23}) text.insert(dash, 1, '-');
  return text;
}

std::string Ids::hex(IdKind kind, std::size_t digits) {
  return base::hex(bytes(kind, (digits + 1) / 2)).substr(0, digits);
}

std::string Ids::of_alphabet(IdKind kind, std::size_t length, std::string_view alphabet) {
  std::string result;
  result.reserve(length);
  while (result.size() < length) {
    auto bits = next(kind);
    for (int i = 0; i < 8 && result.size() < length; ++i, bits >>= 8) {
      result += alphabet[(bits & 0xff) % alphabet.size()];
    }
  }
  return result;
}

std::string Ids::lower_alnum(IdKind kind, std::size_t length) {
  return of_alphabet(kind, length, "abcdefghijklmnopqrstuvwxyz0123456789");
}

std::string Ids::upper_alnum(IdKind kind, std::size_t length) {
  return of_alphabet(kind, length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}

std::string Ids::alnum(IdKind kind, std::size_t length) {
  return of_alphabet(kind, length,
                     "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
}

Ids::Counters Ids::counters() const {
  Counters result{};
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = counters_[i].load();
  return result;
}

void Ids::restore(const Counters& counters) {
  for (std::size_t i = 0; i < counters.size(); ++i) counters_[i].store(counters[i]);
}

}  // namespace tertulia::core
