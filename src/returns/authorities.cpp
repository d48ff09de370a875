#include "returns/authorities.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "returns/areas.hpp"

namespace homeward::returns {

namespace {

struct Authority {
  int number;  // DfE
  std::string_view area, name;
};

// Today's, by number. Source: old_la_code, new_la_code and la_name of the DfE's statistics on
// looked after children, 2025.
constexpr auto kAuthorities = std::to_array<Authority>({
    {201, "E09000001", "City of London"},
    {202, "E09000007", "Camden"},
    {203, "E09000011", "Greenwich"},
    {204, "E09000012", "Hackney"},
    {205, "E09000013", "Hammersmith and Fulham"},
    {206, "E09000019", "Islington"},
    {207, "E09000020", "Kensington and Chelsea"},
    {208, "E09000022", "Lambeth"},
    {209, "E09000023", "Lewisham"},
    {210, "E09000028", "Southwark"},
    {211, "E09000030", "Tower Hamlets"},
    {212, "E09000032", "Wandsworth"},
    {213, "E09000033", "Westminster"},
    {301, "E09000002", "Barking and Dagenham"},
    {302, "E09000003", "Barnet"},
    {303, "E09000004", "Bexley"},
    {304, "E09000005", "Brent"},
    {305, "E09000006", "Bromley"},
    {306, "E09000008", "Croydon"},
    {307, "E09000009", "Ealing"},
    {308, "E09000010", "Enfield"},
    {309, "E09000014", "Haringey"},
    {310, "E09000015", "Harrow"},
    {311, "E09000016", "Havering"},
    {312, "E09000017", "Hillingdon"},
    {313, "E09000018", "Hounslow"},
    {314, "E09000021", "Kingston upon Thames"},
    {315, "E09000024", "Merton"},
    {316, "E09000025", "Newham"},
    {317, "E09000026", "Redbridge"},
    {318, "E09000027", "Richmond upon Thames"},
    {319, "E09000029", "Sutton"},
    {320, "E09000031", "Waltham Forest"},
    {330, "E08000025", "Birmingham"},
    {331, "E08000026", "Coventry"},
    {332, "E08000027", "Dudley"},
    {333, "E08000028", "Sandwell"},
    {334, "E08000029", "Solihull"},
    {335, "E08000030", "Walsall"},
    {336, "E08000031", "Wolverhampton"},
    {340, "E08000011", "Knowsley"},
    {341, "E08000012", "Liverpool"},
    {342, "E08000013", "St. Helens"},
    {343, "E08000014", "Sefton"},
    {344, "E08000015", "Wirral"},
    {350, "E08000001", "Bolton"},
    {351, "E08000002", "Bury"},
    {352, "E08000003", "Manchester"},
    {353, "E08000004", "Oldham"},
    {354, "E08000005", "Rochdale"},
    {355, "E08000006", "Salford"},
    {356, "E08000007", "Stockport"},
    {357, "E08000008", "Tameside"},
    {358, "E08000009", "Trafford"},
    {359, "E08000010", "Wigan"},
    {370, "E08000038", "Barnsley"},
    {371, "E08000017", "Doncaster"},
    {372, "E08000018", "Rotherham"},
    {373, "E08000039", "Sheffield"},
    {380, "E08000032", "Bradford"},
    {381, "E08000033", "Calderdale"},
    {382, "E08000034", "Kirklees"},
    {383, "E08000035", "Leeds"},
    {384, "E08000036", "Wakefield"},
    {390, "E08000037", "Gateshead"},
    {391, "E08000021", "Newcastle upon Tyne"},
    {392, "E08000022", "North Tyneside"},
    {393, "E08000023", "South Tyneside"},
    {394, "E08000024", "Sunderland"},
    {420, "E06000053", "Isles of Scilly"},
    {800, "E06000022", "Bath and North East Somerset"},
    {801, "E06000023", "Bristol, City of"},
    {802, "E06000024", "North Somerset"},
    {803, "E06000025", "South Gloucestershire"},
    {805, "E06000001", "Hartlepool"},
    {806, "E06000002", "Middlesbrough"},
    {807, "E06000003", "Redcar and Cleveland"},
    {808, "E06000004", "Stockton-on-Tees"},
    {810, "E06000010", "Kingston upon Hull, City of"},
    {811, "E06000011", "East Riding of Yorkshire"},
    {812, "E06000012", "North East Lincolnshire"},
    {813, "E06000013", "North Lincolnshire"},
    {815, "E06000065", "North Yorkshire"},
    {816, "E06000014", "York"},
    {821, "E06000032", "Luton"},
    {822, "E06000055", "Bedford"},
    {823, "E06000056", "Central Bedfordshire"},
    {825, "E06000060", "Buckinghamshire"},
    {826, "E06000042", "Milton Keynes"},
    {830, "E10000007", "Derbyshire"},
    {831, "E06000015", "Derby"},
    {838, "E06000059", "Dorset"},
    {839, "E06000058", "Bournemouth, Christchurch and Poole"},
    {840, "E06000047", "County Durham"},
    {841, "E06000005", "Darlington"},
    {845, "E10000011", "East Sussex"},
    {846, "E06000043", "Brighton and Hove"},
    {850, "E10000014", "Hampshire"},
    {851, "E06000044", "Portsmouth"},
    {852, "E06000045", "Southampton"},
    {855, "E10000018", "Leicestershire"},
    {856, "E06000016", "Leicester"},
    {857, "E06000017", "Rutland"},
    {860, "E10000028", "Staffordshire"},
    {861, "E06000021", "Stoke-on-Trent"},
    {865, "E06000054", "Wiltshire"},
    {866, "E06000030", "Swindon"},
    {867, "E06000036", "Bracknell Forest"},
    {868, "E06000040", "Windsor and Maidenhead"},
    {869, "E06000037", "West Berkshire"},
    {870, "E06000038", "Reading"},
    {871, "E06000039", "Slough"},
    {872, "E06000041", "Wokingham"},
    {873, "E10000003", "Cambridgeshire"},
    {874, "E06000031", "Peterborough"},
    {876, "E06000006", "Halton"},
    {877, "E06000007", "Warrington"},
    {878, "E10000008", "Devon"},
    {879, "E06000026", "Plymouth"},
    {880, "E06000027", "Torbay"},
    {881, "E10000012", "Essex"},
    {882, "E06000033", "Southend-on-Sea"},
    {883, "E06000034", "Thurrock"},
    {884, "E06000019", "Herefordshire, County of"},
    {885, "E10000034", "Worcestershire"},
    {886, "E10000016", "Kent"},
    {887, "E06000035", "Medway"},
    {888, "E10000017", "Lancashire"},
    {889, "E06000008", "Blackburn with Darwen"},
    {890, "E06000009", "Blackpool"},
    {891, "E10000024", "Nottinghamshire"},
    {892, "E06000018", "Nottingham"},
    {893, "E06000051", "Shropshire"},
    {894, "E06000020", "Telford and Wrekin"},
    {895, "E06000049", "Cheshire East"},
    {896, "E06000050", "Cheshire West and Chester"},
    {908, "E06000052", "Cornwall"},
    {916, "E10000013", "Gloucestershire"},
    {919, "E10000015", "Hertfordshire"},
    {921, "E06000046", "Isle of Wight"},
    {925, "E10000019", "Lincolnshire"},
    {926, "E10000020", "Norfolk"},
    {929, "E06000057", "Northumberland"},
    {931, "E10000025", "Oxfordshire"},
    {933, "E06000066", "Somerset"},
    {935, "E10000029", "Suffolk"},
    {936, "E10000030", "Surrey"},
    {937, "E10000031", "Warwickshire"},
    {938, "E10000032", "West Sussex"},
    {940, "E06000061", "North Northamptonshire"},
    {941, "E06000062", "West Northamptonshire"},
    {942, "E06000063", "Cumberland"},
    {943, "E06000064", "Westmorland and Furness"},
});
static_assert(kAuthorities.size() == 153 &&
              std::is_sorted(kAuthorities.begin(), kAuthorities.end(),
                             [](const auto& a, const auto& b) { return a.number < b.number; }));

// 820 Bedfordshire and 875 Cheshire (to 2009), 835 Dorset, 836 Poole and 837 Bournemouth (to 2019),
// 928 Northamptonshire (to 2021), 909 Cumbria (to 2023); the others are counties as they were
// before they lost a city or were dissolved, 1995 to 1998. Source: DfE establishment numbers.
constexpr auto kFormerNumbers = std::to_array<int>({
    820, 835, 836, 837, 875, 901, 902, 903, 904, 905, 906, 907, 909, 910, 911, 912,
    913, 914, 915, 917, 918, 920, 922, 923, 924, 927, 928, 930, 932, 934, 939,
});
static_assert(std::is_sorted(kFormerNumbers.begin(), kFormerNumbers.end()));

// What people call them beside their names, and former ones with the one authority that followed;
// as bare_name gives it.
constexpr auto kOtherNames = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"banes", "E06000022"},
    {"bathnes", "E06000022"},
    {"bcp", "E06000058"},
    {"blackburn", "E06000008"},
    {"bournemouth", "E06000058"},
    {"bournemouthpoole", "E06000058"},
    {"brighton", "E06000043"},
    {"bristol", "E06000023"},
    {"cheshirewest", "E06000050"},
    {"eastriding", "E06000011"},
    {"hammersmith", "E09000013"},
    {"hull", "E06000010"},
    {"kensington", "E09000020"},
    {"kingston", "E09000021"},
    {"london", "E09000001"},  // of the city, see bare_name
    {"medwaytowns", "E06000035"},
    {"newcastle", "E08000021"},
    {"northeastlincs", "E06000012"},
    {"northlincs", "E06000013"},
    {"poole", "E06000058"},
    {"redcar", "E06000003"},
    {"richmond", "E09000027"},
    {"scillies", "E06000053"},
    {"scillyisles", "E06000053"},
    {"southend", "E06000033"},
    {"southglos", "E06000025"},
    {"stockton", "E06000004"},
    {"stoke", "E06000021"},
    {"telford", "E06000020"},
    {"windsor", "E06000040"},
});
static_assert(std::is_sorted(kOtherNames.begin(), kOtherNames.end()));

