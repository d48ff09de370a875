#include "service/change_digest.hpp"

#include <cstdio>

#include "care/columns.hpp"

namespace homeward::service {

namespace {

// FNV-1a, 64 bits: told apart by chance is enough, nobody gains by a collision in their own upload.
class Hash {
 public:
  void add(std::string_view bytes) {
    add(static_cast<std::int64_t>(bytes.size()));
    for (const char c : bytes) mix(static_cast<unsigned char>(c));
  }
  void add(std::int64_t number) {
    for (int i = 0; i < 8; ++i) mix(static_cast<unsigned char>(number >> (8 * i)));
  }
  void add(std::int32_t number) { add(std::int64_t{number}); }
  void add(bool value) { add(std::int64_t{value}); }
  void add(const std::string& text) { add(std::string_view(text)); }
  void add(const PrivateText& text) { add(std::string_view(text.reveal())); }
  void add(Code code) { add(std::string_view(code.text())); }
  void add(Date date) { add(std::int64_t{date.day_number()}); }
  void add(care::Source source) { add(static_cast<std::int64_t>(source)); }
  template <class Tag>
  void add(Id<Tag> id) {
    add(id.value);
  }
  template <class T>
  void add(const std::optional<T>& maybe) {
    add(maybe.has_value());
    if (maybe) add(*maybe);
  }
  void add(const std::optional<care::Fact>& fact) {
    if (!fact) return add(std::int64_t{-1});
    add(static_cast<std::int64_t>(fact->index()));
    std::visit(
        [&](const auto& row) {
          add(row.id);
          add(row.child);
          add(row.provenance.collection_year);
          care::for_each_column<std::decay_t<decltype(row)>>(
              [&](const auto& column) { add(row.*column.member); });
        },
        *fact);
  }
  std::string text() const {
    char out[17];
    std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(state_));
    return out;
  }

 private:
  void mix(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001b3ull; }
  std::uint64_t state_ = 0xcbf29ce484222325ull;
};

}  // namespace

std::string digest_of(std::span<const Change> changes) {
  Hash hash;
  std::int64_t count = 0;
  for (const Change& change : changes) {
    if (std::holds_alternative<care::Course>(change.before ? *change.before : *change.after))
      continue;
    hash.add(change.before);
    hash.add(change.after);
    ++count;
  }
  hash.add(count);
  return hash.text();
}

}  // namespace homeward::service
