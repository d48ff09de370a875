// How long things take, and how often they happen: the numbers behind the synthetic authority.
//
// Sources (docs/sources.md). [dfe-2020-coram-i]: time to the first permanency planning meeting.
// [ADO] DfE, children looked after in England including adoptions, 2025 (dfe-looked-after-2025):
// average time between the stages of the adoption process. [CLA] the same release: numbers of
// children (31 March 2025: 81,770 looked after, 32,270 started and 34,450 ceased in the year).
// [STA] DfE, stability measures 2025 (10% with three or more placements in the year, 69% of
// under-16s in care for 2.5 years living with the same carer for two) and social worker stability
// 2024 (27% with three or more in the year) (dfe-stability-2025). [P] plausible, without a
// published figure.
#pragma once

#include "synthetic/random.hpp"

namespace homeward::synthetic {

// Working days from entry to the first permanency planning meeting. The authority called Leybridge
// in [dfe-2020-coram-i]: mean 92, SD 65, 12% within 10 working days before tracking; mean 37, SD
// 39, 33% within 10 after it began.
inline constexpr Spread kFirstMeetingBefore{0,  5,  10,  27,  37,  45,  53,  60,  67,  74, 82,
                                            89, 97, 106, 116, 127, 140, 156, 178, 213, 314};
inline constexpr Spread kFirstMeetingAfter{0,  2,  4,  5,  7,  9,  10, 13, 17,  20, 24,
                                           28, 33, 38, 44, 52, 61, 72, 87, 114, 201};
// Calendar days between planning meetings once they are tracked: every six weeks
// [dfe-2020-coram-i], mean 44.
inline constexpr Spread kMeetingInterval{20, 28, 31, 32, 34, 35, 37, 38, 39, 41, 42,
                                         44, 45, 47, 49, 51, 53, 56, 60, 67, 81};

// Calendar days in care until … [P], with their means set so that entries are 38% of the children
// looked after [CLA].
inline constexpr Spread kUntilHome{2,   32,  45,  57,  69,  82,  94,  109, 124, 141, 160,
                                   182, 207, 236, 271, 315, 373, 454, 583, 842, 2049};
inline constexpr Spread kUntilGuardianship{120, 180, 211, 237, 262, 286, 310, 334, 359, 384, 412,
                                           441, 473, 507, 546, 591, 644, 711, 803, 955, 1390};
inline constexpr Spread kUntilArrangementsOrder{60,  109, 136, 162, 185, 209, 232,
                                                256, 281, 307, 335, 365, 398, 434,
                                                474, 521, 577, 648, 745, 906, 1381};
inline constexpr Spread kUntilOther{5,   28,  50,  73,  96,  121, 146, 174, 203,  235, 270,
                                    309, 352, 399, 455, 520, 600, 702, 843, 1084, 1874};
inline constexpr Spread kUntilReEntry{20,  85,  109, 130, 150, 170, 191, 213, 236,  261, 289,
                                      320, 355, 395, 443, 501, 577, 679, 833, 1132, 2639};

// The way to adoption [ADO]: entry to decision 9 months, decision to match 10, match to placement
// 1, placement to order 9. Decision to placement order: [P].
inline constexpr Spread kEntryToDecision{100, 141, 157, 170, 182, 194, 205, 217, 228, 240, 253,
                                         266, 280, 295, 313, 332, 356, 384, 423, 486, 657};
inline constexpr Spread kDecisionToPlacementOrder{8,  15, 19, 23, 26, 29, 33, 36,  39,  43, 47,
                                                  51, 55, 60, 65, 71, 79, 88, 101, 123, 187};
inline constexpr Spread kDecisionToMatch{40,  76,  98,  117, 135, 153, 171, 189, 208, 229, 250,
                                         273, 298, 326, 356, 392, 435, 490, 565, 689, 1058};
inline constexpr Spread kMatchToPlaced{6,  11, 13, 15, 17, 19, 20, 22, 24, 26, 28,
                                       30, 32, 35, 38, 41, 45, 50, 56, 67, 97};
inline constexpr Spread kPlacedToAdopted{100, 141, 157, 170, 183, 194, 206, 217, 228, 240, 253,
                                         266, 280, 295, 312, 332, 355, 384, 423, 487, 658};

// Care proceedings: issue to final order, mean 270 days [P].
inline constexpr Spread kProceedings{100, 149, 165, 178, 190, 200, 211, 221, 232, 242, 253,
                                     265, 277, 290, 305, 322, 341, 366, 399, 451, 583};

// How long a home lasts: the first one, a settled one, one that does not hold. Set by trial so that
// moves agree with [STA].
inline constexpr Spread kFirstHome{1,   16,  24,  31,  39,  46,  55,  64,  74,  85,  97,
                                   112, 129, 150, 175, 207, 249, 309, 407, 611, 1842};
inline constexpr Spread kSettledHome{60,   217,  324,  424,  521,  622,  722,
                                     827,  937,  1053, 1178, 1311, 1459, 1622,
                                     1808, 2026, 2286, 2615, 3069, 3846, 6199};
inline constexpr Spread kUnsettledHome{5,   18,  29,  39,  50,  61,  73,  85,  98,  112, 126,
                                       142, 161, 181, 204, 231, 264, 306, 365, 464, 778};

// Days missing; family finding to match; endorsement to panel; panel to decision [P].
inline constexpr Spread kMissingDays{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1,
                                     1, 2, 2, 2, 3, 4, 4, 6, 8, 16};
inline constexpr Spread kFamilyFinding{20,  39,  52,  64,  76,  88,  100, 112, 125, 138, 153,
                                       169, 186, 205, 226, 252, 282, 320, 373, 462, 740};
inline constexpr Spread kEndorsedToPanel{10, 16, 20, 23, 26, 29, 32, 36,  39,  43, 46,
                                         50, 55, 59, 65, 71, 79, 88, 101, 123, 189};
inline constexpr Spread kPanelToDecision{1, 2, 3, 3,  4,  4,  5,  5,  6,  6, 7,
                                         7, 8, 9, 10, 10, 11, 13, 15, 18, 26};

// Days that a social worker stays in a post, set by trial to agree with [STA].
inline constexpr Spread kWorkerInPost{40,  90,  122, 151, 179, 208, 238, 268, 299,  333, 369,
                                      408, 450, 497, 550, 611, 687, 782, 913, 1135, 1817};

}  // namespace homeward::synthetic
