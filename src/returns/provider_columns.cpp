#include "returns/provider_columns.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

using Names = std::span<const std::string_view>;

// As plain_name gives them.
constexpr std::string_view kUrn[] = {"urn",
                                     "ofstedurn",
                                     "providerurn",
                                     "settingurn",
                                     "uniquereferencenumber",
                                     "agencyurn",
                                     "registeredurn",
                                     "uniquereferencenumberurn",
                                     "urnnumber",
                                     "ofstednumber",
                                     "ofstedreference"};
constexpr std::string_view kPlaceCodes[] = {
    "placecodes",        "placecode",      "placementcodes", "placementcode", "placementtypecodes",
    "placementtypecode", "placementtypes", "placementtype",  "place"};
constexpr std::string_view kProviderCodes[] = {
    "providercodes",          "providercode",          "placeprovidercodes", "placeprovidercode",
    "placementprovidercodes", "placementprovidercode", "placeprovider",      "placementprovider"};
constexpr std::string_view kPostcodeNames[] = {"postcode",
                                               "settingpostcode",
                                               "settingaddresspostcode",
                                               "providerpostcode",
                                               "provideraddresspostcode",
                                               "addresspostcode",
                                               "postcodeofsetting",
                                               "setpostcode"};
constexpr std::string_view kRegEnd[] = {
    "regend",           "regenddate",           "registrationenddate", "registrationend",
    "closeddate",       "latestcloseddate",     "closedate",           "closingdate",
    "dateclosed",       "closuredate",          "dateofclosure",       "deregistrationdate",
    "deregistereddate", "dateofderegistration", "datederegistered",    "dateregistrationended"};
constexpr std::string_view kLaCode[] = {"lacodeinferred",
                                        "lacode",
                                        "localauthoritycode",
                                        "newlacode",
                                        "onslacode",
                                        "lagsscode",
                                        "localauthorityonscode",
                                        "gsscode",
                                        "oldlacode",
                                        "localauthoritygsscode"};
constexpr std::string_view kLaName[] = {"localauthority",
                                        "providerlocalauthority",
                                        "localauthorityname",
                                        "laname",
                                        "la",
                                        "settinglocalauthority",
                                        "providerla",
                                        "localauthorityarea",
                                        "settingla"};
constexpr std::string_view kKind[] = {
    "provisiontype",   "providertype",   "settingtype",   "provisionsubtype", "providersubtype",
    "typeofprovision", "typeofprovider", "typeofsetting", "servicetype",      "registrationtype"};
constexpr Names kNames[kProviderColumnCount] = {
    kUrn, kPlaceCodes, kProviderCodes, kPostcodeNames, kRegEnd, kLaCode, kLaName, kKind};

// "Placement code (SSDA903)" -> "placementcode".
std::string plain_name(std::string_view name) {
  std::string out;
  int brackets = 0;
  for (const char c : text::lower(name)) {
    if (c == '(') ++brackets;
    if (c == ')' && brackets > 0) --brackets;
    if (brackets == 0 && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) out.push_back(c);
  }
  return out;
}

}  // namespace

std::optional<ProviderHeading> ProviderHeading::in(std::span<const std::string_view> cells) {
  // Longer rows and cells are no headings; neither costs more than a glance.
  constexpr std::size_t kLongestName = 100;
  std::vector<std::string> names;
  for (const std::string_view cell : cells)
    names.push_back(cell.size() <= kLongestName ? plain_name(cell) : std::string());
  ProviderHeading out;
  for (std::size_t i = 0; i < kProviderColumnCount; ++i) {
    out.places_[i] = kNowhere;
    for (const std::string_view name : kNames[i]) {
      const auto at = std::find(names.begin(), names.end(), name);
      if (at == names.end()) continue;
      out.places_[i] = static_cast<std::size_t>(at - names.begin());
      break;
    }
  }
  const auto from = out.places_.begin() + 1, end = out.places_.end() - 1;  // a kind tells little
  const bool more = std::any_of(from, end, [](std::size_t place) { return place != kNowhere; });
  return out.has(ProviderColumn::urn) && more ? std::optional(out) : std::nullopt;
}

}  // namespace homeward::returns
