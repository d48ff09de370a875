// Passwords and tokens, by libsodium.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace homeward::service::secrets {

// What it costs to try one password, kept in the hash itself: libsodium's interactive limits (64
// MiB, about 50 ms), or as little as argon2id can do (8 KiB), for tests that sign many people in.
enum class PasswordCost { interactive, least };

// By argon2id. Throws std::bad_alloc if memory is out.
std::string hash_password(std::string_view password, PasswordCost cost = PasswordCost::interactive);
bool password_matches(std::string_view hash, std::string_view password);

// 32 random bytes, base64 for URLs without padding (43 characters).
std::string token();
// Four groups of five unambiguous letters and digits: 97 bits, readable over a telephone.
std::string generated_password();
// SHA-256, lower-case hex.
std::string sha256_hex(std::string_view bytes);
// The first 64 bits of BLAKE2b: tells texts apart, keeps no secret.
std::int64_t fingerprint(std::string_view text);
// A keyed hash (HMAC-SHA-512-256) as 64 hex digits: only who has the key can make it.
std::string signature(std::string_view key, std::string_view text);
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace homeward::service::secrets
