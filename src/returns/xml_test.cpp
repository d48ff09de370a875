#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::lines_of;
using testing::read;

const char* const kXml = R"(<?xml version="1.0" encoding="utf-8"?>
<EXPSSDA903>
  <CHILD>
    <HEADER>
      <CHILDID>c1</CHILDID><UPN>A123456789012</UPN><SEX>F</SEX><DOB>01/02/2012</DOB><ETHNIC>WBRI</ETHNIC>
      <UASC>1</UASC><DUC>01/02/2030</DUC><MOTHER>0</MOTHER><MC_DOB/>
      <DATE_INT>01/05/2025</DATE_INT><DATE_MATCH>01/06/2025</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
      <NB_ADOPTR>2</NB_ADOPTR><SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>
      <AREVIEW><REVIEW>03/04/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
      <AREVIEW><REVIEW>03/10/2025</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
      <AMISSING><MISSING>M</MISSING><MIS_START>05/05/2025</MIS_START><MIS_END>06/05/2025</MIS_END></AMISSING>
      <PERMANENCE><PREV_PERM>P1</PREV_PERM><LA_PERM>WAL</LA_PERM><DATE_PERM>zz/02/2014</DATE_PERM></PERMANENCE>
      <AD_PLACED><DATE_PLACED>01/05/2025</DATE_PLACED><DATE_PLACED_CEASED/><REASON_PLACED_CEASED/></AD_PLACED>
      <OC2><SDQ_SCORE>12</SDQ_SCORE><CONVICTED>0</CONVICTED><IMMUNISATIONS>1</IMMUNISATIONS><TEETH_CHECK>1</TEETH_CHECK>
           <HEALTH_ASSESSMENT>1</HEALTH_ASSESSMENT><SUBSTANCE_MISUSE>0</SUBSTANCE_MISUSE></OC2>
    </HEADER>
    <EPISODE><DECOM>01/04/2025</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PL_POST>AB1 2CD</PL_POST>
      <HOME_POST>AB1 3CD</HOME_POST><URN>SC123456</URN><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC/><REC/>
      <REASON_PLACE_CHANGE/></EPISODE>
  </CHILD>
  <CHILD>
    <HEADER><CHILDID>C2</CHILDID><SEX>M</SEX><DOB>02/02/2006</DOB><ETHNIC>AIND</ETHNIC><UASC>0</UASC>
      <IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM></HEADER>
  </CHILD>
</EXPSSDA903>)";

const testing::Files kSameInCsv = {
    {"header.csv",
     "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,F,01/02/2012,WBRI,A123456789012,0,\nC2,M,02/02/"
     "2006,AIND,,,\n"},
    {"episodes.csv",
     "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
     "URN\n"
     "C1,01/04/2025,S,C2,N1,U6,PR1,,,,AB1 3CD,AB1 2CD,SC123456\n"},
    {"reviews.csv",
     "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,01/02/2012,03/04/2025,PN1\nC1,01/02/2012,03/10/2025,PN2\n"},
    {"uasc.csv", "CHILD,SEX,DOB,DUC\nC1,F,01/02/2012,01/02/2030\n"},
    {"oc2.csv",
     "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_"
     "ASSESSMENT,"
     "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\nC1,01/02/"
     "2012,12,,0,,1,1,1,0,,\n"},
    {"oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC2,02/02/2006,YES,F2,U1\n"},
    {"ad1.csv",
     "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
     "C1,01/02/2012,01/05/2025,01/06/2025,0,2,MF,L11\n"},
    {"placed.csv",
     "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nC1,01/02/2012,01/05/2025,,\n"},
    {"prev_perm.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,01/02/2012,P1,WAL,zz/02/2014\n"},
    {"missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,01/02/2012,M,05/05/2025,06/05/2025\n"},
};

