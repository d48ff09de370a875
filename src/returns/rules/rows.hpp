// The rows of a return as the rules see them: one struct for each table, its cells typed.
//
// A code is blank when its cell is; a text that is too long to be a code becomes kUnlisted, which
// is in no list. Flags (0 and 1) and small numbers are codes too: "1" is Code("1"). Text views live
// as long as the Return they came from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/code.hpp"
#include "returns/rules/day.hpp"
#include "returns/schema.hpp"

namespace homeward::returns {
struct Provider;
}

namespace homeward::returns::rules {

inline constexpr Code kUnlisted("?");

// Which row of its table it is (from 0, in the order of the file).
struct AnyRow {
  std::uint32_t index = 0;
};

struct HeaderRow : AnyRow {
  static constexpr TableId kTable = TableId::header;
  Code sex;
  Day dob;
  Code ethnic;
  std::string_view upn;
  Code mother;
  Day mc_dob;
  Code uasc;  // XML only
};

enum class Located : std::uint8_t { unknown, in, out };

// What a postcode file says about a postcode.
enum class PostcodeState : std::uint8_t { blank, unknown, known };

struct EpisodeRow : AnyRow {
  static constexpr TableId kTable = TableId::episodes;
  Day decom;
  Code rne, ls, cin, place, place_provider;
  Day dec;
  Code rec, reason_place_change;
  std::string_view home_post, pl_post;
  Code urn;
  // Derived (derived.hpp); unknown without a postcode file, and where a postcode is blank or not in
  // it.
  PostcodeState home_state = PostcodeState::blank, place_state = PostcodeState::blank;
  std::string_view pl_la;  // "E10000016", "WAL", "SCO", "NIR"; empty = unknown
  Located pl_location = Located::unknown;
  std::optional<float> pl_distance;    // miles, one decimal; 999.9 = home outside England
  const Provider* provider = nullptr;  // the entry of its URN in the provider list, if any

  bool open() const { return dec.blank(); }
};

struct ReviewRow : AnyRow {
  static constexpr TableId kTable = TableId::reviews;
  Day dob, review;
  Code review_code;
};

struct UascRow : AnyRow {
  static constexpr TableId kTable = TableId::uasc;
  Code sex;
  Day dob, duc;
};

struct Oc2Row : AnyRow {
  static constexpr TableId kTable = TableId::oc2;
  Day dob;
  Code sdq_score, sdq_reason, convicted, health_check, immunisations, teeth_check,
      health_assessment, substance_misuse, intervention_received, intervention_offered;
};

struct Oc3Row : AnyRow {
  static constexpr TableId kTable = TableId::oc3;
  Day dob;
  Code in_touch, activ, accom;
};

struct Ad1Row : AnyRow {
  static constexpr TableId kTable = TableId::ad1;
  Day dob, date_int, date_match;
  Code foster_care, nb_adoptr, sex_adoptr, ls_adoptr;
};

struct PlacedAdoptionRow : AnyRow {
  static constexpr TableId kTable = TableId::placed_adoption;
  Day dob, date_placed, date_placed_ceased;
  Code reason_placed_ceased;
};

struct PrevPermRow : AnyRow {
  static constexpr TableId kTable = TableId::prev_perm;
  Day dob;
  Code prev_perm, la_perm;
  std::string_view date_perm;  // as written: "ZZ/03/2015"
};

struct MissingRow : AnyRow {
  static constexpr TableId kTable = TableId::missing;
  Day dob;
  Code missing;
  Day mis_start, mis_end;
};

struct SwEpisodeRow : AnyRow {
  static constexpr TableId kTable = TableId::sw_episodes;
  Day dob;
  std::string_view sw_id;
  Day sw_decom, sw_dec;
  Code sw_reason;
};

struct DoloRow : AnyRow {
  static constexpr TableId kTable = TableId::dolo;
  Day dob, dolo_start, dolo_end;
};

// One child's rows in one return.
struct YearRows {
  std::span<const HeaderRow> header;
  // By DECOM, then in the order of the file; those without a known DECOM last.
  std::span<const EpisodeRow> episodes;
  std::span<const ReviewRow> reviews;
  std::span<const UascRow> uasc;
  std::span<const Oc2Row> oc2;
  std::span<const Oc3Row> oc3;
  std::span<const Ad1Row> ad1;
  // By DATE_PLACED, MIS_START, SW_DECOM, DOLO_START; otherwise as the episodes.
  std::span<const PlacedAdoptionRow> placed_adoption;
  std::span<const PrevPermRow> prev_perm;
  std::span<const MissingRow> missing;
  std::span<const SwEpisodeRow> sw_episodes;
  std::span<const DoloRow> dolo;
};

// Everything two returns say about one child: this year's rows, and last year's beside them.
struct Child : YearRows {
  std::string_view id;  // blank for a row that names no child
  YearRows last;
  // The first known birth date of this year's Header, else of another of this year's tables, else
  // of last year's.
  Day dob;
  bool twelve_months = false;  // continuously looked after for 12 months at 31 March (ideas.hpp)
};

}  // namespace homeward::returns::rules
