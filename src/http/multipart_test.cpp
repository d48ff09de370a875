#include "http/multipart.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace homeward::http {
namespace {

std::string file_part(const std::string& name, const std::string& bytes) {
  return "--XX\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name +
         "\"\r\nContent-Type: text/csv\r\n\r\n" + bytes + "\r\n";
}
const std::string kEnd = "--XX--\r\n";

Status feed(MultipartReader& reader, const std::string& body, std::size_t piece) {
  for (std::size_t at = 0; at < body.size(); at += piece)
    if (auto status = reader.take(std::string_view(body).substr(at, piece)); !status) return status;
  return {};
}

TEST(Multipart, ReadsFilesAndFieldsHoweverTheyAreCut) {
  const std::string body = file_part("header.csv", "CHILD\r\n1\r\n--X not a boundary\r\n") +
                           "--XX\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\n2026\r\n" +
                           file_part("empty.csv", "") + kEnd;
  for (std::size_t piece = 1; piece <= body.size(); ++piece) {
    MultipartReader reader("XX");
    ASSERT_TRUE(feed(reader, body, piece)) << piece;
    ASSERT_TRUE(reader.complete()) << piece;
    const auto files = reader.take_files();
    ASSERT_EQ(files.size(), 2u) << piece;
    EXPECT_EQ(files[0].name, "header.csv");
    EXPECT_EQ(files[0].bytes, "CHILD\r\n1\r\n--X not a boundary\r\n");
    EXPECT_EQ(files[1].name, "empty.csv");
    EXPECT_EQ(files[1].bytes, "");
    EXPECT_EQ(reader.take_fields().at("year"), "2026");
  }
}

TEST(Multipart, AnyBytesComeThroughUnchanged) {
  rc::check("round trip", [](const std::string& bytes, unsigned piece) {
    RC_PRE(bytes.find("\r\n--XX") == std::string::npos);
    MultipartReader reader("XX");
    RC_ASSERT(feed(reader, file_part("a", bytes) + kEnd, piece % 97 + 1).has_value());
    RC_ASSERT(reader.complete());
    RC_ASSERT(reader.take_files().front().bytes == bytes);
  });
}

TEST(Multipart, ACutOffBodyIsNeverComplete) {
  const std::string body = file_part("a.csv", "text") + kEnd;
  for (std::size_t length = 0; length + 4 <= body.size() - 1; ++length) {
    MultipartReader reader("XX");
    ASSERT_TRUE(reader.take(body.substr(0, length)));
    EXPECT_FALSE(reader.complete()) << length;
  }
}

TEST(Multipart, LimitsAreTold) {
  MultipartLimits limits;
  limits.bytes = 8;
  MultipartReader reader("XX", limits);
  const auto status = reader.take(file_part("a.csv", "123456789") + kEnd);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::too_large);
  EXPECT_TRUE(reader.take_files().empty()) << "nothing is kept";

  limits = {};
  limits.files = 1;
  MultipartReader many("XX", limits);
  const auto refused = many.take(file_part("a", "1") + file_part("b", "2") + kEnd);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
}

TEST(Multipart, OnlyTheLastComponentOfAFileNameIsKept) {
  const std::pair<const char*, const char*> table[] = {
      {"../../etc/passwd", "passwd"},
      {"C:\\\\fakepath\\\\return.csv", "return.csv"},
      {"a\tb.csv", "ab.csv"},
      {"", "file"},
      {"quoted \\\"x\\\".csv", "quoted \"x\".csv"}};
  for (const auto& [sent, kept] : table) {
    MultipartReader reader("XX");
    ASSERT_TRUE(reader.take(file_part(sent, "1") + kEnd));
    EXPECT_EQ(reader.take_files().front().name, kept);
  }
}

TEST(Multipart, RefusesWhatIsNoForm) {
  for (const std::string& body :
       {"no boundary at all" + std::string(8192, 'x'),
        std::string("--XX\r\n\r\nno disposition\r\n--XX--\r\n"), std::string("--XXjunk\r\n"),
        std::string("--XX\r\nContent-Disposition: form-data; name=\"other\"; "
                    "filename=\"a\"\r\n\r\n1\r\n--XX--\r\n"),
        "--XX\r\n" + std::string(8192, 'h')}) {
    MultipartReader reader("XX");
    const auto status = reader.take(body);
    ASSERT_FALSE(status) << body.substr(0, 40);
    EXPECT_EQ(status.error().kind, ErrorKind::invalid_input);
  }
}

}  // namespace
}  // namespace homeward::http
