#include "service/passwords.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/text.hpp"
#include "service/config_table.hpp"

namespace homeward::service {

namespace {

constexpr std::string_view kPasswordsFile = "passwords.toml";
constexpr std::size_t kShortestNamePart = 4;

// Small letters and digits alone; other alphabets stay as they are.
std::string letters_and_digits(std::string_view text) {
  std::string out;
  for (const char c : text::fold(text))
    if (text::is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80)
      out += c;
  return out;
}

// "p4ssw0rd" -> "password"
std::string with_letters_for_digits(std::string text) {
  constexpr std::string_view kDigits = "01345789@$!", kLetters = "oleastbgasi";
  for (char& c : text)
    if (const auto at = kDigits.find(c); at != std::string_view::npos) c = kLetters[at];
  return text;
}

std::string without_digits_at_ends(std::string text) {
  while (!text.empty() && text::is_digit(text.back())) text.pop_back();
  text.erase(0, static_cast<std::size_t>(
                    std::find_if_not(text.begin(), text.end(), text::is_digit) - text.begin()));
  return text;
}

// "abcabcabc" -> "abc"; a text that repeats nothing is given back.
std::string repeated_piece(const std::string& text) {
  for (std::size_t length = 1; length <= text.size() / 2; ++length) {
    if (text.size() % length != 0) continue;
    if (std::equal(text.begin() + static_cast<std::ptrdiff_t>(length), text.end(), text.begin()))
      return text.substr(0, length);
  }
  return text;
}

// How many characters are left without runs of four or more that each follow the one before:
// "12345678", "dcba", "aaaa".
std::size_t outside_runs(std::string_view text) {
  std::size_t left = 0;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t to = from + 1;
    const int step = to < text.size() ? text[to] - text[from] : 2;
    if (step >= -1 && step <= 1)
      while (to < text.size() && text[to] - text[to - 1] == step) ++to;
    if (to - from < 4) {
      to = from + 1;
      ++left;
    }
    from = to;
  }
  return left;
}

bool is_common(std::string_view password, const PasswordRules& rules) {
  const std::string plain = letters_and_digits(password);
  const std::string words = with_letters_for_digits(text::lower(password));
  for (const std::string& form : {plain, without_digits_at_ends(plain), letters_and_digits(words),
                                  with_letters_for_digits(without_digits_at_ends(plain))}) {
    if (rules.common.contains(form)) return true;
    const std::string piece = repeated_piece(form);
    if (piece.size() < form.size() && (piece.size() <= 6 || rules.common.contains(piece)))
      return true;
  }
  return false;
}

bool holds_name(const std::string& password, std::string_view sign_in_name,
                std::string_view person) {
  const auto holds = [&](const std::string& part, std::size_t shortest) {
    return text::characters(part) >= shortest && password.find(part) != std::string::npos;
  };
  if (holds(letters_and_digits(sign_in_name), 3) || holds(letters_and_digits(person), 3))
    return true;
  for (const std::string_view name : {sign_in_name, person}) {
    const std::string parts = text::fold(name);
    for (const std::string_view part : text::split(parts, ' '))
      if (holds(letters_and_digits(part), kShortestNamePart)) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> password_fault(std::string_view password, std::string_view sign_in_name,
                                          std::string_view person, const PasswordRules& rules) {
  const std::size_t length = text::characters(password);
  if (length < kShortestPassword)
    return fmt::format("A password has at least {} characters.", kShortestPassword);
  if (length > kLongestPassword)
    return fmt::format("A password has at most {} characters.", kLongestPassword);
  if (!text::valid_utf8(password) || password.find('\0') != std::string_view::npos)
    return "The password holds characters that cannot be typed again. Choose another.";
  if (text::trim(password).empty()) return "A password must not be blanks alone.";
  const std::string plain = letters_and_digits(password);
  if (outside_runs(text::lower(password)) < 4 || (!plain.empty() && outside_runs(plain) < 4))
    return "A password must not be one character again and again, or a row such as 123456789abc.";
  if (holds_name(plain, sign_in_name, person))
    return "A password must not hold the person’s name or sign-in name.";
  if (is_common(password, rules))
    return "Many people use a password like this, so it is tried first. Choose another: three "
           "words that do not belong together are easy to remember.";
  return std::nullopt;
}

Result<PasswordRules> read_password_rules(std::string_view toml_text) {
  return read_config<PasswordRules>(kPasswordsFile, toml_text,
                                    [](ConfigTable& file, ConfigProblems&, PasswordRules& rules) {
                                      for (const std::string& word : file.texts("common"))
                                        rules.common.insert(letters_and_digits(word));
                                    });
}

}  // namespace homeward::service
