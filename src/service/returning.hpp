// The return that an authority sends, made from what is held.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "service/ports.hpp"

namespace homeward::service {

struct MadeReturn {
  std::size_t children = 0;
  std::vector<std::pair<std::string, std::string>> files;  // name, bytes
};

// The return of the year as the records stand now (a late correction is in it), children in the
// order of their numbers: the CSV files, and the same as one XML file. Errors: not_found when no
// child that is held is in that year's return.
Result<MadeReturn> make_return(Store& store, AuthorityId authority, int collection_year);

}  // namespace homeward::service