// Words that say what kind of authority one is, not which.
constexpr auto kKinds = std::to_array<std::string_view>({
    "and",      "authority",    "bc",    "borough",     "cbc",     "cc",
    "children", "childrens",    "city",  "corporation", "council", "county",
    "dc",       "district",     "la",    "lb",          "local",   "mbc",
    "mdc",      "metropolitan", "of",    "rb",          "royal",   "s",
    "services", "the",          "trust", "ua",          "unitary",
});
static_assert(std::is_sorted(kKinds.begin(), kKinds.end()));

// "St. Helens" -> "st", "helens"; in lower case, letters only.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : text::lower(name)) {
    if (c >= 'a' && c <= 'z')
      words.back() += c;
    else if (!words.back().empty() && c != '\'')
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// What tells one authority from the others: "Royal Borough of Kingston upon Thames" ->
// "kingstonuponthames".
std::string bare_name(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  std::string out;
  bool city = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    city |= words[i] == "city" || words[i] == "corporation";
    if (std::binary_search(kKinds.begin(), kKinds.end(), words[i])) continue;
    if (words[i] == "london" && i + 1 < words.size() && words[i + 1] == "borough") continue;
    out += words[i] == "saint" ? "st" : words[i];
  }
  return out == "london" && !city ? "" : out;  // London is no authority, its city is one
}