// Cells only: rows are numbered differently, and the UASC flag of Header is XML's alone.
std::vector<std::string> cells_of(const Table& table) {
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < table.size(); ++i) {
    std::string row;
    for (std::size_t column = 0; column < table.layout().columns.size(); ++column)
      if (table.layout().columns[column].need != Need::xml_only)
        row.append(table.cell(i, column)).append("|");
    rows.push_back(row);
  }
  return rows;
}

TEST(Xml, GivesTheSameTablesAsCsv) {
  const Reading xml = read({{"return.xml", kXml}});
  const Reading csv = read(kSameInCsv);
  EXPECT_THAT(lines_of(xml.problems), IsEmpty());
  EXPECT_THAT(lines_of(csv.problems), IsEmpty());
  ASSERT_EQ(xml.returns.size(), 1u);
  ASSERT_EQ(csv.returns.size(), 1u);
  for (const TableSchema& table : schemas())
    EXPECT_EQ(cells_of(xml.returns[0][table.id]), cells_of(csv.returns[0][table.id])) << table.name;
  EXPECT_EQ(xml.returns[0][TableId::header].cell(0, header::uasc), "1");
}

TEST(Xml, RowsAreNumberedByTheirElement) {
  const Reading xml = read({{"return.xml", kXml}});
  const Return& read_back = xml.returns.at(0);
  EXPECT_EQ(read_back[TableId::reviews].row(1), 2);
  EXPECT_EQ(read_back[TableId::oc3].row(0), 2);  // in the second CHILD
  EXPECT_EQ(read_back[TableId::reviews].unit(), "AREVIEW");
}

struct Broken {
  const char* what;
  std::string bytes;
  std::string line;
};
class XmlLeftOut : public ::testing::TestWithParam<Broken> {};

