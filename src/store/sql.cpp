#include "store/sql.hpp"

#include <algorithm>

namespace homeward::store {

std::string placeholders_for(std::string_view columns) {
  std::string text = "?";
  for (auto commas = std::count(columns.begin(), columns.end(), ','); commas > 0; --commas)
    text += ", ?";
  return text;
}

}  // namespace homeward::store
