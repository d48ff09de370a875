#include "returns/postcodes.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "returns/areas.hpp"

namespace homeward::returns {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Postcodes read_postcodes(std::string_view bytes, const std::vector<std::string>& wanted) {
  auto postcodes = Postcodes::read("postcodes.csv", bytes, wanted);
  EXPECT_TRUE(postcodes) << postcodes.error().sentence;
  return std::move(*postcodes);
}

// The area, or "-" where the file has no such postcode.
std::string area_of(const Postcodes& postcodes, std::string_view postcode) {
  const PostcodePlace* place = postcodes.find(postcode);
  return place ? place->area : "-";
}

const std::string kDirectoryHeading =
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,"
    "osgrdind,oshlthau,nhser,ctry,rgn,lat,long\n";

std::string directory_row(const std::string& postcode, const std::string& county,
                          const std::string& district, const std::string& country,
                          const std::string& east = "0592148",
                          const std::string& north = "0158080") {
  return "\"" + postcode + "\",\"" + postcode + "\",\"" + postcode + "\",\"198001\",\"\",\"" +
         county + "\",\"E58000001\",\"" + district + "\",\"E05000001\",\"E04000001\",\"0\",\"" +
         east + "\",\"" + north + "\",\"1\",\"E18000007\",\"E40000004\",\"" + country +
         "\",\"E12000008\",51.3,0.7\n";
}

TEST(Postcodes, TheSampleIsReadForWhatIsWanted) {
  std::ifstream file(HOMEWARD_SOURCE_DIR "/tests/data/postcodes/sample.csv");
  std::stringstream text;
  text << file.rdbuf();
  const Postcodes postcodes =
      read_postcodes(text.str(), {"CT101GW", "B1 1WB", "cf23 7ex", "ZZ999ZZ", ""});
  EXPECT_EQ(postcodes.size(), 3u);
  EXPECT_EQ(area_of(postcodes, "ct10 1gw"), "E10000016");
  EXPECT_EQ(area_of(postcodes, "B11WB"), "E08000025");
  EXPECT_EQ(area_of(postcodes, "CF23 7EX"), "WAL");
  EXPECT_FALSE(postcodes.find("CF23 7EX")->in_england());
  EXPECT_EQ(postcodes.find("CT10 1GW")->east_m, 639085);
  EXPECT_EQ(postcodes.find("CT10 1GW")->north_m, 167942);
  for (const char* unknown : {"ZZ99 9ZZ", "", "  ", "CT10 2EJ", "CT101GWX", "CT10 1GW, Kent"})
    EXPECT_EQ(area_of(postcodes, unknown), "-") << unknown;
}

TEST(Postcodes, TheDirectoryGivesTheCountyOrElseTheDistrict) {
  const Postcodes postcodes = read_postcodes(
      kDirectoryHeading + directory_row("ME9 0AP", "E10000016", "E07000113", "E92000001") +
          directory_row("B1  1WB", "E99999999", "E08000025", "E92000001") +
          directory_row("CF237EX", "W99999999", "W06000015", "W92000004") +
          directory_row("EH1 1AA", "S99999999", "S12000036", "S92000003") +
          directory_row("BT1 1AA", "N99999999", "N09000003", "N92000002") +
          directory_row("JE2 3AB", "L99999999", "L99999999", "L93000001") +
          directory_row("IM1 1AA", "M99999999", "M99999999", "M83000003") +
          directory_row("XX1 1XX", "", "", ""),
      {"ME90AP", "B11WB", "CF237EX", "EH11AA", "BT11AA", "JE23AB", "IM11AA", "XX11XX"});
  EXPECT_EQ(area_of(postcodes, "ME9 0AP"), "E10000016");
  EXPECT_EQ(area_of(postcodes, "B1 1WB"), "E08000025");
  EXPECT_EQ(area_of(postcodes, "CF23 7EX"), "WAL");
  EXPECT_EQ(area_of(postcodes, "EH1 1AA"), "SCO");
  EXPECT_EQ(area_of(postcodes, "BT1 1AA"), "NIR");
  EXPECT_EQ(area_of(postcodes, "JE2 3AB"), "");
  EXPECT_EQ(area_of(postcodes, "IM1 1AA"), "");
  EXPECT_EQ(area_of(postcodes, "XX1 1XX"), "");
}

TEST(Postcodes, ADirectoryOfBeforeAReorganisationGivesTodaysAuthorities) {
  const Postcodes postcodes = read_postcodes(
      kDirectoryHeading + directory_row("BH231AA", "E10000009", "E07000048", "E92000001") +
          directory_row("DT1 1AA", "E10000009", "E07000052", "E92000001") +
          directory_row("NN1 1AA", "E10000021", "E07000154", "E92000001") +
          directory_row("NN151AA", "E10000021", "E07000153", "E92000001") +
          directory_row("CA1 1AA", "E10000006", "E07000028", "E92000001") +
          directory_row("LA9 4AA", "E10000006", "E07000031", "E92000001") +
          directory_row("YO111AA", "E10000023", "E07000168", "E92000001") +
          directory_row("NE8 1AA", "E99999999", "E08000020", "E92000001"),
      {"BH231AA", "DT11AA", "NN11AA", "NN151AA", "CA11AA", "LA94AA", "YO111AA", "NE81AA"});
  EXPECT_EQ(area_of(postcodes, "BH23 1AA"), "E06000058");
  EXPECT_EQ(area_of(postcodes, "DT1 1AA"), "E06000059");
  EXPECT_EQ(area_of(postcodes, "NN1 1AA"), "E06000062");
  EXPECT_EQ(area_of(postcodes, "NN15 1AA"), "E06000061");
  EXPECT_EQ(area_of(postcodes, "CA1 1AA"), "E06000063");
  EXPECT_EQ(area_of(postcodes, "LA9 4AA"), "E06000064");
  EXPECT_EQ(area_of(postcodes, "YO11 1AA"), "E06000065");
  EXPECT_EQ(area_of(postcodes, "NE8 1AA"), "E08000037");
}

TEST(Postcodes, ColumnsAreKnownInAnyOrderCaseAndEdition) {
  const char* files[] = {
      "pcd,utla,east,north\nME9 0AP,E10000016,592148.0,158080.0\n",
      "kind,pcd,utla,east,north\nown,ME9 0AP,E10000016,592148,158080",
      "\xEF\xBB\xBF"
      "pcd,utla,east,north\r\nME9 0AP,E10000016,592148,158080\r\n",
      "NORTH,EAST,UTLA,PCD\n158080,592148,E10000016,me90ap\n",
      "pcd7,pcd8,pcds,cty25cd,ced25cd,lad25cd,east1m,north1m,ctry25cd\n"
      "ME9 0AP,ME9  0AP,ME9 0AP,E10000016,E58000001,E07000113,592148,158080,E92000001\n",
      "pcd;utla;east;north\r\nME9 0AP;E10000016;592148;158080\r\n",
      "name;pcd;utla;east;north\n\"Home; with, both\";\"ME9 0AP\";\"E10000016\";592148 ; 158080\n",
      "pcd\tutla\teast\tnorth\nME9 0AP\tE10000016\t592148\t158080\n",
      "pcd|utla|east|north\nME9 0AP|E10000016|592148|158080\n",
      "name,pcd,utla,east,north\n\"Home, \"\"the old\"\" mill\",\"ME9 0AP\" "
      ",\"E10000016\",\"592148\", "
      "158080 \n",
      "pcd,utla,east,north\n\n,,,\nME9 0AP,E10000016,592148,158080\nME9 0AP,E06000035,1,1\n",
  };
  for (const char* file : files) {
    const Postcodes postcodes = read_postcodes(file, {"ME90AP"});
    ASSERT_EQ(area_of(postcodes, "ME9 0AP"), "E10000016") << file;
    EXPECT_EQ(postcodes.find("ME9 0AP")->east_m, 592148) << file;
    EXPECT_EQ(postcodes.find("ME9 0AP")->north_m, 158080) << file;
  }
}

TEST(Postcodes, FilesOfTheSectorAreCutOutOfTheDirectory) {
  const char* files[] = {
      "pcd,oseast1m,osnrth1m,laua\nME9 0AP,592148,158080,E10000016\n",
      "pcd,oseast1m,osnrth1m,laua\nME9 0AP,592148,158080,E07000113\n",
      "pcds,laua,oseast1m,osnrth1m\n\"ME9 0AP\",\"E07000113\",592148,158080\n",
      "PCD2,OSLAUA,OSEAST1M,OSNRTH1M\nME9  0AP,E07000113,592148,158080\n",
      "Postcode,LAD23CD,Easting,Northing\nME9 0AP,E07000113,592148,158080\n",
  };
  for (const char* file : files) {
    const Postcodes postcodes = read_postcodes(file, {"ME90AP"});
    ASSERT_EQ(area_of(postcodes, "ME9 0AP"), "E10000016") << file;
    EXPECT_EQ(postcodes.find("ME9 0AP")->east_m, 592148) << file;
    EXPECT_EQ(postcodes.find("ME9 0AP")->north_m, 158080) << file;
  }
}

TEST(Postcodes, LatitudeAndLongitudeTellAPlaceWhereTheGridHasNoColumns) {
  // Source of the pair: the OS guide's worked example, Caister water tower, in both systems.
  const Postcodes postcodes = read_postcodes(
      "pcd,laua,lat,long\nNR30 5TE,E07000145,52.657976,1.716041\nZZ1 1ZZ,E07000145,99.999999,0\n"
      "ZZ1 1ZY,E07000145,,\n",
      {"NR305TE", "ZZ11ZZ", "ZZ11ZY"});
  ASSERT_EQ(area_of(postcodes, "NR30 5TE"), "E10000020");
  EXPECT_NEAR(postcodes.find("NR30 5TE")->east_m, 651410, 10);
  EXPECT_NEAR(postcodes.find("NR30 5TE")->north_m, 313177, 10);
  EXPECT_FALSE(postcodes.find("ZZ1 1ZZ")->on_grid());
  EXPECT_FALSE(postcodes.find("ZZ1 1ZY")->on_grid());
}

TEST(Postcodes, WhatARowDoesNotTellStaysUnknown) {
  const Postcodes postcodes = read_postcodes(
      "pcd,utla,east,north\nME1 1AA,E10000016,,\nME1 1AB\nME1 1AC,E07000013,x,1e99\n",
      {"ME11AA", "ME11AB", "ME11AC"});
  EXPECT_EQ(area_of(postcodes, "ME1 1AA"), "E10000016");
  EXPECT_FALSE(postcodes.find("ME1 1AA")->on_grid());
  EXPECT_EQ(area_of(postcodes, "ME1 1AB"), "");
  // A district that is no more, of a county that is no more.
  EXPECT_EQ(area_of(postcodes, "ME1 1AC"), "");
  EXPECT_FALSE(postcodes.find("ME1 1AC")->on_grid());
}

TEST(Postcodes, EachKindOfWrongFileIsToldInOneSentence) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "is empty"},
      {"PK\3\4rest", "is a zip file or a workbook"},
      {std::string("\xFF\xFEp\0", 4), "UTF-16"},
      {std::string("pcd\0,utla", 9), "is not a text file"},
      {"\x89PNG\xff\n", "is not a text file"},
      {"CHILD,DOB,SEX\n1,2,3\n", "no column pcd, utla (or oslaua or laua), east (or oseast1m)"},
      {"pcd,oscty,oseast1m,osnrth1m\nME9 0AP,E10000016,1,1\n", "no column oslaua."},
      {"pcd,laua,lat\nME9 0AP,E07000113,51\n", "no column east (or oseast1m), north"},
      {"pcd,utla,east,north\n", "holds no postcodes"},
      {"pcd,utla,east,north\n\n,,,\n", "holds no postcodes"},
  };
  for (const auto& [bytes, sentence] : cases) {
    const auto postcodes = Postcodes::read("places.csv", bytes, {"ME90AP"});
    ASSERT_FALSE(postcodes) << bytes;
    EXPECT_EQ(postcodes.error().kind, ErrorKind::invalid_input);
    EXPECT_THAT(postcodes.error().sentence, StartsWith("places.csv "));
    EXPECT_THAT(postcodes.error().sentence, HasSubstr(sentence));
  }
}