// Every name, bare, with its area; in order.
std::vector<std::pair<std::string, std::string_view>> bare_names() {
  std::vector<std::pair<std::string, std::string_view>> out;
  for (const Authority& one : kAuthorities) out.emplace_back(bare_name(one.name), one.area);
  for (const auto& [other, area] : kOtherNames) out.emplace_back(other, area);
  std::sort(out.begin(), out.end());
  return out;
}

std::string_view area_called(std::string_view name) {
  static const auto kNames = bare_names();
  const std::string bare = bare_name(name);
  const auto at = std::lower_bound(kNames.begin(), kNames.end(), bare,
                                   [](const auto& one, const auto& b) { return one.first < b; });
  return at != kNames.end() && at->first == bare ? at->second : std::string_view{};
}

std::optional<int> number_in(std::string_view text) {
  if (text.size() != 3) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// "E10000016", or what PL_LA says for the rest of the United Kingdom.
bool is_ons_code(std::string_view text) {
  return text == "WAL" || text == "SCO" || text == "NIR" ||
         (text.size() == 9 && text.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

const Authority* numbered(int number) {
  const auto at = std::lower_bound(kAuthorities.begin(), kAuthorities.end(), number,
                                   [](const Authority& one, int n) { return one.number < n; });
  return at != kAuthorities.end() && at->number == number ? &*at : nullptr;
}

}  // namespace

std::string authority_area(std::string_view text) {
  const std::string_view cell = text::trim(text);
  if (const auto number = number_in(cell)) {
    const Authority* one = numbered(*number);
    if (one != nullptr) return std::string(one->area);
    return *number == 836 || *number == 837 ? "E06000058" : "";  // Poole, Bournemouth
  }
  const std::string code = text::upper(cell);
  return std::string(is_ons_code(code) ? placement_area(code) : area_called(cell));
}

bool is_dfe_la_number(Code number) {
  const auto value = number_in(number.text());
  return value && (numbered(*value) != nullptr ||
                   std::binary_search(kFormerNumbers.begin(), kFormerNumbers.end(), *value));
}

}  // namespace homeward::returns
