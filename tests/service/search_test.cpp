// Finding a child by what somebody remembers of the name.
#include "bench.hpp"

namespace homeward::tests {

using namespace service;

struct Searching : testing::Test {
  Workbench bench;
  AuthorityId authority = bench.add_authority("Northshire");
  Actor viewer = bench.actor(authority, Role::viewer);
  Searching() {
    add("H1", "2015-03-12", "Zoë", "Larkhurst");
    add("H2", "2016-01-02", "Reece", "Larkhurst");
    add("H3", "2016-01-02", "Mia", "O’Brien");
    add("H4", "2017-05-06", "Ann-Marie", "Smith Jones");
    add("H5", "2018-07-08", "Łukasz", "O'Brien");
    add("G77", "2019-09-10", "", "");
  }
  void add(const char* number, const char* born, const char* given, const char* family) {
    bench.add_child(authority, number, born, "2026-01-12", given, family);
  }
  std::string found(const std::string& typed) {
    const auto hits = bench.service->search(viewer, typed);
    EXPECT_TRUE(hits);
    std::string numbers;
    for (const SearchHit& hit : hits->children)
      numbers += (numbers.empty() ? "" : " ") + hit.number;
    return numbers;
  }
};

TEST_F(Searching, FindsANameHoweverItIsTyped) {
  const std::pair<const char*, const char*> cases[] = {
      {"zoe", "H1"},
      {"ZOË", "H1"},
      {"Zoe\u0308", "H1"},
      {"Larkhurst Reece", "H2"},
      {"larkhurst, reece", "H2"},
      {"larkhurst,reece", "H2"},
      {"reece  larkhurst ", "H2"},
      {"R. Larkhurst", "H2"},
      {"larkhurst r", "H2"},
      {"x larkhurst", ""},
      {"larkhurst", "H1 H2"},
      {"khurst", "H1 H2"},
      {"o'brien", "H3 H5"},
      {"O’BRIEN", "H3 H5"},
      {"obrien", "H3 H5"},
      {"brien mia", "H3"},
      {"lukasz", "H5"},
      {"annmarie", "H4"},
      {"ann marie", "H4"},
      {"Ann\u2010Marie Smith-Jones", "H4"},
      {"h3", "H3"},
      {"G7", "G77"},
      {"7", ""},
      {"obrien h5", "H5"},
      {"2/1/2016", "H2 H3"},
      {"2016-01-02", "H2 H3"},
      {"larkhurst 02/01/2016", "H2"},
      {"larkhurst 03/01/2016", ""},
      {"12.03.2015", "H1"},
      {"", ""},
      {"  ", ""},
      {"’’", ""},
      {"- ,", ""},
      {"smith larkhurst", ""},
  };
  for (const auto& [typed, numbers] : cases) EXPECT_EQ(found(typed), numbers) << typed;
}

TEST_F(Searching, GivesInitialsForAProjector) {
  const auto hits = bench.service->search(viewer, "reece");
  ASSERT_EQ(hits->children.size(), 1u);
  EXPECT_EQ(hits->children[0].initials, "RL");
}

}  // namespace homeward::tests