TEST_P(XmlLeftOut, IsToldInOneSentence) {
  const Reading reading = read({{"return.xml", GetParam().bytes}});
  EXPECT_THAT(lines_of(reading.problems), ElementsAre(HasSubstr(GetParam().line)));
  EXPECT_THAT(reading.returns, IsEmpty());
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

INSTANTIATE_TEST_SUITE_P(Files, XmlLeftOut,
                         ::testing::Values(Broken{"CutInHalf", std::string(kXml).substr(0, 900),
                                                  "return.xml: This XML file is not well formed"},
                                           Broken{"AnotherXml", "<html><body/></html>",
                                                  "is not an SSDA903 return"},
                                           Broken{"Deep",
                                                  "<EXPSSDA903>" + repeated("<CHILD>", 5000) +
                                                      repeated("</CHILD>", 5000) + "</EXPSSDA903>",
                                                  "more than 16 deep"}),
                         [](const auto& each) { return each.param.what; });

std::string with_upn(const std::string& upn, const std::string& doctype = "") {
  return "<?xml version=\"1.0\"?>\n" + doctype +
         "<EXPSSDA903>\n<CHILD><HEADER><CHILDID>C1</CHILDID>\n<UPN>" + upn +
         "</UPN></HEADER></CHILD></EXPSSDA903>";
}

INSTANTIATE_TEST_SUITE_P(
    Refused, XmlLeftOut,
    ::testing::Values(
        Broken{"Doctype", with_upn("UN3", "<!DOCTYPE EXPSSDA903>"),
               "return.xml: Line 2 of this XML file declares a document type (DOCTYPE)"},
        Broken{"InternalSubset",
               with_upn("&A;", "<!DOCTYPE EXPSSDA903 [<!ENTITY A \"A123456789012\">]>"),
               "Line 2 of this XML file declares a document type"},
        Broken{"ExternalEntity",
               with_upn("&x;", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"),
               "Line 2 of this XML file declares a document type"},
        Broken{"OneCommentAndADoctype", with_upn("UN3", "<!---->\n<!-- & -->\n<!doctype r>"),
               "Line 4 of this XML file declares a document type"},
        Broken{"Entity", with_upn("&A;"),
               "return.xml: Line 4 of this XML file holds a reference to an entity"},
        Broken{"EntityOfHtml", with_upn("UN3&nbsp;"), "holds a reference to an entity"},
        Broken{"EntityInAnAttribute", with_upn("</UPN><SEX a=\"&A;\"/><UPN>"),
               "holds a reference to an entity"},
        Broken{"NumberThatIsNone", with_upn("&#65A;"), "holds a reference to an entity"},
        Broken{"ControlCharacter", with_upn("UN\x01"),
               "return.xml: Line 4 of this XML file holds a control character"},
        Broken{"ControlCharacterInAComment", with_upn("<!--\x0B-->"), "a control character"},
        Broken{"ControlCharacterInCdata", with_upn("<![CDATA[\x1F]]>"), "a control character"},
        Broken{"Zero", with_upn(std::string("UN3\0", 4)), "a control character"},
        Broken{"ControlCharacterByNumber", with_upn("A&#7;"), "a control character"},
        Broken{"ControlCharacterInHexadecimal", with_upn("A&#x1b;"), "a control character"},
        Broken{"HalfACharacter", with_upn("&#xD800;"), "a control character"},
        Broken{"BeyondAllCharacters", with_upn("&#99999999999;"), "a control character"}),
    [](const auto& each) { return each.param.what; });

TEST(Xml, WhatOnlyLooksRefusedIsRead) {
  const std::pair<std::string, const char*> cases[] = {
      {"A&#38;1&#x41;", "A&1A"},
      {"A&amp;B", "A&B"},
      {"&lt;A&gt;&quot;&apos;", "<A>\"'"},
      {"<![CDATA[&A;]]>", "&A;"},
      {"<!-- &A; <!DOCTYPE -->UN3", "UN3"},
      {"<?tool &A;?>UN3", "UN3"},
      {"R & B", "R & B"},
      {"R&B", "R&B"},
      {"UN3&#9;&#10;&#13;\t\r\n", "UN3"},
  };
  for (const auto& [written, upn] : cases) {
    const Reading reading = read({{"return.xml", with_upn(written)}});
    EXPECT_THAT(lines_of(reading.problems), IsEmpty()) << written;
    ASSERT_EQ(reading.returns.size(), 1u) << written;
    EXPECT_EQ(reading.returns[0][TableId::header].cell(0, header::upn), upn) << written;
  }
}

TEST(Xml, WhatIsNotKnownIsToldAndPassedOver) {
  const std::string bytes =
      "<EXPSSDA903><CHILD><HEADER><CHILDID>C1</CHILDID><SHOE_SIZE>4</SHOE_SIZE></HEADER><SWEPISODE/"
      "></CHILD></EXPSSDA903>";
  const Reading reading = read({{"return.xml", bytes}});
  EXPECT_THAT(lines_of(reading.problems), ::testing::Contains(HasSubstr("(SHOE_SIZE, SWEPISODE)")));
  EXPECT_EQ(reading.returns.at(0)[TableId::header].size(), 1u);
}

std::string one_child(const std::string& encoding, const std::string& postcode,
                      const std::string& child = "C1") {
  return "<?xml version=\"1.0\"" + (encoding.empty() ? "" : " encoding=\"" + encoding + "\"") +
         "?><EXPSSDA903><CHILD><HEADER><CHILDID>" + child +
         "</CHILDID><SEX>M</SEX><DOB>14/06/2014</DOB><ETHNIC>WBRI</ETHNIC><UPN>UN3</UPN></HEADER>"
         "<EPISODE><DECOM>10/06/2025</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PLACE>U6</PLACE>"
         "<PLACE_PROVIDER>PR1</PLACE_PROVIDER><HOME_POST>" +
         postcode + "</HOME_POST></EPISODE></CHILD></EXPSSDA903>";
}

std::string wide(const std::string& text) {
  std::string out;
  for (const char c : text) out += std::string{c, '\0'};
  return out;
}

TEST(Xml, TheEncodingThatIsDeclaredIsHonoured) {
  const std::pair<std::string, const char*> cases[] = {
      {one_child("windows-1252", "AB1 \xC9\x80"), "AB1 É€"},
      {one_child("ISO-8859-1", "AB1 \xC9"), "AB1 É"},
      {one_child("iso-8859-15", "AB1 \xC9\xA4"), "AB1 É€"},
      {one_child("UTF-8", "AB1 É"), "AB1 É"},
      {"\uFEFF\uFEFF" + one_child("utf-8", "AB1 É"), "AB1 É"},
      {one_child("", "\u00a0AB1 É\u200b"), "AB1 É"},
      {"\xFF\xFE" + wide(one_child("UTF-16", "AB1 2CD")), "AB1 2CD"},
      {wide(one_child("utf-16", "AB1 2CD")), "AB1 2CD"},
      {one_child("utf-8", "'AB1 2CD") + "\r\n\x1a", "AB1 2CD"},
  };
  for (const auto& [bytes, postcode] : cases) {
    const Reading reading = read({{"return.xml", bytes}});
    EXPECT_THAT(lines_of(reading.problems), IsEmpty()) << postcode;
    ASSERT_EQ(reading.returns.size(), 1u) << postcode;
    const Table& table = reading.returns[0][TableId::episodes];
    ASSERT_EQ(table.size(), 1u);
    EXPECT_EQ(table.cell(0, episodes::home_post), postcode);
    EXPECT_EQ(table.cell(0, episodes::place), "U6");
  }
}

TEST(Xml, MoreTagsThanTheLimitAreNotMadeIntoATree) {
  Options options = testing::options_for(2026);
  options.limits.rows = 5;
  const std::string many = "<EXPSSDA903>" + repeated("<a/>", 50) + "</EXPSSDA903>";
  const Reading reading = read({{"r.xml", many}}, options);
  EXPECT_THAT(lines_of(reading.problems), ElementsAre(HasSubstr("more than 50 tags")));
  EXPECT_THAT(reading.returns, IsEmpty());
  options.limits.rows = 6;
  EXPECT_EQ(read({{"r.xml", many}}, options).returns.size(), 1u);
}

TEST(Xml, WhatCannotBeDecodedIsToldWithItsElement) {
  const std::pair<std::string, const char*> cases[] = {
      {one_child("windows-1252", "AB1 \x81"),
       "r.xml, EPISODE 1, column HOME_POST: AB1 \uFFFD holds a character that cannot be read"},
      {one_child("utf-8", "AB1 \xC9"),
       "r.xml, CHILD 1: This file is not written in the encoding that it should be (UTF-8)"},
      {one_child("klingon-7", "AB1 2CD"),
       "r.xml: This XML file says that it is written in an encoding that is not known here."},
      {one_child("windows-1252", "AB1 2CD", "C\x81"),
       "r.xml, CHILD 1, column CHILD: The identifier C\uFFFD holds a character that cannot be "
       "read"},
  };
  for (const auto& [bytes, line] : cases)
    EXPECT_THAT(lines_of(read({{"r.xml", bytes}}).problems), ElementsAre(HasSubstr(line)));
}

TEST(Xml, AChildWhoseIdentifierWasReshapedIsLeftOutAndLandsOnNobody) {
  std::string xml = one_child("utf-8", "AB1 2CD", "9.50501E+11");
  const std::string good = one_child("utf-8", "AB1 2CD", "950503.0");
  xml.insert(xml.find("</EXPSSDA903>"),
             good.substr(good.find("<CHILD>"), good.find("</EXP") - good.find("<CHILD>")));
  const Reading reading = read({{"r.xml", xml}});
  EXPECT_THAT(lines_of(reading.problems),
              ElementsAre(HasSubstr("r.xml, CHILD 1, column CHILD: 9.50501E+11 is a number that")));
  const Table& table = reading.returns.at(0)[TableId::episodes];
  ASSERT_EQ(table.size(), 1u);
  EXPECT_EQ(table.cell(0, episodes::child), "950503");
  EXPECT_EQ(table.row(0), 2);
  EXPECT_FALSE(table.whole());
}

}  // namespace
}  // namespace homeward::returns
