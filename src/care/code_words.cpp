// The codes that stand on few pages, and which column holds which codes.
#include "care/code_words.hpp"

#include <algorithm>
#include <span>

#include "care/codes.hpp"

namespace homeward::care {

namespace {

struct Words {
  Code code;
  std::string_view words;
};

constexpr Words kSex[] = {{"M", "Male"}, {"F", "Female"}, {"U", "Unknown"}};

constexpr Words kPupilNumber[] = {
    {"UN1", "None yet, not of school age"},
    {"UN2", "None, never in a maintained school in England"},
    {"UN3", "None, educated outside England"},
    {"UN4", "Not yet known, newly looked after"},
    {"UN5", "Sources disagree"},
};

constexpr Words kNewEpisode[] = {
    {"S", "Started to be looked after"},
    {"L", "New legal status"},
    {"P", "New placement and carer"},
    {"T", "New placement, same carer"},
    {"B", "New legal status, placement and carer"},
    {"U", "New legal status and placement, same carer"},
};

constexpr Words kAdoptersSex[] = {
    {"M1", "One man"},   {"F1", "One woman"},         {"MM", "Two men"},
    {"FF", "Two women"}, {"MF", "A man and a woman"},
};

constexpr Words kAdoptersLegalStatus[] = {
    {"L0", "Single"},
    {"L11", "Married, of different gender"},
    {"L12", "Married, of the same gender"},
    {"L2", "Civil partnership"},
    {"L3", "Unmarried couple of different gender"},
    {"L4", "Couple of the same gender, neither married nor in a civil partnership"},
};

constexpr Words kAdoptionReversed[] = {
    {"RD1", "The child's needs changed"},
    {"RD2", "The court made no placement order"},
    {"RD3", "No adopters were found"},
    {"RD4", "Other reason"},
};

constexpr Words kPreviousPermanence[] = {
    {"P1", "Adoption"},
    {"P2", "Special guardianship order"},
    {"P3", "Residence or child arrangements order"},
    {"P4", "Not known"},
    {"Z1", "None"},
};

constexpr Words kMissing[] = {
    {"M", "Missing, whereabouts not known"},
    {"A", "Away without authorisation, whereabouts known"},
};

constexpr Words kSdqReason[] = {
    {"SDQ1", "Under 4 or over 16 at the latest assessment"},
    {"SDQ2", "The carer refused"},
    {"SDQ3", "Not possible because of the severity of the disability"},
    {"SDQ4", "Other reason"},
    {"SDQ5", "The child refused"},
};

constexpr Words kInTouch[] = {
    {"YES", "In touch"},
    {"NO", "Not in touch"},
    {"DIED", "Died"},
    {"REFU", "Refuses contact"},
    {"NREQ", "No longer requires services"},
    {"RHOM", "Returned home for six months or more"},
};

constexpr Words kActivity[] = {
    {"F1", "Higher education, full time"},
    {"P1", "Higher education, part time"},
    {"F2", "Other education, full time"},
    {"P2", "Other education, part time"},
    {"F3", "Training or employment, full time"},
    {"P3", "Training or employment, part time"},
    {"F4", "Apprenticeship, full time"},
    {"P4", "Apprenticeship, part time"},
    {"F5", "Training or employment, full time"},
    {"P5", "Training or employment, part time"},
    {"G4", "Not in education, employment or training: illness or disability"},
    {"G5", "Not in education, employment or training: other reason"},
    {"G6", "Not in education, employment or training: pregnancy or parenting"},
    {"0", "None reported"},
};

// The letter of ACCOM; the digit after it says whether it is suitable.
constexpr Words kAccommodation[] = {
    {"B", "With parents or relatives"},
    {"C", "Community home or other residential care"},
    {"D", "Semi-independent accommodation"},
    {"E", "Supported lodgings"},
    {"G", "Gone abroad"},
    {"H", "Deported"},
    {"K", "Ordinary lodgings"},
    {"R", "Residence not known"},
    {"S", "Homeless"},
    {"T", "Foyer"},
    {"U", "Independent living"},
    {"V", "Emergency accommodation"},
    {"W", "Bed and breakfast"},
    {"X", "Custody"},
    {"Y", "Other accommodation"},
    {"Z", "With former foster carers"},
};

std::optional<std::string> words_in(std::span<const Words> list, Code code) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const Words& w) { return w.code == code; });
  if (found == list.end()) return std::nullopt;
  return std::string(found->words);
}

std::optional<std::string> accommodation_words(Code code) {
  if (code == "0") return "None reported";
  const std::string text = code.text();
  if (text.size() != 2 || (text[1] != '1' && text[1] != '2')) return std::nullopt;
  auto words = words_in(kAccommodation, *Code::parse(text.substr(0, 1)));
  if (words) *words += text[1] == '1' ? ", suitable" : ", not suitable";
  return words;
}

template <const auto& list>
std::optional<std::string> in_list(Code code) {
  return words_in(list, code);
}
template <std::optional<std::string_view> (*words_of)(Code)>
std::optional<std::string> by(Code code) {
  const auto words = words_of(code);
  return words ? std::optional<std::string>(*words) : std::nullopt;
}

struct CodedColumn {
  std::string_view table, column;
  std::optional<std::string> (*words)(Code);
};

constexpr CodedColumn kCoded[] = {
    {"child", "sex", in_list<kSex>},
    {"child", "ethnicity", by<ethnicity_words>},
    {"child", "upn", in_list<kPupilNumber>},
    {"episode", "reason_for_new_episode", in_list<kNewEpisode>},
    {"episode", "legal_status", by<legal_status_words>},
    {"episode", "category_of_need", by<category_of_need_words>},
    {"episode", "placement_type", by<placement_type_words>},
    {"episode", "placement_provider", by<provider_words>},
    {"episode", "reason_ended", by<reason_ended_words>},
    {"episode", "reason_for_placement_change", by<placement_change_words>},
    {"review", "participation", by<participation_words>},
    {"adoption", "adopters_sex", in_list<kAdoptersSex>},
    {"adoption", "adopters_legal_status", in_list<kAdoptersLegalStatus>},
    {"adoption_decision", "reason_reversed", in_list<kAdoptionReversed>},
    {"previous_permanence", "type", in_list<kPreviousPermanence>},
    {"missing_period", "type", in_list<kMissing>},
    {"health_outcome", "sdq_reason", in_list<kSdqReason>},
    {"care_leaver", "in_touch", in_list<kInTouch>},
    {"care_leaver", "activity", in_list<kActivity>},
    {"care_leaver", "accommodation", accommodation_words},
    {"worker_spell", "reason", by<worker_change_words>},
};

}  // namespace

std::optional<std::string> code_words(std::string_view table, std::string_view column, Code code) {
  for (const CodedColumn& coded : kCoded)
    if (coded.table == table && coded.column == column) return coded.words(code);
  return std::nullopt;
}

}  // namespace homeward::care
