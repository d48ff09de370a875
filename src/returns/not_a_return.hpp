// Files that lie in a return's folder and are none of the return's.
#pragma once

#include <string_view>

namespace homeward::returns {

inline constexpr std::string_view kDocumentLeftOut =
    "This is a document or a picture, not a file of the return. It was left out.";

// Why a file with these bytes cannot be one of a return, as one sentence: a PDF, a document, a
// picture, a workbook in Excel's old form. Empty if it may be one. Zip files, and the documents and
// workbooks that are zip files inside, are told by open_zip.
std::string_view why_not_of_a_return(std::string_view bytes);

}  // namespace homeward::returns
