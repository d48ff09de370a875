// Reads config/*.toml into values. Takes the files' texts; opening them is main's work.
//
// A mistake in a configuration must be found by the person who made it: all of them are reported at
// once, one sentence a line, naming file, table and key. A key that nobody knows is a mistake too.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/calendar.hpp"
#include "base/result.hpp"
#include "journey/config.hpp"

namespace homeward::service {

// Relative file name ("timescales.toml", "trackers/joint.toml") to its text.
using ConfigTexts = std::map<std::string, std::string, std::less<>>;

// The text of bank-holidays.toml. Its years must follow one another without a gap.
Result<Calendar> read_calendar(std::string_view toml_text);

// Needs roles.toml, milestones.toml, timescales.toml, stages.toml and plans.toml, and every
// trackers/*.toml there is. Other names are left alone. Ids are checked across the files; the
// result is linked.
Result<journey::Config> read_config(const ConfigTexts& texts);

}  // namespace homeward::service
