// What the children of a synthetic authority have in common: teams, posts and those who hold them
// in turn, and the homes and agencies that children are placed with.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "synthetic/authority.hpp"
#include "synthetic/postcodes.hpp"
#include "synthetic/random.hpp"

namespace homeward::synthetic {

// Streams of Random, so that no two things share their numbers.
enum class Stream : std::uint64_t {
  world = 1,
  family,
  child,
  care,
  tracking,
  worker,
  errors,
  file_errors,
  short_break
};
// Streams are shared between children and families: families use their own half of the indices.
inline constexpr std::uint64_t kFamilies = 1ull << 60;

enum class TeamKind : std::uint8_t { assessment, safeguarding, children_in_care, leaving_care };
inline constexpr int kTeamKinds = 4;

// Somebody's time in a post: [from, until), the last one open.
struct Tenure {
  Date from;
  std::size_t worker = 0;  // in World::workers
};
struct Post {
  std::vector<Tenure> tenures;  // by date; each lasts until the next begins
};

// A home that children live in, or an agency whose carers they live with.
struct Setting {
  Code type;      // K1, K2, K3, R3, S1; U6 for a fostering agency, A6 for an adoption agency
  Code provider;  // PR1 …
  Code urn;
  const Postcode* postcode = nullptr;  // none for an agency
};

struct World {
  World(const Options& options, const Calendar& calendar);

  Options options;
  const Calendar* calendar;
  Date window_began;  // as_of less history_years
  Date tracking_began;
  std::vector<care::Team> teams;
  std::vector<care::Worker> workers;  // ids -1, -2 …
  std::array<std::vector<Post>, kTeamKinds> posts;
  std::vector<Setting> homes;                // K1, K2, R3, S1
  std::vector<Setting> supported;            // K3
  std::vector<Setting> fostering, adoption;  // agencies; the first of each is the authority's own

  // The holder's place in the post's tenures on `day` (the first one before any).
  static std::size_t tenure_on(const Post& post, Date day);
  Random random(Stream stream, std::uint64_t index) const {
    return Random(options.seed, static_cast<std::uint64_t>(stream), index);
  }
};

}  // namespace homeward::synthetic
