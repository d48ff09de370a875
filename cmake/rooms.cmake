# homeward_room(NAME [PURE] [ROOMS ...] [LIBRARIES ...] [PRIVATE_LIBRARIES ...])
#
# One room = one static library from src/NAME, and one test program NAME_tests from the
# *_test.cpp beside the code. ROOMS are the rooms it may know; LIBRARIES are outside
# libraries that its headers need; PRIVATE_LIBRARIES are those only its .cpp files need.
# PURE changes nothing in the build: script/check-layers reads it.
find_package(GTest REQUIRED)
include(GoogleTest)

function(homeward_room name)
  cmake_parse_arguments(ROOM "PURE" "" "ROOMS;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(${name} PUBLIC ${ROOM_ROOMS} ${ROOM_LIBRARIES} homeward::options
    PRIVATE ${ROOM_PRIVATE_LIBRARIES})
  if(tests)
    add_executable(${name}_tests ${tests})
    target_link_libraries(${name}_tests PRIVATE ${name} ${ROOM_PRIVATE_LIBRARIES} homeward::testing)
    target_compile_definitions(${name}_tests PRIVATE HOMEWARD_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_tests WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endfunction()
