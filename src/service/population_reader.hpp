// Reads who a tracker or a timescale is about: its `children` table, a key for each test of a trait
// (care/told.hpp says how each is written, the table of its kind has the names).
#pragma once

#include <string>

#include "journey/config.hpp"
#include "service/config_table.hpp"

namespace homeward::service {

// Whose population it is: only a timescale has a start, and each has its own way with what nobody
// knows.
enum class PopulationOf { tracker, timescale };

// `where` names file and table. What is wrong is noted in `problems`. Where nothing is said of
// looked_after, those looked after are meant; of them those in short breaks only if it says so.
journey::Population read_population(const care::Kind& kind, const toml::table& children,
                                    const std::string& where, PopulationOf of,
                                    ConfigProblems& problems);

}  // namespace homeward::service
