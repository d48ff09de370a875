#include "cli/terminal.hpp"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <optional>

#include "base/text.hpp"

namespace homeward::cli {

namespace {

volatile sig_atomic_t interrupted = 0;

void note_signal(int signal) {
  interrupted = signal;
}

// The terminal shows nothing of what is typed while this lives, and shows it again afterwards, also
// when Ctrl+C ends the command meanwhile.
class Hidden {
 public:
  Hidden() {
    tcgetattr(STDIN_FILENO, &before_);
    struct sigaction action = {};
    action.sa_handler = note_signal;
    sigaction(SIGINT, &action, &interrupt_);
    sigaction(SIGTERM, &action, &terminate_);
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;
  ~Hidden() {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGTERM, &terminate_, nullptr);
    if (interrupted != 0) raise(interrupted);
  }

 private:
  termios before_{};
  struct sigaction interrupt_ = {}, terminate_ = {};
};

// Nothing at the end of the input or when a signal came.
std::optional<std::string> read_line() {
  std::string line;
  for (char c = 0;;) {
    if (::read(STDIN_FILENO, &c, 1) != 1) return std::nullopt;
    if (c == '\n') return line;
    line.push_back(c);
  }
}

std::optional<std::string> ask_hidden(const char* question) {
  std::fputs(question, stderr);
  const auto line = read_line();
  std::fputc('\n', stderr);
  return line;
}

}  // namespace

Result<std::string> read_new_password() {
  const auto nothing = [] {
    return fail(ErrorKind::not_found, "No password was given. Nothing was changed.");
  };
  if (isatty(STDIN_FILENO) == 0) {
    std::string line;
    if (!std::getline(std::cin, line)) return nothing();
    return line;
  }
  const Hidden hidden;
  const auto first = ask_hidden("Password (at least 12 characters; it is not shown): ");
  if (!first) return nothing();
  const auto second = ask_hidden("The same again: ");
  if (!second) return nothing();
  if (*first != *second)
    return fail(ErrorKind::invalid_input,
                "The two passwords are not the same. Nothing was changed; try again.");
  return *first;
}

bool agreed(const char* question) {
  if (isatty(STDIN_FILENO) == 0) return false;
  std::printf("%s [y/N] ", question);
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  const std::string said = text::lower(text::trim(answer));
  return said == "y" || said == "yes";
}

}  // namespace homeward::cli
