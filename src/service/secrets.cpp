#include "service/secrets.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <new>
#include <stdexcept>

namespace homeward::service::secrets {

namespace {
void ready() {
  static const int started = sodium_init();
  if (started < 0) throw std::runtime_error("libsodium could not start");
}
}  // namespace

std::string hash_password(std::string_view password, PasswordCost cost) {
  ready();
  const bool least = cost == PasswordCost::least;
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(),
                            least ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            least ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return out.data();
}

bool password_matches(std::string_view hash, std::string_view password) {
  ready();
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

std::string token() {
  ready();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> out{};
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return out.data();
}

std::string generated_password() {
  ready();
  constexpr std::string_view kLetters = "23456789abcdefghjkmnpqrstuvwxyz";
  std::string out;
  for (int i = 0; i < 20; ++i) {
    if (i > 0 && i % 5 == 0) out.push_back('-');
    out.push_back(kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))]);
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  ready();
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> out{};
  sodium_bin2hex(out.data(), out.size(), hash.data(), hash.size());
  return out.data();
}

std::int64_t fingerprint(std::string_view text) {
  ready();
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) number = number << 8 | hash[i];
  return static_cast<std::int64_t>(number);
}

std::string signature(std::string_view key, std::string_view text) {
  ready();
  crypto_auth_hmacsha512256_state state;
  crypto_auth_hmacsha512256_init(&state, reinterpret_cast<const unsigned char*>(key.data()),
                                 key.size());
  crypto_auth_hmacsha512256_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                                   text.size());
  std::array<unsigned char, crypto_auth_hmacsha512256_BYTES> hash{};
  crypto_auth_hmacsha512256_final(&state, hash.data());
  std::array<char, crypto_auth_hmacsha512256_BYTES * 2 + 1> out{};
  sodium_bin2hex(out.data(), out.size(), hash.data(), hash.size());
  return out.data();
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  ready();
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace homeward::service::secrets
