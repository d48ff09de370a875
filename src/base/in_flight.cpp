#include "base/in_flight.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace homeward {

std::string type_in_flight() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (!type) return "of no known type";
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name(
      abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), std::free);
  return name ? name.get() : type->name();
}

}  // namespace homeward
