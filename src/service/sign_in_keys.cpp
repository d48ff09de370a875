#include "service/sign_in_keys.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/fold.hpp"
#include "base/text.hpp"
#include "service/secrets.hpp"

namespace homeward::service {

namespace {

constexpr std::int64_t kDeviceDays = 400;  // as long as a browser keeps a cookie at most

std::int64_t day_number_of(Moment at) {
  return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count();
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Result<std::string> SignInKeys::key() {
  {
    const std::lock_guard lock(mutex_);
    if (!key_.empty()) return key_;
  }
  auto kept = store_.account_store().secret("sign-in", secrets::token());
  if (!kept) return kept;
  const std::lock_guard lock(mutex_);
  key_ = *kept;
  return kept;
}

bool SignInKeys::ready() {
  const std::lock_guard lock(mutex_);
  return !key_.empty();
}

Result<std::string> SignInKeys::name_key(std::string_view sign_in_name) {
  auto key = this->key();
  if (!key) return key;
  return secrets::signature(*key, "name " + text::same_name(sign_in_name));
}

Result<std::string> SignInKeys::device_token(AccountId account, std::string device, Moment at) {
  auto key = this->key();
  if (!key) return key;
  if (device.empty()) device = secrets::token();
  const std::string said =
      std::to_string(account.value) + "." + std::to_string(day_number_of(at)) + "." + device;
  return said + "." + secrets::signature(*key, "device " + said);
}

Result<std::optional<SignInKeys::Device>> SignInKeys::device_of(std::string_view token,
                                                                Moment now) {
  const auto parts = text::split(token, '.');
  if (parts.size() != 4) return std::nullopt;
  auto key = this->key();
  if (!key) return tl::unexpected(key.error());
  const std::string said(token.substr(0, token.rfind('.')));
  if (!secrets::equal_in_constant_time(parts[3], secrets::signature(*key, "device " + said)))
    return std::nullopt;
  if (day_number_of(now) - number_in(parts[1]) > kDeviceDays) return std::nullopt;
  return Device{AccountId{number_in(parts[0])}, std::string(parts[2])};
}

std::string network_of(std::string_view address) {
  const std::string text(address);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return text;
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text.empty() ? "unknown" : text;
  std::array<char, INET6_ADDRSTRLEN> out{};
  constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin()))
    return inet_ntop(AF_INET, bytes.data() + kMapped.size(), out.data(), out.size());
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  return std::string(out.data()) + "/64";
}

}  // namespace homeward::service
