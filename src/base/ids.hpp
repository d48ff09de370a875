// Typed row identifiers: a ChildId cannot be passed where an EpisodeId is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace homeward {

// 0 means "not stored yet"; the store gives positive numbers.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

using AuthorityId = Id<struct AuthorityTag>;
using AccountId = Id<struct AccountTag>;
using ChildId = Id<struct ChildTag>;
using ImportId = Id<struct ImportTag>;
using TeamId = Id<struct TeamTag>;
using WorkerId = Id<struct WorkerTag>;
using SiblingGroupId = Id<struct SiblingGroupTag>;
using CourseId = Id<struct CourseTag>;  // the id of a course's row
// A row of any table about a child (episode, review, milestone …); unique within its table.
using RowId = Id<struct RowTag>;

}  // namespace homeward

template <class Tag>
struct std::hash<homeward::Id<Tag>> {
  std::size_t operator()(homeward::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
