#include "care/codes.hpp"

#include <algorithm>
#include <iterator>

namespace homeward::care {

namespace {

struct CodeAndWords {
  Code code;
  std::string_view words;
};

template <std::size_t N>
std::optional<std::string_view> find(const CodeAndWords (&list)[N], Code code) {
  const auto* found = std::find_if(std::begin(list), std::end(list),
                                   [&](const CodeAndWords& w) { return w.code == code; });
  if (found == std::end(list)) return std::nullopt;
  return found->words;
}

constexpr CodeAndWords kLegalStatus[] = {
    {"C1", "Interim care order"},
    {"C2", "Full care order"},
    {"D1", "Freeing order"},
    {"E1", "Placement order"},
    {"V2", "Accommodated by agreement (section 20)"},
    {"V3", "Short breaks, each stay recorded"},
    {"V4", "Short breaks, only the agreement recorded"},
    {"L1", "Police protection"},
    {"L2", "Emergency protection order"},
    {"L3", "Child assessment order"},
    {"J1", "Remanded to accommodation or youth detention"},
    {"J2", "Accommodated under PACE 1984"},
    {"J3", "Youth rehabilitation order with residence or intensive fostering"},
};

// The meanings of Z11 to Z14 are not confirmed (docs/ssda903-layout.md), so they have no words of
// their own.
constexpr CodeAndWords kPlacementType[] = {
    {"A3", "Placed for adoption with consent, with current foster carer"},
    {"A4", "Placed for adoption with consent, not with current foster carer"},
    {"A5", "Placed for adoption under placement order, with current foster carer"},
    {"A6", "Placed for adoption under placement order, not with current foster carer"},
    {"H5", "Semi-independent living, not a children's home"},
    {"K1", "Secure children's home"},
    {"K2", "Children's home"},
    {"K3", "Supported accommodation"},
    {"P1", "With own parent or other person with parental responsibility"},
    {"P2", "Independent living"},
    {"P3", "Residential employment"},
    {"R1", "Residential care home"},
    {"R2", "NHS or other medical or nursing establishment"},
    {"R3", "Family centre or mother and baby unit"},
    {"R5", "Young offender institution or prison"},
    {"S1", "Residential school"},
    {"T0", "Temporary move"},
    {"T1", "Temporary period in hospital"},
    {"T2", "Temporarily away on holiday"},
    {"T3", "Temporary: foster carers on holiday"},
    {"T4", "Temporary accommodation of seven days or less"},
    {"U1", "Fostered by relative or friend, long term"},
    {"U2", "Fostered by relative or friend who may adopt"},
    {"U3", "Fostered by relative or friend"},
    {"U4", "Fostered by other carer, long term"},
    {"U5", "Fostered by other carer who may adopt"},
    {"U6", "Fostered by other carer"},
    {"Z1", "Other placement"},
};

constexpr CodeAndWords kProvider[] = {
    {"PR0", "Parent or other person with parental responsibility"},
    {"PR1", "Own local authority"},
    {"PR2", "Another local authority"},
    {"PR3", "Other public body"},
    {"PR4", "Private provider"},
    {"PR5", "Voluntary provider"},
};

constexpr CodeAndWords kReasonEnded[] = {
    {"X1", "New episode started the same day"},
    {"E11", "Adopted, unopposed"},
    {"E12", "Adopted, consent dispensed with"},
    {"E2", "Died"},
    {"E3", "Care taken over by another authority"},
    {"E4", "Returned home to a parent or relative"},
    {"E4A", "Returned home, planned"},
    {"E4B", "Returned home, unplanned"},
    {"E13", "Left to live with a parent or relative without parental responsibility"},
    {"E41", "Residence or child arrangements order"},
    {"E43", "Special guardianship to former foster carer"},
    {"E44", "Special guardianship to other carer"},
    {"E45", "Special guardianship to former foster carer, relative or friend"},
    {"E46", "Special guardianship to former foster carer, not relative or friend"},
    {"E47", "Special guardianship to other carer, relative or friend"},
    {"E48", "Special guardianship to other carer, not relative or friend"},
    {"E5", "Independent living with formal support"},
    {"E6", "Independent living without formal support"},
    {"E7", "Moved to residential care funded by adult care"},
    {"E8", "Left for another reason"},
    {"E9", "Sentenced to custody"},
    {"E14", "Remand ended"},
    {"E15", "Age assessed as 18 or over"},
    {"E16", "Moved abroad"},
    {"E17", "Turned 18 and stayed with current carers"},
};

constexpr CodeAndWords kPlacementChange[] = {
    {"CARPL", "Planned, part of the care plan"},
    {"CLOSE", "Carer resigned or setting closed"},
    {"ALLEG", "Allegation under section 47"},
    {"STAND", "Standards of care concern"},
    {"APPRR", "Approval removed"},
    {"CREQB", "Carer asked because of the child's behaviour"},
    {"CREQO", "Carer asked for another reason"},
    {"CHILD", "Child asked"},
    {"LAREQ", "Responsible or area authority asked"},
    {"PLACE", "Status of placement changed only"},
    {"CUSTOD", "Custody"},
    {"OTHER", "Other reason"},
};

constexpr CodeAndWords kCategoryOfNeed[] = {
    {"N1", "Abuse or neglect"},
    {"N2", "Child's disability"},
    {"N3", "Parental illness or disability"},
    {"N4", "Family in acute stress"},
    {"N5", "Family dysfunction"},
    {"N6", "Socially unacceptable behaviour"},
    {"N7", "Low income"},
    {"N8", "Absent parenting"},
};

constexpr CodeAndWords kParticipation[] = {
    {"PN0", "Under 4"},
    {"PN1", "Came and spoke"},
    {"PN2", "Came, an advocate spoke"},
    {"PN3", "Came, gave views without words"},
    {"PN4", "Came, gave no views"},
    {"PN5", "Not there, briefed an advocate"},
    {"PN6", "Not there, sent views"},
    {"PN7", "Not there, views not conveyed"},
};

constexpr CodeAndWords kEthnicity[] = {
    {"WBRI", "White British"},
    {"WIRI", "White Irish"},
    {"WOTH", "Any other White background"},
    {"WIRT", "Traveller of Irish heritage"},
    {"WROM", "Gypsy or Roma"},
    {"MWBC", "White and Black Caribbean"},
    {"MWBA", "White and Black African"},
    {"MWAS", "White and Asian"},
    {"MOTH", "Any other Mixed background"},
    {"AIND", "Indian"},
    {"APKN", "Pakistani"},
    {"ABAN", "Bangladeshi"},
    {"AOTH", "Any other Asian background"},
    {"BCRB", "Caribbean"},
    {"BAFR", "African"},
    {"BOTH", "Any other Black background"},
    {"CHNE", "Chinese"},
    {"OOTH", "Any other ethnic group"},
    {"REFU", "Refused"},
    {"NOBT", "Not yet obtained"},
};

constexpr CodeAndWords kWorkerChange[] = {
    {"MANAGE", "Caseload management"},  {"FCONTA", "First contact or re-referral"},
    {"LEFTRL", "Previous worker left"}, {"ORGRST", "Restructure"},
    {"TSPROC", "Standard transfer"},    {"ABSENC", "Absence cover or return"},
    {"CHCHAN", "Child asked"},          {"PCCHAN", "Parent or carer asked"},
    {"SWDIED", "Previous worker died"}, {"OTHERS", "Other reason"},
};

}  // namespace

std::optional<std::string_view> legal_status_words(Code ls) {
  return find(kLegalStatus, ls);
}
std::optional<std::string_view> placement_type_words(Code place) {
  return find(kPlacementType, place);
}
std::optional<std::string_view> provider_words(Code provider) {
  return find(kProvider, provider);
}
std::optional<std::string_view> reason_ended_words(Code rec) {
  return find(kReasonEnded, rec);
}
std::optional<std::string_view> placement_change_words(Code reason) {
  return find(kPlacementChange, reason);
}
std::optional<std::string_view> category_of_need_words(Code cin) {
  return find(kCategoryOfNeed, cin);
}
std::optional<std::string_view> participation_words(Code participation) {
  return find(kParticipation, participation);
}
std::optional<std::string_view> ethnicity_words(Code ethnicity) {
  return find(kEthnicity, ethnicity);
}
std::optional<std::string_view> worker_change_words(Code reason) {
  return find(kWorkerChange, reason);
}

}  // namespace homeward::care
