#include "reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  homeward::fuzz::read_as("folder/file.xml", data, size);
  return 0;
}
