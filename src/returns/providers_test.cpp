#include "returns/providers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "returns/testing_test.hpp"
#include "returns/zipped_test.hpp"

namespace homeward::returns {
namespace {

using testing::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using testing::zipped;

Providers read(std::string_view bytes) {
  auto providers = Providers::read("providers.csv", bytes);
  EXPECT_TRUE(providers) << providers.error().sentence;
  return providers ? std::move(*providers) : Providers();
}

const std::string kHeading = "URN,PLACE_CODES,PROVIDER_CODES,POSTCODE,REG_END,LA_CODE_INFERRED\n";

// A workbook of one part of XML for each sheet, with the tabs "Sheet 1", "Sheet 2" …
std::string workbook(const std::vector<std::string>& sheets, const std::string& shared = {},
                     const std::string& properties = {}) {
  testing::Files files{{"[Content_Types].xml", "<Types/>"}};
  std::string list, links;
  for (std::size_t i = 1; i <= sheets.size(); ++i) {
    const std::string number = std::to_string(i);
    list += "<sheet name=\"Sheet " + number + "\" sheetId=\"" + number + "\" r:id=\"rId" + number +
            "\"/>";
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
  const Providers providers = read(kHeading +
                                   "SC123456,\"K2, R3\",PR1/PR2,me9 0ap,31/10/2023,E10000016\n"
                                   "0012345,U1/U2 / U3,\"PR4,PR4\",,,\n"
                                   "1234567.0,,,,2024-02-29 00:00:00,E10000009\n");
  ASSERT_EQ(providers.size(), 3u);
  EXPECT_THAT(providers.columns_not_there(), IsEmpty());
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
    const Providers providers = read(file);
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
  const Providers providers = read("URN,PLACE_CODES\nSC123456,K2\n");
  EXPECT_THAT(providers.columns_not_there(),
              ElementsAre("PROVIDER_CODES", "POSTCODE", "REG_END", "LA_CODE_INFERRED"));
}

TEST(Providers, RowsOfOneUrnAreJoined) {
  const Providers providers = read(kHeading +
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
  const Providers providers = read(workbook({notes, list}, shared));
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

TEST(Providers, AWorkbookMayCountFrom1904AndPrefixItsTags) {
  const std::string rows = inline_row({"URN", "REG_END"}) +
                           "<x:row><x:c t=\"str\"><x:v>SC1</x:v></x:c><x:c><x:v>43768</x:v></x:c>"
                           "</x:row>";
  const Providers providers = read(workbook({rows}, "", "<workbookPr date1904=\"1\"/>"));
  ASSERT_NE(providers.find(Code("SC1")), nullptr);
  EXPECT_EQ(providers.find(Code("SC1"))->closed_on, day("2023-10-31"));
}

TEST(Providers, EachKindOfWrongFileIsToldInOneSentence) {
  const std::string good = workbook({inline_row({"URN", "REG_END"}) + inline_row({"SC1", ""})});
  EXPECT_EQ(read(good).size(), 1u);
  const std::pair<std::string, const char*> cases[] = {
      {"", "is empty"},
      {" \r\n ", "is empty"},
      {kHeading, "holds no providers"},
      {kHeading + ",K2,PR1,,,\n", "holds no providers"},
      {"CHILD,DOB\n1,2\n", "no row of headings with URN"},
      {"URN,Name\nSC1,x\n", "no row of headings with URN"},
      {std::string("\xFF\xFEU\0R\0", 6), "UTF-16"},
      {std::string("URN\0,", 5), "is not a text file or a workbook"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".xls"},
      {"PK\3\4 and no more", "damaged or cut short"},
      {good.substr(0, good.size() / 2), "damaged or cut short"},
      {zipped({{"a.csv", kHeading}}), "is not a workbook"},
      {zipped({{"xl/workbook.xml", "<workbook>"}, {"xl/_rels/workbook.xml.rels", "<x/>"}}),
       "is not a workbook"},
      {workbook({}), "is not a workbook"},
      {workbook({"", inline_row({"Name"})}), "no row of headings with URN"},
      {workbook({"<row><c>"}), "a sheet that is damaged"},
      {workbook({std::string(64 << 20, ' ')}), "unpacks to far more"},
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
  EXPECT_EQ(read(workbook({rows})).size(), 3u);
}

}  // namespace
}  // namespace homeward::returns
