// HOMEWARD_CHECK(condition): what a comment promises, held where it matters. When it does not hold,
// the program says the condition, file and line, and ends. On in debug builds, and so under the
// sanitizers and in the fuzzers; release builds (HOMEWARD_UNCHECKED) do not evaluate it. For
// mistakes in the code alone: what a person, a file or a database can get wrong is an Error.
#pragma once

#include <cassert>

#ifdef HOMEWARD_UNCHECKED
#define HOMEWARD_CHECK(condition) static_cast<void>(sizeof(!(condition)))
#else
#define HOMEWARD_CHECK(condition) assert(condition)
#endif
