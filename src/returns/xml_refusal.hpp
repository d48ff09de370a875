// What an XML text may hold and a return does not: a document type, entities, control characters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeward::returns {

// Why a file with this text (UTF-8) is not read, as one sentence with the number of the line:
// a DOCTYPE, a reference to an entity that XML itself does not know ("&A;"), a character that XML
// forbids, raw or as a number ("&#7;"). Nothing if it holds none of them. What stands in comments
// and CDATA is no reference; a lone "&" is left to whoever reads the text.
std::optional<std::string> why_xml_is_refused(std::string_view text);

}  // namespace homeward::returns
