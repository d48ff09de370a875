// Private<T>: personal data that cannot reach a log, a URL or an error sentence by accident.
// It has no stream operator and no formatter; reveal() is the only way out, and easy to search for.
#pragma once

#include <compare>
#include <ostream>
#include <string>
#include <utility>

namespace homeward {

template <class T>
class Private {
 public:
  Private() = default;
  explicit Private(T value) : value_(std::move(value)) {}
  const T& reveal() const { return value_; }
  auto operator<=>(const Private&) const = default;
  bool operator==(const Private&) const = default;

  template <class U>
  friend std::ostream& operator<<(std::ostream&, const Private<U>&) = delete;

 private:
  T value_{};
};

using PrivateText = Private<std::string>;

}  // namespace homeward
