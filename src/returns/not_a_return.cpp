#include "returns/not_a_return.hpp"

namespace homeward::returns {

std::string_view why_not_of_a_return(std::string_view bytes) {
  for (const std::string_view begin : {"%PDF-", "{\\rtf", "\x89PNG", "\xFF\xD8\xFF", "GIF8"})
    if (bytes.starts_with(begin)) return kDocumentLeftOut;
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return "This is a workbook or a document, not a CSV file. It was left out; save each sheet "
           "of the return as \"CSV UTF-8\" and give those.";
  return {};
}

}  // namespace homeward::returns
