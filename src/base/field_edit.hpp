// What a save asks of one field: leave it as it is (the save does not name it), remove what it
// holds, or give it a value. A save that does not name a field never changes it.
#pragma once

#include <optional>
#include <utility>

namespace homeward {

template <class T>
class FieldEdit {
 public:
  FieldEdit() = default;  // unchanged
  FieldEdit(T value) : named_(true), value_(std::move(value)) {}
  static FieldEdit removed() {
    FieldEdit edit;
    edit.named_ = true;
    return edit;
  }

  bool unchanged() const { return !named_; }
  bool removes() const { return named_ && !value_; }
  // The value it gives; nothing when the field is left as it is or removed.
  const std::optional<T>& value() const { return value_; }

  // What the field holds after the save, when it held `held` before.
  std::optional<T> over(std::optional<T> held) const { return named_ ? value_ : std::move(held); }
  // The same for a text, where nothing is held as the empty text.
  T over_text(T held) const { return named_ ? value_.value_or(T{}) : std::move(held); }

  bool operator==(const FieldEdit&) const = default;

 private:
  bool named_ = false;
  std::optional<T> value_;
};

}  // namespace homeward
