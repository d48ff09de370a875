#include "service/passwords.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace homeward::service {
namespace {

const PasswordRules& shipped_rules() {
  static const PasswordRules rules = [] {
    std::ifstream in(HOMEWARD_SOURCE_DIR "/config/passwords.toml");
    auto read = read_password_rules(std::string(std::istreambuf_iterator<char>(in), {}));
    EXPECT_TRUE(read) << (read ? "" : read.error().sentence);
    return read.value_or(PasswordRules{});
  }();
  return rules;
}

bool taken(const std::string& password) {
  return !password_fault(password, "j.smith", "Jane Smith-Okafor", shipped_rules());
}

TEST(Passwords, AreTwelveToAThousandCharactersWhateverTheAlphabet) {
  EXPECT_FALSE(taken("gravel-moth"));
  EXPECT_TRUE(taken("gravel-moths"));
  EXPECT_FALSE(taken("ëëöüäïÿé-mo")) << "characters count, not bytes";
  std::string long_one;
  for (int i = 0; long_one.size() < 1024; ++i) long_one += std::to_string(i * 7919) + "x";
  EXPECT_TRUE(taken(long_one.substr(0, 1024)));
  EXPECT_FALSE(taken(long_one.substr(0, 1024) + "y"));
}

TEST(Passwords, ThatManyPeopleUseAreRefusedHoweverTheyAreDressed) {
  for (const char* password :
       {"password1234", "Password!2026", "P4ssw0rd1234", "passwordpassword", "PassWord-PassWord",
        "letmein12345", "welcome2026!!", "Summer2026!!!", "qwertyuiop12", "1q2w3e4r5t6y",
        "socialworker1", "Children2026!", "homeward12345", "abcabcabcabc", "a!b!a!b!a!b!",
        "correct horse battery staple", "123 4567 8901"})
    EXPECT_FALSE(taken(password)) << password;
}

TEST(Passwords, AreNotOneCharacterNorARowNorBlanks) {
  for (const char* password : {"aaaaaaaaaaaa", "            ", "............", "123456789012",
                               "abcdefghijkl", "987654321098", "aaaabbbbcccc",
                               "\u00a0\u00a0 \u00a0"
                               "          "})
    EXPECT_FALSE(taken(password)) << password;
}

TEST(Passwords, DoNotHoldTheNameOrTheSignInName) {
  for (const char* password : {"j.smithj.smith", "JSmith-is-here", "river okafor lamp",
                               "janesmithokafor!", "My name is Jane, hi"})
    EXPECT_FALSE(taken(password)) << password;
  // Two letters of somebody's initials are in many words.
  EXPECT_FALSE(password_fault("gravel moth lantern", "al", "Al Om", shipped_rules()));
}

TEST(Passwords, WithWordsThatDoNotBelongTogetherAreTaken) {
  for (const char* password :
       {"correct horse battery", "gravel moth lantern", "7Hk2-pq9x-vv4m-83za", "three cold spoons",
        "Ich mag Käse am Abend", "密码安全第一条规则你好吗朋友"})
    EXPECT_TRUE(taken(password)) << password;
}

}  // namespace
}  // namespace homeward::service
