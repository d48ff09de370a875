// The collection year: 1 April to 31 March, named by the year it ends in (2026 = 2025-26).
#pragma once

#include <string>

#include "base/date.hpp"

namespace homeward::returns {

int collection_year_of(Date day);

// 1 April and 31 March of a collection year between 1801 and 2199.
Date year_start(int collection_year);
Date year_end(int collection_year);

std::string year_words(int collection_year);  // 2026 -> "2025-26"

}  // namespace homeward::returns
