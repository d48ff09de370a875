// Random numbers that are the same on every platform: integers only, because the standard library's
// distributions and floating-point arithmetic differ between compilers.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "base/date.hpp"

namespace homeward::synthetic {

// How long something takes: the 0th, 5th … 100th percentile; between them it is spread evenly.
using Spread = std::array<int, 21>;

// xoshiro256** (Blackman and Vigna, public domain), seeded by splitmix64. Each (stream, index) of a
// seed is a sequence of its own, so that one child can be made without making those before it.
// Draw twice in one expression only where C++ says which comes first: compilers differ (braces and
// ?: do; + and * and the arguments of a call do not).
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
    std::uint64_t x = seed * 0x9E3779B97F4A7C15ull + stream * 0xD1B54A32D192ED03ull + index;
    for (auto& word : state_) {
      x += 0x9E3779B97F4A7C15ull;
      std::uint64_t z = x;
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
      word = z ^ (z >> 31);
    }
  }

  std::uint64_t next() {
    const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  // 0 to n - 1; n is positive.
  int below(int n) {
    return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(n)) >> 32);
  }
  // Both ends included.
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int per_mille) { return below(1000) < per_mille; }

  template <class C>
  const auto& one_of(const C& choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(std::size(choices))))];
  }

  // The place of the chosen weight. Weights are not negative, and one at least is positive.
  template <class C>
  std::size_t weighted(const C& weights) {
    int total = 0;
    for (const int weight : weights) total += weight;
    int left = below(total);
    std::size_t i = 0;
    for (const int weight : weights) {
      if (left < weight) return i;
      left -= weight;
      ++i;
    }
    return 0;
  }

  int drawn(const Spread& spread) {
    const std::uint64_t u = (next() >> 32) * 20;  // 32 bits of fraction
    const auto step = static_cast<std::size_t>(u >> 32);
    const auto part = static_cast<std::int64_t>(u & 0xFFFFFFFFull);
    const std::int64_t low = spread[step], high = spread[step + 1];
    return static_cast<int>(low + (((high - low) * part + (1ll << 31)) >> 32));
  }

 private:
  static std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace homeward::synthetic
