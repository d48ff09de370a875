// A browser's User-Agent as a person knows their device: "Edge on Windows", "Safari on an iPhone".
#pragma once

#include <string>
#include <string_view>

namespace homeward::http {

// Coarse on purpose; "another program" for anything that is not a browser we know.
std::string device_words(std::string_view user_agent);

}  // namespace homeward::http