TEST(Postcodes, OnlyWhatIsWantedIsKept) {
  std::string file = "pcd,utla,east,north\n";
  std::vector<std::string> wanted;
  for (int i = 0; i < 5000; ++i) {
    const std::string postcode = "AB" + std::to_string(i) + "XY";
    file += postcode + ",E06000035," + std::to_string(i + 1) + ",1\n";
    if (i % 2 == 0) wanted.push_back(postcode);
  }
  const Postcodes postcodes = read_postcodes(file, wanted);
  EXPECT_EQ(postcodes.size(), wanted.size());
  for (int i = 0; i < 5000; ++i) {
    const PostcodePlace* place = postcodes.find("AB" + std::to_string(i) + "XY");
    ASSERT_EQ(place != nullptr, i % 2 == 0) << i;
    if (place != nullptr) {
      EXPECT_EQ(place->east_m, i + 1);
    }
  }
  EXPECT_EQ(read_postcodes(file, {}).size(), 0u);
}

TEST(Postcodes, OneSpelling) {
  EXPECT_EQ(plain_postcode(" me9 0ap "), "ME90AP");
  EXPECT_EQ(plain_postcode("ME90AP"), "ME90AP");
  EXPECT_EQ(plain_postcode("ME9\u00a00AP"), "ME90AP");
  EXPECT_EQ(plain_postcode("ME9\xA0"
                           "0AP"),
            "ME90AP");
  EXPECT_EQ(plain_postcode("  "), "");
}

