#include "http/device_words.hpp"

#include <array>

namespace homeward::http {

namespace {

struct Mark {
  std::string_view in_header, words;
};

// The first that stands in the header counts: Edge calls itself Chrome and Safari too.
constexpr std::array<Mark, 7> kBrowsers{{{"Edg", "Edge"},
                                         {"OPR/", "Opera"},
                                         {"SamsungBrowser/", "Samsung Internet"},
                                         {"Firefox/", "Firefox"},
                                         {"FxiOS/", "Firefox"},
                                         {"Chrome/", "Chrome"},
                                         {"Safari/", "Safari"}}};
constexpr std::array<Mark, 7> kSystems{{{"iPhone", "an iPhone"},
                                        {"iPad", "an iPad"},
                                        {"Android", "Android"},
                                        {"CrOS", "ChromeOS"},
                                        {"Windows", "Windows"},
                                        {"Macintosh", "a Mac"},
                                        {"Linux", "Linux"}}};

template <std::size_t N>
std::string_view first_of(const std::array<Mark, N>& marks, std::string_view header) {
  for (const Mark& mark : marks)
    if (header.find(mark.in_header) != std::string_view::npos) return mark.words;
  return {};
}

}  // namespace

std::string device_words(std::string_view user_agent) {
  const std::string_view browser = first_of(kBrowsers, user_agent);
  const std::string_view system = first_of(kSystems, user_agent);
  if (browser.empty()) return "another program";
  if (system.empty()) return std::string(browser);
  return std::string(browser) + " on " + std::string(system);
}

}  // namespace homeward::http
