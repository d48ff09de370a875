// The XML form of the return (root EXPSSDA903). Source: docs/ssda903-layout.md. The tags of
// SWEpisodes and DoLo are unconfirmed and not read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "returns/source.hpp"

namespace homeward::returns {

// The tables it holds; Header and Episodes always. Nothing if the file was left out; `problems`
// then says why. A file with a document type, an entity or a control character is left out
// (xml_refusal.hpp).
std::optional<std::vector<Table>> read_xml(const std::string& name, std::string text,
                                           const Limits& limits, ProblemList& problems);

}  // namespace homeward::returns