PostcodePlace at(double east_m, double north_m, const char* area = "E10000016") {
  return {area, east_m, north_m};
}

TEST(MilesBetween, AreThoseOfTheGuide) {
  // By hand: 37 856 m east and 8 988 m north make 38 908.4 m; / 1000 / 1.6093 = 24.177.
  EXPECT_EQ(miles_between(at(554292, 149092), at(592148, 158080)), 24.2F);
  // 3, 4, 5: 50 000 m = 31.069 miles.
  EXPECT_EQ(miles_between(at(100000, 100000), at(130000, 140000)), 31.1F);
  EXPECT_EQ(miles_between(at(100000, 100000), at(100000, 100000)), 0.0F);
  // 0.05 of a mile is 80.465 m: a half goes up.
  EXPECT_EQ(miles_between(at(100000, 100000), at(100081, 100000)), 0.1F);
  EXPECT_EQ(miles_between(at(100000, 100000), at(100080, 100000)), 0.0F);
}

TEST(MilesBetween, AreNotAvailableFromOutsideEngland) {
  EXPECT_EQ(miles_between(at(321136, 181442, "WAL"), at(592148, 158080)), 999.9F);
  EXPECT_EQ(miles_between(at(0, 0), at(592148, 158080)), 999.9F);
  EXPECT_EQ(miles_between(at(592148, 158080, ""), at(592148, 158080)), 999.9F);
  EXPECT_EQ(miles_between(at(592148, 158080), at(0, 0)), std::nullopt);
  // A placement in Wales has a distance.
  EXPECT_EQ(miles_between(at(592148, 158080), at(321136, 181442, "WAL")), 169.0F);
}

