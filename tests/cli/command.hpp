// Runs a command of homeward in this process, in a folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "../service/key_of_tests.hpp"
#include "cli/cli.hpp"
#include "store/open.hpp"
#include "store/upkeep.hpp"

namespace homeward::tests {

struct Ran {
  int code = -1;
  std::string out, err;
};

// The program's own, but for the server.
inline cli::Adapters on_real_databases() {
  cli::Adapters adapters;
  adapters.open_store = [](const std::string& url) { return store::open(url); };
  adapters.make_store = [](const std::string& url) { return store::open_or_make(url); };
  adapters.upkeep = store::upkeep();
  adapters.key = std::make_shared<const service::OperatorKey>(KeyOfTests::key());
  return adapters;
}

class Command : public testing::Test {
 protected:
  Command() {
    std::string name = (std::filesystem::temp_directory_path() / "homeward-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  ~Command() override {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }

  Ran run(std::vector<std::string> arguments, const cli::Adapters& adapters) {
    std::vector<const char*> argv{"homeward"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Ran ran;
    ran.code = cli::run(static_cast<int>(argv.size()), argv.data(), adapters);
    ran.out = testing::internal::GetCapturedStdout();
    ran.err = testing::internal::GetCapturedStderr();
    return ran;
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return path(name);
  }
  std::string read(const std::string& name) const { return read_file(path(name)); }
  static std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // The names in a folder, sorted.
  std::vector<std::string> names_in(const std::string& name) const {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / name))
      out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }

  std::filesystem::path folder_;
};

}  // namespace homeward::tests
