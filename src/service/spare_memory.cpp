#include "service/spare_memory.hpp"

#include <malloc.h>

namespace homeward::service {

void give_back_spare_memory() {
  ::malloc_trim(0);
}

}  // namespace homeward::service