// Liverpool Town Hall to Belfast City Hall: 145 miles as the crow flies. Belfast stands in the
// Directory in the Irish grid (J 338 740), whose numbers would lie 10 miles from Liverpool.
TEST(MilesBetween, AreRightAcrossTheIrishSea) {
  const Postcodes postcodes = read_postcodes(
      kDirectoryHeading +
          directory_row("L2 3SW", "E99999999", "E08000012", "E92000001", "0334200", "0390500") +
          directory_row("BT1 5GS", "N99999999", "N09000003", "N92000002", "0333800", "0374000") +
          directory_row("BT1 5GT", "N99999999", "N09000003", "N92000002", "0146205", "0529474"),
      {"L23SW", "BT15GS", "BT15GT"});
  const auto miles = miles_between(*postcodes.find("L2 3SW"), *postcodes.find("BT1 5GS"));
  EXPECT_NEAR(miles.value(), 145.3, 0.4);
  // References that are British already stay as they are.
  EXPECT_EQ(miles_between(*postcodes.find("L2 3SW"), *postcodes.find("BT1 5GT")), miles);
}

TEST(Areas, AnyCodeHasItsPlacementArea) {
  const std::pair<const char*, const char*> cases[] = {
      {"E10000016", "E10000016"},
      {"E09000001", "E09000001"},
      {"E10000002", "E06000060"},
      {"E07000246", "E06000066"},
      {"E06000048", "E06000057"},
      {"E08000019", "E08000039"},
      {"E10000009", ""},
      {"E10000021", ""},
      {"E10000006", ""},
      {"E07000113", "E10000016"},
      {"E07000008", "E10000003"},
      {"E07000239", "E10000034"},
      {"E07000245", "E10000029"},
      {"E07000150", "E06000061"},
      {"E07000013", ""},
      {"E0700011X", ""},
      {"E99999999", ""},
      {"E11000001", ""},
      {"WAL", "WAL"},
      {"SCO", "SCO"},
      {"NIR", "NIR"},
      {"W06000015", "WAL"},
      {"S12000036", "SCO"},
      {"N09000003", "NIR"},
      {"L99999999", ""},
      {"", ""},
      {"Kent", ""},
  };
  for (const auto& [code, area] : cases) EXPECT_EQ(placement_area(code), area) << code;
  EXPECT_EQ(area_today("E10000027"), "E06000066");
  EXPECT_EQ(area_today("E10000016"), "E10000016");
}

