// Writing the SSDA903 return of a collection year from children's records.
//
// Who is in it: every child with an episode in the year, and care leavers with a row for the year
// (docs/ssda903-layout.md). Everything is written as it was at 31 March: what began later is left
// out, what ended later is written as open. Codes are those of the year: SEX 1 and 2 to 2023-24; H5
// for K3 before 2024-25; Z1 for Z11 to Z14 before 2025-26; F3 and P3 for F4, F5, P4, P5 before
// 2021-22.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "care/record.hpp"

namespace homeward::returns {

// What that year's return holds of a record, as reading the return gives it back (names, plans and
// the rest of the tracker are gone; ids and provenance are kept). Nothing if the child is not in
// it.
//  - A child without an episode in the year has only the header and OC3 (rule 1012), without mother
//    flag (628) and UASC (1014).
//  - AD1 only with the adoption order, PrevPerm only with a start of care, in the year.
//  - An adoption decision is returned each year until it is reversed.
//  - Worker spells from 2023-24, for those looked after at 31 March (not V3, V4).
//  - A child who only had short breaks (V3, V4) has no mother flag and no reviews (399).
// `record` is in the order of care::sort_record.
std::optional<care::ChildRecord> as_returned(const care::ChildRecord& record, int collection_year);

// (file name, bytes) of every CSV file of that year, also of those without rows: header.csv,
// episodes.csv, reviews.csv, uasc.csv, oc2.csv, oc3.csv, ad1.csv, placed_adoption.csv,
// prev_perm.csv, missing.csv, from 2024 sw_episodes.csv, from 2027 dolo.csv. UTF-8 without BOM,
// CRLF, DD/MM/YYYY, children in the order given.
std::vector<std::pair<std::string, std::string>> write_csv(
    std::span<const care::ChildRecord> children, int collection_year);

// The XML form (docs/ssda903-layout.md). It leaves out SWEpisodes and DoLo, because their tags are
// not known.
std::string write_xml(std::span<const care::ChildRecord> children, int collection_year);

}  // namespace homeward::returns
