#include "returns/providers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "returns/testing_test.hpp"
#include "returns/xlsx.hpp"
#include "returns/zipped_test.hpp"

namespace homeward::returns {
namespace {

using testing::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using testing::zipped;

Providers read_providers(std::string_view bytes) {
  auto providers = Providers::read("providers.csv", bytes);
  EXPECT_TRUE(providers) << providers.error().sentence;
  return providers ? std::move(*providers) : Providers();
}

// The columns of which the list says nothing.
std::vector<ProviderTable::Column> untold(const Providers& providers) {
  std::vector<ProviderTable::Column> out;
  for (const auto column : {ProviderTable::place_codes, ProviderTable::provider_codes,
                            ProviderTable::postcode, ProviderTable::reg_end, ProviderTable::area})
    if (!providers.tells(column)) out.push_back(column);
  return out;
}

const std::string kProvidersHeading =
    "URN,PLACE_CODES,PROVIDER_CODES,POSTCODE,REG_END,LA_CODE_INFERRED\n";

// A workbook of one part of XML for each sheet, with the tabs "Sheet 1", "Sheet 2" …
std::string workbook(const std::vector<std::string>& sheets, const std::string& shared = {},
                     const std::string& properties = {}, const std::set<std::size_t>& hidden = {}) {
  testing::Files files{{"[Content_Types].xml", "<Types/>"}};
  std::string list, links;
  for (std::size_t i = 1; i <= sheets.size(); ++i) {
    const std::string number = std::to_string(i);
    list += "<sheet name=\"Sheet " + number + "\" sheetId=\"" + number + "\" r:id=\"rId" + number +
            "\"" + (hidden.contains(i) ? " state=\"hidden\"/>" : "/>");
    links +=
        "<Relationship Id=\"rId" + number + "\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    files.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       "<worksheet><sheetData>" + sheets[i - 1] + "</sheetData></worksheet>");
  }
  files.emplace_back("xl/workbook.xml",
                     "<workbook>" + properties + "<sheets>" + list + "</sheets></workbook>");
  files.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + links + "</Relationships>");
  if (!shared.empty()) files.emplace_back("xl/sharedStrings.xml", "<sst>" + shared + "</sst>");
  return zipped(files);
}

std::string inline_row(const std::vector<std::string>& cells) {
  std::string out = "<row>";
  for (const std::string& cell : cells)
    out += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
  return out + "</row>";
}

TEST(Providers, AListIsReadAndFoundByUrn) {
  const Providers providers =
      read_providers(kProvidersHeading +
                     "SC123456,\"K2, R3\",PR1/PR2,me9 0ap,31/10/2023,E10000016\n"
                     "0012345,U1/U2 / U3,\"PR4,PR4\",,,\n"
                     "1234567.0,,,,2024-02-29 00:00:00,E10000009\n");
  ASSERT_EQ(providers.size(), 3u);
  EXPECT_THAT(untold(providers), IsEmpty());
  EXPECT_THAT(providers.notes(), IsEmpty());
  const Provider* home = providers.find(Code("SC123456"));
  ASSERT_NE(home, nullptr);
  EXPECT_THAT(home->place_codes, ElementsAre(Code("K2"), Code("R3")));
  EXPECT_THAT(home->provider_codes, ElementsAre(Code("PR1"), Code("PR2")));
  EXPECT_EQ(home->postcode, "ME90AP");
  EXPECT_EQ(home->area, "E10000016");
  EXPECT_EQ(home->closed_on, day("2023-10-31"));
  // A URN is text: its noughts stay. What the list does not tell stays unknown.
  const Provider* agency = providers.find(Code("0012345"));
  ASSERT_NE(agency, nullptr);
  EXPECT_THAT(agency->place_codes, ElementsAre(Code("U1"), Code("U2"), Code("U3")));
  EXPECT_THAT(agency->provider_codes, ElementsAre(Code("PR4")));
  EXPECT_EQ(agency->postcode, "");
  EXPECT_EQ(agency->area, "");
  EXPECT_EQ(agency->closed_on, std::nullopt);
  const Provider* number = providers.find(Code("1234567"));
  ASSERT_NE(number, nullptr);
  EXPECT_EQ(number->closed_on, day("2024-02-29"));
  EXPECT_EQ(number->area, "");  // Dorset as it was: split
  EXPECT_EQ(providers.find(Code("12345")), nullptr);
  EXPECT_EQ(providers.find(Code("XXXXXXX")), nullptr);
  EXPECT_EQ(providers.find(Code()), nullptr);
}

TEST(Providers, ColumnsAreKnownInAnyOrderCaseAndUnderOtherNames) {
  const char* files[] = {
      "urn,place_codes,provider_codes,postcode,reg_end,la_code_inferred\n"
      "sc123456,k2,pr1,ME9 0AP,31/10/2023,e10000016\n",
      "\xEF\xBB\xBFName,Closed date,LA code,Setting postcode,Provider code,Place code,Provider "
      "URN\r\n"
      "\"Home, the\",31-10-2023,E10000016,ME90AP,PR1,K2,SC123456\r\n",
      "Social care providers,,,,,\nas at 31 March 2024,,,,,\n\n"
      "URN,PLACE_CODES,PROVIDER_CODES,POSTCODE,REG_END,LA_CODE_INFERRED\n"
      "SC123456,K2,PR1,ME9 0AP,45230,E10000016\n",
      // The name asked for comes before another that would do.
      "URN,LA_CODE,POSTCODE,PLACE_CODES,PROVIDER_CODES,LA_CODE_INFERRED,REG_END\n"
      "SC123456,E09000001,ME9 0AP,K2,PR1,E10000016,31/10/23\n",
  };
  for (const char* file : files) {
    const Providers providers = read_providers(file);
    const Provider* home = providers.find(Code("SC123456"));
    ASSERT_NE(home, nullptr) << file;
    EXPECT_THAT(home->place_codes, ElementsAre(Code("K2"))) << file;
    EXPECT_THAT(home->provider_codes, ElementsAre(Code("PR1"))) << file;
    EXPECT_EQ(home->postcode, "ME90AP") << file;
    EXPECT_EQ(home->area, "E10000016") << file;
    EXPECT_EQ(home->closed_on, day("2023-10-31")) << file;
  }
}

TEST(Providers, WhatTheListLacksIsTold) {
  const Providers providers = read_providers("URN,PLACE_CODES\nSC123456,K2\n");
  EXPECT_THAT(untold(providers), ElementsAre(ProviderTable::provider_codes, ProviderTable::postcode,
                                             ProviderTable::reg_end, ProviderTable::area));
}

TEST(Providers, RowsOfOneUrnAreJoined) {
  const Providers providers =
      read_providers(kProvidersHeading +
                     "SC1,K2,PR1,,01/02/2020,\nSC1,R3,PR1,ME90AP,01/02/2022,\n"
                     "SC2,K2,PR1,,01/02/2020,\nSC2,K2,PR1,,,\n"
                     ",K1,PR1,,,\nFAR TOO LONG A NUMBER,K1,PR1,,,\n");
  EXPECT_EQ(providers.size(), 2u);
  const Provider* one = providers.find(Code("SC1"));
  EXPECT_THAT(one->place_codes, ElementsAre(Code("K2"), Code("R3")));
  EXPECT_EQ(one->postcode, "ME90AP");
  EXPECT_EQ(one->closed_on, day("2022-02-01"));
  EXPECT_EQ(providers.find(Code("SC2"))->closed_on, std::nullopt);
}

TEST(Providers, AWorkbookIsReadWhereItsColumnsAre) {
  const std::string notes = inline_row({"About this list"}) + inline_row({"As at", "31 March"});
  const std::string list =
      "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
      "<c r=\"D3\" t=\"inlineStr\"><is><r><t>REG_</t></r><r><t>END</t></r></is></c>"
      "<c r=\"E3\" t=\"str\"><f>1+1</f><v>POSTCODE</v></c></row>"
      "<row r=\"4\"><c r=\"A4\"><v>1234567.0</v></c><c r=\"B4\" t=\"s\"><v>2</v></c>"
      "<c r=\"D4\" s=\"1\"><v>45230</v></c><c r=\"E4\" t=\"str\"><v>ME9 0AP</v></c></row>"
      "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>0012345</t></is></c><c r=\"D5\" t=\"e\">"
      "<v>#REF!</v></c><c r=\"E5\" t=\"s\"><v>999</v></c></row>";
  const std::string shared =
      "<si><t>URN</t></si><si><t xml:space=\"preserve\"> PLACE_CODES </t></si><si><r><t>K2,</t></r>"
      "<r><t>R3</t></r><rPh><t>kay</t></rPh></si>";
  const Providers providers = read_providers(workbook({notes, list}, shared));
  ASSERT_EQ(providers.size(), 2u);
  const Provider* home = providers.find(Code("1234567"));
  ASSERT_NE(home, nullptr);
  EXPECT_THAT(home->place_codes, ElementsAre(Code("K2"), Code("R3")));
  EXPECT_EQ(home->postcode, "ME90AP");
  EXPECT_EQ(home->closed_on, day("2023-10-31"));
  const Provider* other = providers.find(Code("0012345"));
  ASSERT_NE(other, nullptr);
  EXPECT_EQ(other->closed_on, std::nullopt);
  EXPECT_EQ(other->postcode, "");
}

TEST(Providers, ASheetThatNobodySeesIsNotReadAndIsNamed) {
  const std::string old = inline_row({"URN", "REG_END"}) + inline_row({"SC1", ""});
  const std::string list = inline_row({"URN", "REG_END"}) +
                           "<row><c t=\"inlineStr\"><is><t>SC1</t></is></c>"
                           "<c t=\"str\"><v>31/10/2023</v></c></row>"
                           "<row><c t=\"inlineStr\"><is><t>SC2</t></is></c>"
                           "<c t=\"e\"><v>#REF!</v></c></row>";
  const Providers providers = read_providers(workbook({old, list}, {}, {}, {1}));
  EXPECT_EQ(providers.find(Code("SC1"))->closed_on, day("2023-10-31"));
  ASSERT_EQ(providers.notes().size(), 2u);
  EXPECT_THAT(providers.notes()[0], HasSubstr("the hidden sheet “Sheet 1” was not read."));
  EXPECT_THAT(providers.notes()[1], HasSubstr("date of closure that cannot be read"));
}

TEST(Providers, AWorkbookMayCountFrom1904AndPrefixItsTags) {
  const std::string rows = inline_row({"URN", "REG_END"}) +
                           "<x:row><x:c t=\"str\"><x:v>SC1</x:v></x:c><x:c><x:v>43768</x:v></x:c>"
                           "</x:row>";
  const Providers providers = read_providers(workbook({rows}, "", "<workbookPr date1904=\"1\"/>"));
  ASSERT_NE(providers.find(Code("SC1")), nullptr);
  EXPECT_EQ(providers.find(Code("SC1"))->closed_on, day("2023-10-31"));
}

TEST(Providers, AListIsReadInAnyUsualEncodingAndWithAnyUsualSeparator) {
  std::string list = kProvidersHeading + "SC1,K2,PR1,,,Ynys M\xF4n\n";
  EXPECT_NE(read_providers(list).find(Code("SC1")), nullptr);
  std::string wide = "\xFF\xFE";
  for (const char letter : list) wide += {letter, '\0'};
  EXPECT_NE(read_providers(wide).find(Code("SC1")), nullptr);
  for (const char separator : {';', '\t', '|'}) {
    std::string separated = list;
    std::replace(separated.begin(), separated.end(), ',', separator);
    EXPECT_NE(read_providers(separated).find(Code("SC1")), nullptr) << separator;
  }
}

TEST(Providers, EachKindOfWrongFileIsToldInOneSentence) {
  const std::string good = workbook({inline_row({"URN", "REG_END"}) + inline_row({"SC1", ""})});
  EXPECT_EQ(read_providers(good).size(), 1u);
  const std::pair<std::string, const char*> cases[] = {
      {"", "is empty"},
      {" \r\n ", "is empty"},
      {kProvidersHeading, "holds no providers"},
      {kProvidersHeading + ",K2,PR1,,,\n", "holds no providers"},
      {"CHILD,DOB\n1,2\n", "no row of headings with URN"},
      {"URN,Name\nSC1,x\n", "no row of headings with URN"},
      {std::string("URN\0,", 5), "is not a text file or a workbook"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".xls"},
      {"PK\3\4 and no more", "damaged or cut short"},
      {good.substr(0, good.size() / 2), "damaged or cut short"},
      {zipped({{"a.csv", kProvidersHeading}}), "is not a workbook"},
      {zipped({{"xl/workbook.xml", "<workbook>"}, {"xl/_rels/workbook.xml.rels", "<x/>"}}),
       "is not a workbook"},
      {workbook({}), "is not a workbook"},
      {workbook({"", inline_row({"Name"})}), "no row of headings with URN"},
      {workbook({"<row><c>"}), "a sheet that is damaged"},
      {workbook({inline_row({"URN", "REG_END"}) + std::string(4 << 20, ' ')}),
       "unpacks to far more"},
      {zipped({{"xl/workbook.xml", "<x/>"}, {"xl/_rels/workbook.xml.rels", "<x/>"}}, "secret"),
       "protected by a password"},
  };
  for (const auto& [bytes, sentence] : cases) {
    const auto providers = Providers::read("list.xlsx", bytes);
    ASSERT_FALSE(providers) << sentence;
    EXPECT_THAT(providers.error().sentence, StartsWith("list.xlsx "));
    EXPECT_THAT(providers.error().sentence, HasSubstr(sentence));
  }
}

TEST(Providers, ASheetThatPointsFarAwayIsReadWhereItCanBe) {
  const std::string rows =
      inline_row({"URN", "REG_END"}) +
      "<row r=\"99999999999\"><c r=\"A1\" t=\"str\"><v>SC1</v></c><c r=\"ZZZZ1\"><v>1</v></c>"
      "<c r=\"XFD1\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>-1</v></c><c r=\"1\"/></row>"
      "<row r=\"2147483647\"><c t=\"str\"><v>SC2</v></c></row><row><c "
      "t=\"str\"><v>SC3</v></c></row>"
      "<row r=\"-5\"><c t=\"s\"/><c/></row>";
  EXPECT_EQ(read_providers(workbook({rows})).size(), 3u);
}

TEST(Providers, OfstedsOwnHeadingsAreKnownAndTheAuthorityByItsName) {
  const char* files[] = {
      "Local authority,URN,Deregistration date,Placement code,Setting address postcode,Placement "
      "provider code\nKent,SC123456,31/10/2023,K2,ME9 0AP,PR4\n",
      "Children's homes in England\nAs at 31 March 2026,,\n\n"
      " LOCAL  AUTHORITY ,urn,Deregistration\tdate,placement code (SSDA903),Setting Address "
      "Post-Code,Placement\xC2\xA0provider code\n"
      "Kent County Council,=\"SC123456\",31/10/23,K2 - children's homes,me90ap,PR4: private\n",
      "Provider local authority,URN,Closed date,Placement codes,Postcode,Provider code\n"
      "886,sc123456,2023-10-31,k2,ME9 0AP,pr4\n",
  };
  for (const char* file : files) {
    const Providers providers = read_providers(file);
    const Provider* home = providers.find(Code("SC123456"));
    ASSERT_NE(home, nullptr) << file;
    EXPECT_THAT(untold(providers), IsEmpty()) << file;
    EXPECT_THAT(home->place_codes, ElementsAre(Code("K2"))) << file;
    EXPECT_THAT(home->provider_codes, ElementsAre(Code("PR4"))) << file;
    EXPECT_EQ(home->postcode, "ME90AP") << file;
    EXPECT_EQ(home->area, "E10000016") << file;
    EXPECT_EQ(home->closed_on, day("2023-10-31")) << file;
  }
}

TEST(Providers, CodesMayStandInAnyFormAndWhatIsNoCodeIsNotTold) {
  const std::pair<const char*, std::vector<Code>> cases[] = {
      {"K2", {"K2"}},
      {"K2/R3, S1;K1", {"K2", "R3", "S1", "K1"}},
      {"U1-U6", {"U1", "U2", "U3", "U4", "U5", "U6"}},
      {"A3 to A6", {"A3", "A4", "A5", "A6"}},
      {"U1 \xE2\x80\x93 U3 and K1", {"U1", "U2", "U3", "K1"}},
      {"K2 & R3", {"K2", "R3"}},
      {"k2 - residential", {"K2"}},
      {"Foster", {}},
      {"see notes", {}},
      {"U", {}},
  };
  for (const auto& [cell, codes] : cases) {
    const Providers providers =
        read_providers("URN,PLACE_CODES\nSC1,\"" + std::string(cell) + "\"\nSC2,K2\n");
    std::vector<Code> found = providers.find(Code("SC1"))->place_codes;
    std::vector<Code> expected = codes;
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(found, expected) << cell;
    EXPECT_EQ(providers.notes().size(), codes.empty() ? 1u : 0u) << cell;
  }
}

TEST(Providers, WhatCannotBeReadIsSaidOnceAFileAndStaysUnknown) {
  const Providers providers = read_providers(
      "Local authority,URN,Closed date,Placement code\n"
      "Kentt,SC1,soon,K2\nKentt,SC2,,K2\nKent,1.23457E+06,,K2\nKent,1.234568E+06,,K2\n"
      "Kent,see below,,K2\nKent,SC3,,Foster\n");
  EXPECT_EQ(providers.size(), 4u);
  EXPECT_NE(providers.find(Code("1234568")), nullptr) << "all its digits are there";
  EXPECT_TRUE(providers.has_shortened_urns());
  EXPECT_EQ(providers.find(Code("SC1"))->area, "");
  EXPECT_FALSE(providers.find(Code("SC1"))->closing_told);
  EXPECT_THAT(
      providers.notes(),
      ElementsAre(
          "providers.csv: 1 row left out, because a spreadsheet has shortened the URN "
          "(“1.23457E+06”). Export the list with URNs as text.",
          "providers.csv: 1 row left out, because the column of URNs holds no URN there (“see "
          "below”).",
          "providers.csv: 1 row without a placement code that is known (“Foster”), so none is "
          "told.",
          "providers.csv: 1 row with a date of closure that cannot be read (“soon”), so nobody "
          "knows "
          "whether it is open.",
          "providers.csv: 2 rows with an authority that is not known by this name (“Kentt”)."));
}

TEST(Providers, EverySheetWithItsColumnsIsReadAndASecondOneMayBeSupportedAccommodation) {
  const std::string notes = inline_row({"About this list"});
  const std::string homes =
      inline_row({"Local authority", "URN", "Deregistration date", "Placement code",
                  "Setting address postcode", "Placement provider code"}) +
      inline_row({"Kent", "SC123456", "", "K2", "ME9 0AP", "PR4"});
  const std::string supported =
      inline_row({"Provider local authority", "URN", "Closed date", "Placement provider code",
                  "Setting address postcode"}) +
      inline_row({"Kent", "1234567", "", "PR4", "ME9 0AP"});
  const Providers providers = read_providers(workbook({notes, homes, supported}));
  EXPECT_EQ(providers.size(), 2u);
  EXPECT_TRUE(providers.lists_supported());
  EXPECT_TRUE(providers.lists_others());
  EXPECT_THAT(providers.notes(), ElementsAre(HasSubstr("sheet “Sheet 3”: was taken for the list of "
                                                       "supported accommodation")));
  const Provider* one = providers.find(Code("1234567"));
  ASSERT_NE(one, nullptr);
  EXPECT_THAT(one->place_codes, IsEmpty());
  EXPECT_THAT(one->provider_codes, ElementsAre(Code("PR4")));
  EXPECT_EQ(one->area, "E10000016");
  ASSERT_EQ(providers.tables().size(), 2u);
  EXPECT_FALSE(providers.tables()[1].has[ProviderTable::place_codes]);
}

TEST(Providers, WhetherSupportedAccommodationIsOnTheListIsToldByItsCodesOrWords) {
  struct Row {
    const char* name;
    const char* bytes;
    bool supported, others;
  };
  const Row rows[] = {
      {"a.csv", "URN,PLACE_CODES\nSC1,K2\n", false, true},
      {"a.csv", "URN,PLACE_CODES\nSC1,K2\nSC2,K3\n", true, true},
      {"a.csv", "URN,PLACE_CODES\nSC1,H5\n", true, false},
      {"a.csv", "URN,POSTCODE\nSC1,ME9 0AP\n", false, true},
      {"in/SA providers.csv", "URN,POSTCODE\nSC1,ME9 0AP\n", true, false},
      {"sa/list.csv", "URN,POSTCODE\nSC1,ME9 0AP\n", false, true},
      {"Supported_accommodation.csv", "URN,POSTCODE\nSC1,ME9 0AP\n", true, false},
      {"a.csv", "Supported accommodation\nURN,POSTCODE\nSC1,ME9 0AP\n", true, false},
      {"a.csv", "Children's homes (not supported accommodation)\nURN,POSTCODE\nSC1,ME9 0AP\n",
       false, true},
      {"a.csv", "URN,Provision type,POSTCODE\nSC1,Supported accommodation,\nSC2,Children's home,\n",
       true, true},
  };
  for (const Row& row : rows) {
    const auto providers = Providers::read(row.name, row.bytes);
    ASSERT_TRUE(providers) << row.bytes;
    EXPECT_EQ(providers->lists_supported(), row.supported) << row.name << "\n" << row.bytes;
    EXPECT_EQ(providers->lists_others(), row.others) << row.name << "\n" << row.bytes;
  }
}

TEST(Providers, TwoFilesAreOneListAndOneAloneDoesNotSayWhatTheOtherHolds) {
  Providers all = read_providers("URN,PLACE_CODES,REG_END\nSC1,K2,01/02/2020\nSC2,K2,01/02/2020\n");
  all.add(read_providers("URN,POSTCODE\n7654321,ME9 0AP\nSC2,ME9 0AP\n"));
  EXPECT_EQ(all.size(), 3u);
  EXPECT_FALSE(all.lists_supported()) << "it says more of the same settings";
  all.add(read_providers("URN,POSTCODE\n1234567,ME9 0AP\n"));
  EXPECT_TRUE(all.lists_supported());
  EXPECT_THAT(all.find(Code("SC1"))->place_codes, ElementsAre(Code("K2")));
  EXPECT_THAT(all.find(Code("SC2"))->place_codes, IsEmpty()) << "only one of two files tells";
  EXPECT_EQ(all.find(Code("SC2"))->closed_on, day("2020-02-01")) << "the other does not say open";
}

TEST(Providers, WhereRowsContradictEachOtherNothingIsTold) {
  const Providers providers = read_providers(
      "URN,POSTCODE,Local authority\nSC1,ME9 0AP,Kent\nSC1,ME9 0AQ,Medway\nSC2,ME9 0AP,Kent\n"
      "SC2,,\n");
  EXPECT_EQ(providers.find(Code("SC1"))->postcode, "");
  EXPECT_EQ(providers.find(Code("SC1"))->area, "");
  EXPECT_EQ(providers.find(Code("SC2"))->postcode, "ME90AP");
  EXPECT_EQ(providers.find(Code("SC2"))->area, "E10000016");
}

TEST(Providers, AnAuthorityThatTheListDoesNotTellFollowsFromThePostcode) {
  Providers providers = read_providers(
      "URN,POSTCODE,Local authority\nSC1,ME9 0AP,\nSC2,ME9 0AP,Medway\nSC3,,\nSC4,XX1 1XX,\n");
  const auto postcodes = Postcodes::read(
      "postcodes.csv", "pcd,utla,east,north\nME9 0AP,E10000016,592148,158080\n", {"ME90AP"});
  ASSERT_TRUE(postcodes);
  providers.take_areas(*postcodes);
  EXPECT_EQ(providers.find(Code("SC1"))->area, "E10000016");
  EXPECT_EQ(providers.find(Code("SC2"))->area, "E06000035");
  EXPECT_EQ(providers.find(Code("SC3"))->area, "");
  EXPECT_EQ(providers.find(Code("SC4"))->area, "");
  Providers without = read_providers("URN,PLACE_CODES\nSC1,K2\n");
  without.take_areas(*postcodes);
  EXPECT_FALSE(without.tells(ProviderTable::area));
}

TEST(Providers, AWorkbookOfAHostileKindIsRefusedInASentence) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  const std::string row = inline_row({"URN", "REG_END"}) + inline_row({"SC1", ""});
  const std::pair<std::string, const char*> cases[] = {
      {workbook({row + deep}), "a sheet that is damaged"},
      {workbook({row + "<row " + std::string(300'000, 'a') + "/>"}), "a sheet that is damaged"},
      {workbook({row}, "</sst><sst>"), "a sheet that is damaged"},
      {zipped({{"xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>"},
               {"xl/_rels/workbook.xml.rels", "<x/>"}}),
       "is not a workbook"},
      {zipped({{"xl/workbook.xml", std::string(2 << 20, ' ')},
               {"xl/_rels/workbook.xml.rels", "<x/>"}}),
       "unpacks to far more"},
      {zipped({{"inner.xlsx", workbook({row})}}), "is not a workbook"},
  };
  for (const auto& [bytes, sentence] : cases) {
    const auto providers = Providers::read("list.xlsx", bytes);
    ASSERT_FALSE(providers) << sentence;
    EXPECT_THAT(providers.error().sentence, StartsWith("list.xlsx ")) << sentence;
    EXPECT_THAT(providers.error().sentence, HasSubstr(sentence));
  }
}

TEST(Providers, AWorkbookKeepsToItsLimits) {
  Limits limits = Workbook::usual_limits();
  limits.rows = 3;
  const auto read_with = [&](const std::string& bytes) -> Status {
    auto book = Workbook::open("list.xlsx", bytes, limits);
    if (!book) return tl::unexpected(book.error());
    return book->read(0, [](const SheetRow&) { return true; });
  };
  std::string rows, texts;
  for (int i = 0; i < 3; ++i) rows += inline_row({"a", "b"});
  for (int i = 0; i < 12; ++i) texts += "<si><t>a</t></si>";
  EXPECT_TRUE(read_with(workbook({rows}, texts)));
  const Status more_rows = read_with(workbook({rows + "<row/>"}, texts));
  ASSERT_FALSE(more_rows);
  EXPECT_EQ(more_rows.error().sentence,
            "list.xlsx holds more rows than a spreadsheet can have. Save it again.");
  const Status more_texts = read_with(workbook({rows}, texts + "<si/>"));
  ASSERT_FALSE(more_texts);
  EXPECT_THAT(more_texts.error().sentence, HasSubstr("holds far more texts than"));
  limits.total_bytes = 300;
  const Status more_bytes = read_with(workbook({rows + std::string(1000, ' ')}));
  ASSERT_FALSE(more_bytes);
  EXPECT_THAT(more_bytes.error().sentence, HasSubstr("unpacks to far more"));
}

TEST(Providers, ALargeSheetThatIsNoListIsLeftAfterItsFirstRows) {
  // Were it unpacked whole, it would be refused as too strongly packed.
  std::string other;
  for (int i = 0; i < 100; ++i) other += inline_row({"Inspections"});
  other += std::string(4 << 20, ' ');
  const std::string row = inline_row({"URN", "REG_END"}) + inline_row({"SC1", ""});
  EXPECT_EQ(read_providers(workbook({other, row})).size(), 1u);
}

TEST(Providers, AWorkbookMayHoldEntitiesCommentsAndPiecesOfText) {
  const std::string rows =
      "<row><c t=\"inlineStr\"><is><t>UR<!-- a > b -->N</t></is></c><c t=\"inlineStr\"><is><t>"
      "<![CDATA[Local <authority>]]></t></is></c></row>"
      "<row><c t='str' r='A2'><v>SC&#49;</v></c><c t=\"inlineStr\" r=\"B2\"><is><t>Bath &amp; "
      "North "
      "East &#x53;omerset</t></is></c><c><v>1</v></c></row>";
  const Providers providers = read_providers(workbook({"<?pi > ?>" + rows}));
  ASSERT_NE(providers.find(Code("SC1")), nullptr);
  EXPECT_EQ(providers.find(Code("SC1"))->area, "E06000022");
}

}  // namespace
}  // namespace homeward::returns
