# Debian's packages under one spelling each, whether they ship CMake files or pkg-config.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(date REQUIRED)  # howard-hinnant/date: Europe/London
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(spdlog REQUIRED)
find_package(ZLIB REQUIRED)

function(homeward_pkg name)
  string(MAKE_C_IDENTIFIER "HOMEWARD_PKG_${name}" variable)
  pkg_check_modules(${variable} REQUIRED IMPORTED_TARGET ${ARGN})
  add_library(homeward::${name} ALIAS PkgConfig::${variable})
endfunction()

homeward_pkg(sodium libsodium)
homeward_pkg(zip libzip)
homeward_pkg(pugi pugixml)
add_library(pugixml::pugixml ALIAS PkgConfig::HOMEWARD_PKG_pugi)

# Its pkg-config file on Debian 13 asks for packages that only a static library would need.
find_library(HOMEWARD_XLSXWRITER xlsxwriter REQUIRED)
find_path(HOMEWARD_XLSXWRITER_HEADERS xlsxwriter.h REQUIRED)
add_library(homeward_xlsxwriter INTERFACE)
add_library(homeward::xlsxwriter ALIAS homeward_xlsxwriter)
target_link_libraries(homeward_xlsxwriter INTERFACE "${HOMEWARD_XLSXWRITER}")

# Loaded when it is needed (src/store/postgres/libpq.hpp): only its headers here.
add_library(homeward_libpq INTERFACE)
add_library(homeward::libpq ALIAS homeward_libpq)
target_include_directories(homeward_libpq SYSTEM INTERFACE ${PostgreSQL_INCLUDE_DIRS})
target_link_libraries(homeward_libpq INTERFACE ${CMAKE_DL_LIBS})

# Header-only.
add_library(homeward_expected INTERFACE)
add_library(homeward::expected ALIAS homeward_expected)
add_library(homeward_toml INTERFACE)
add_library(homeward::toml ALIAS homeward_toml)
find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
find_path(EXPECTED_INCLUDE tl/expected.hpp REQUIRED)

# Boost.Beast, kept inside src/http (docs/architecture.md, section 5).
add_library(homeward_beast INTERFACE)
add_library(homeward::beast ALIAS homeward_beast)
find_path(BOOST_BEAST_INCLUDE boost/beast.hpp REQUIRED)
target_link_libraries(homeward_beast INTERFACE Threads::Threads OpenSSL::SSL OpenSSL::Crypto)

add_library(homeward_testing INTERFACE)
add_library(homeward::testing ALIAS homeward_testing)
find_library(RAPIDCHECK rapidcheck REQUIRED)
target_link_libraries(homeward_testing INTERFACE GTest::gtest_main GTest::gmock ${RAPIDCHECK})
if(HOMEWARD_SANITIZE)
  # Tests compile much faster without optimisation, and their own code takes little time when they run.
  target_compile_options(homeward_testing INTERFACE -O0)
endif()
