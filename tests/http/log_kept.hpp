// What the server writes to its log while this lives.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "http/log.hpp"

namespace homeward::tests {

class LogKept {
 public:
  LogKept() {
    testing::internal::CaptureStderr();
    http::log_quietly(false);
  }
  ~LogKept() { end(); }
  LogKept(const LogKept&) = delete;
  LogKept& operator=(const LogKept&) = delete;

  // Everything until now; nothing is kept any more.
  std::string end() {
    if (!std::exchange(ended_, true)) {
      http::log_quietly(true);
      text_ = testing::internal::GetCapturedStderr();
    }
    return text_;
  }

 private:
  bool ended_ = false;
  std::string text_;
};

}  // namespace homeward::tests