TEST(Postcodes, FewAreLookedUpInAnOrderedFileAndTheRowOutOfOrderIsFoundToo) {
  // In the order of the Directory, letter by letter, and in no order at all; some 1 MB each.
  struct File {
    const char* what;
    std::string bytes;
  };
  std::string outward = "x,pcd,laua,oseast1m,osnrth1m\n", letters = outward, mixed = outward;
  std::vector<std::string> rows;
  for (int district = 1; district < 30; ++district)
    for (int unit = 0; unit < 1000; ++unit)
      rows.push_back(fmt::format("AB{} {}{:c}{:c}", district, unit / 100, 'A' + unit / 10 % 10,
                                 'A' + unit % 10));
  const auto add = [](std::string& to, const std::string& postcode, int east) {
    to += fmt::format("\"1,2\",{},E10000016,{},158080\n", postcode, east);
  };
  std::sort(rows.begin(), rows.end());
  for (std::size_t i = 0; i < rows.size(); ++i) add(outward, rows[i], static_cast<int>(i) + 1);
  std::vector<std::string> plain = rows;
  for (std::string& row : plain) row = plain_postcode(row);
  std::sort(plain.begin(), plain.end());
  for (const std::string& row : plain) add(letters, row, 7);
  for (std::size_t i = 0; i < rows.size(); ++i) add(mixed, rows[i * 7919 % rows.size()], 7);
  std::string appended = outward;
  add(appended, "AA1 1AA", 7);
  const File files[] = {{"by outward code", outward},
                        {"by letters", letters},
                        {"mixed", mixed},
                        {"one behind", appended}};
  for (const File& file : files) {
    const bool behind = std::string_view(file.what) == "one behind";
    const Postcodes postcodes = read_postcodes(
        file.bytes, {"AB1 0AA", "ab29 9JJ", "AB10 5EE", "AB2 7CD", "AA1 1AA", "AB30 1AA", "X"});
    EXPECT_EQ(postcodes.size(), behind ? 5u : 4u) << file.what;
    for (const char* known : {"AB1 0AA", "AB29 9JJ", "AB10 5EE", "AB2 7CD"})
      EXPECT_EQ(area_of(postcodes, known), "E10000016") << file.what << known;
    EXPECT_EQ(area_of(postcodes, "AA1 1AA"), behind ? "E10000016" : "-") << file.what;
  }
  const Postcodes all_there = read_postcodes(outward, {rows[0], rows[12'345], rows.back()});
  EXPECT_EQ(all_there.find(rows[0])->east_m, 1);
  EXPECT_EQ(all_there.find(rows[12'345])->east_m, 12'346);
  EXPECT_EQ(all_there.find(rows.back())->east_m, static_cast<double>(rows.size()));
}

TEST(Postcodes, ALargeFileIsReadInPiecesAndNoRowIsLostBetweenThem) {
  constexpr int kRows = 300'000;  // some 9 MB
  const auto postcode = [](int row) {
    return fmt::format("AB{} {}{:c}{:c}", row / 4000, row / 400 % 10, 'A' + row / 20 % 20,
                       'A' + row % 20);
  };
  std::string bytes = "pcd,utla,east,north\n";
  for (int row = 0; row < kRows; ++row)
    bytes += fmt::format("{},E10000016,{},{}\n", postcode(row), 100'000 + row, 200'000);
  std::vector<std::string> wanted{"ZZ1 1ZZ"};
  for (int row = 0; row < kRows; row += row % 7 == 0 ? 1 : 29) wanted.push_back(postcode(row));

  std::size_t given_back = 0;
  const auto postcodes = Postcodes::read("directory.csv", bytes, wanted, {},
                                         [&](std::string_view part) { given_back += part.size(); });
  ASSERT_TRUE(postcodes);
  EXPECT_EQ(given_back, bytes.size() - bytes.find('\n') - 1);
  EXPECT_EQ(postcodes->size(), wanted.size() - 1);
  EXPECT_EQ(postcodes->find("ZZ1 1ZZ"), nullptr);
  for (int row = 0; row < kRows; row += row % 7 == 0 ? 1 : 29) {
    const PostcodePlace* place = postcodes->find(postcode(row));
    ASSERT_NE(place, nullptr) << postcode(row);
    ASSERT_EQ(place->east_m, 100'000 + row) << postcode(row);
  }
}

TEST(Postcodes, ARowIsNotPassedOverForTheSectorBeforeIt) {
  // AB1 0 is not wanted; AB1 01A, which begins with the same letters, is.
  const auto postcodes = Postcodes::read("directory.csv",
                                         "pcd,utla,east,north\n"
                                         "AB1 0AA,E10000016,1,1\n"
                                         "AB1 0AB,E10000016,2,2\n"
                                         "AB1 01AC,E10000016,3,3\n"
                                         "AB1 0A C,E10000016,4,4\n",
                                         {"AB101AC"});
  ASSERT_TRUE(postcodes);
  ASSERT_EQ(postcodes->size(), 1u);
  EXPECT_EQ(postcodes->find("AB1 01AC")->east_m, 3);
}

}  // namespace
}  // namespace homeward::returns
