// Keyed hashes for signing in, with keys that the database keeps: under which name a wrong try is
// counted, and by what a device shows that somebody has signed in on it before. Safe from any
// thread.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "service/account_store.hpp"

namespace homeward::service {

class SignInKeys {
 public:
  explicit SignInKeys(Store& store) : store_(store) {}

  // The key has been read: nothing below asks the database then.
  bool ready();

  // The same for a name however it is typed (text::same_name). The name cannot be told from it.
  Result<std::string> name_key(std::string_view sign_in_name);

  // For a cookie of this device. `device` is its id: a new one if empty.
  Result<std::string> device_token(AccountId account, std::string device, Moment at);
  struct Device {
    AccountId account;
    std::string id;
  };
  // The device that the token was given to, if it was and is not too old.
  Result<std::optional<Device>> device_of(std::string_view token, Moment now);

 private:
  Result<std::string> key();

  Store& store_;
  std::mutex mutex_;
  std::string key_;
};

// What counts as one sender: an IPv4 address, or an IPv6 network of 64 bits, since one machine has
// all addresses of it. Other texts are given back; "unknown" for an empty one.
std::string network_of(std::string_view address);

}  // namespace homeward::service
