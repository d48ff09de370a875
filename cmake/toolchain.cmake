# Compiler and linker settings shared by every target, gathered in homeward::options.
option(HOMEWARD_BENCH "build the benchmarks" OFF)
option(HOMEWARD_FUZZ "build the libFuzzer targets (clang only)" OFF)
set(HOMEWARD_SANITIZE "" CACHE STRING "sanitizers, e.g. address,undefined or thread")

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(homeward_options INTERFACE)
add_library(homeward::options ALIAS homeward_options)
target_include_directories(homeward_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(homeward_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  $<$<NOT:$<CONFIG:Debug>>:-Werror>)

# HOMEWARD_CHECK (src/base/check.hpp) is for every build but the released one.
target_compile_definitions(homeward_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:HOMEWARD_UNCHECKED>)

# Several files compiled as one (docs/decisions/0012-compiled-together.md): what a local name hides may
# then stand in another file, and g++ takes each file for a header that others include too.
if(CMAKE_UNITY_BUILD)
  target_compile_options(homeward_options INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

find_program(MOLD mold)
if(MOLD AND NOT HOMEWARD_FUZZ)
  target_link_options(homeward_options INTERFACE -fuse-ld=mold)
endif()

if(HOMEWARD_SANITIZE)
  add_compile_options(-fsanitize=${HOMEWARD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${HOMEWARD_SANITIZE})
  # Each of these costs time at every pointer. AddressSanitizer stops at a null pointer and past an
  # object by itself; alignment and the type behind a pointer are then left to the fuzzers.
  if(HOMEWARD_SANITIZE MATCHES "address,undefined" AND NOT HOMEWARD_FUZZ)
    add_compile_options(-fno-sanitize=null,alignment,object-size,vptr)
  endif()
endif()
