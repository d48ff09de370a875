#include "service/secrets.hpp"

#include <gtest/gtest.h>

#include <set>

#include "service/files.hpp"

namespace homeward::service::secrets {

TEST(Secrets, a_password_is_kept_as_argon2id_with_a_salt_of_its_own) {
  const auto one = hash_password("correct horse battery");
  const auto two = hash_password("correct horse battery");
  EXPECT_EQ(one.substr(0, 30), "$argon2id$v=19$m=65536,t=2,p=1");  // as libsodium's manual says
  EXPECT_NE(one, two);
  EXPECT_TRUE(password_matches(one, "correct horse battery"));
  EXPECT_FALSE(password_matches(one, "correct horse batterz"));
  EXPECT_FALSE(password_matches("not a hash", "correct horse battery"));
}

// Only tests may hash with less.
TEST(Secrets, the_server_hashes_passwords_at_the_whole_cost) {
  const auto settings = load_settings(HOMEWARD_SOURCE_DIR "/config");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->password_cost, PasswordCost::interactive);
}

TEST(Secrets, tokens_and_passwords_do_not_repeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(seen.insert(token()).second);
    EXPECT_TRUE(seen.insert(generated_password()).second);
  }
  EXPECT_EQ(token().size(), 43u);
  EXPECT_EQ(generated_password().size(), 23u);
}

// FIPS 180-2, appendix B.1.
TEST(Secrets, sha256_is_the_published_one) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace homeward::service::secrets
