#include "http/incident.hpp"

#include <openssl/rand.h>

#include <array>

#include "base/in_flight.hpp"

namespace homeward::http {
namespace {

// Without letters and digits that are taken for one another when they are read aloud or written
// down, and without vowels, so that no number is a word.
constexpr std::string_view kSigns = "23456789CFHJKMQRTWXY";
constexpr std::size_t kLength = 6, kGroup = 3;

std::string random_number() {
  std::array<unsigned char, kLength> bytes{};
  // Without randomness the number is of less use, and everything else is as it was.
  (void)RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  std::string number;
  for (std::size_t i = 0; i < kLength; ++i) {
    if (i == kGroup) number.push_back('-');
    number.push_back(kSigns[bytes.at(i) % kSigns.size()]);
  }
  return number;
}

}  // namespace

Incident incident(std::string_view kind, std::string_view sentence) {
  return {random_number(), std::string(kind), std::string(sentence)};
}

Incident incident_in_flight(std::string_view sentence) {
  return incident("exception " + type_in_flight(), sentence);
}

}  // namespace homeward::http
