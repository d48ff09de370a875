// Identifiers that differ only by leading zeros: a spreadsheet that opens 0009301 saves 9301. Only
// a person can say whether they are the same children.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "returns/record.hpp"
#include "returns/source.hpp"

namespace homeward::returns {

struct LostZeros {
  std::size_t children = 0;  // read, whose identifier equals another one but for leading zeros
  // Of those with two birth dates known: as many agree, as many do not.
  std::size_t same_birth_date = 0, other_birth_date = 0;
  // If they are the same children: what each identifier of the return becomes, and each held one.
  // The longest form stands, unless two forms are held already: those stay two children.
  Numbers read, held;
};

// Among the children read, and against those held. Only identifiers of digits alone are looked at.
// One that is held just as it was read is no question.
LostZeros lost_zeros(const std::vector<care::ChildRecord>& held,
                     const std::vector<Records>& returns);

// What a check says of such identifiers in the return, and in last year's (which may be null): it
// compares them as different children. Empty if there are none.
std::string lost_zeros_sentence(const Return& now, const Return* last);

}  // namespace homeward::returns
