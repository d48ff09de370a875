// Names as people type them: with or without accents, with any apostrophe, dash, case or blank.
#pragma once

#include <string>
#include <string_view>

namespace homeward::text {

// For searching: small letters without accents, apostrophes and invisible marks; dashes, blanks,
// commas and full stops are one blank, none at the ends. "O’Brien, ZOË-Mae" -> "obrien zoe mae".
// Letters that carry no accent but stand for others are written out ("ß" -> "ss", "ø" -> "o").
// Bytes that are not UTF-8 and letters of other alphabets stay. web/src/ui/fold.ts does the same,
// and tests/data/folding.txt holds both to it.
std::string fold(std::string_view text);

// For telling whether two sign-in names are one: small letters; every apostrophe is ', every dash
// -, every run of blanks one blank, none at the ends; an accent is the same however it was
// composed, but stays. Not for display.
std::string same_name(std::string_view text);

}  // namespace homeward::text
