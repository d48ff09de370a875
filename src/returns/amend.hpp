// Laying one return's records over what is held: later returns amend earlier ones.
#pragma once

#include <vector>

#include "returns/record.hpp"

namespace homeward::returns {

// Lays `from`, a child's record out of the return for `collection_year`, over `into`, the same
// child's record as held. Gives notices: facts withdrawn or not taken (kinds withdrawn, overtaken;
// `found` is the child's number).
//
// Rows are matched by natural key (natural_key.hpp) among the rows of `into` that came from a
// return.
//  - A matched row takes the content of `from`'s, and keeps its id, version and child; unless it
//    was last confirmed by a later return (provenance.collection_year), which then stands; what
//    both give and give differently is told (overtaken).
//  - An unmatched row of `from` is added, with id 0 and version 0. Not so an episode that a later
//    return, already held, should have confirmed (it goes on after 31 March) and does not hold.
//  - An episode of `into` from a return for this year or before, live in this year (begun by 31
//    March, not ended before 1 April of the year before) and absent from `from` although `from` has
//    episodes, is withdrawn. So is any other row of `into` that was last confirmed by a return for
//    this very year: the return came again, without it. Never if the table is not in `whole`
//    (Records::whole).
//  - Other rows absent from `from` stay: a return holds one year, and its absence says nothing of
//    the others.
//  - Rows entered by hand or out of an extract are never touched. A row of `from` that says the
//  same
//    as one of them is not added; one that says something else stands beside it.
//  - The child's own row: known values replace, blank ones never erase; a UASC flag stays once it
//    was given (a later return no longer lists a child whose status ceased). One entered by hand is
//    not touched at all. An earlier return only fills what is unknown; where it contradicts the
//    later one that is told (overtaken).
// The provenance of a row is that of the later return that confirms it, also where the content
// stays as it was. Amending twice with the same record changes nothing the second time.
std::vector<Problem> amend(care::ChildRecord& into, const care::ChildRecord& from,
                           int collection_year, TableSet whole = TableSet().set());

// Children of `held` who have no episode in `incoming`, and were in care at the end of the last
// return before it, or in its year as a later return says (this only if `incoming` names everyone,
// Records::names_everyone): one notice each (kind absent). Both lists sorted by number. Call it
// before amending.
std::vector<Problem> absentees(const std::vector<care::ChildRecord>& held, const Records& incoming);

// Children of `held`, by their place in it, who stand in an earlier delivery of this very return
// and not in `incoming`, or only without the episodes that they had in it. None unless `incoming`
// names everyone (Records::names_everyone). A child without an episode of that year counts as
// missing only if the table of care leavers came. Both lists sorted by number.
std::vector<std::size_t> no_longer_there(const std::vector<care::ChildRecord>& held,
                                         const Records& incoming);

struct Merged {
  std::vector<care::ChildRecord> children;  // sorted by number
  std::vector<Problem> problems;  // the returns' own and the notices, returns in year order
};

// Several returns in memory, folded from the earliest year to the latest; among equals, in the
// order given (the second amends the first).
Merged merge(std::vector<Records> returns);

}  // namespace homeward::returns
