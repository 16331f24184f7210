// For tests that read a file: each test gets its own, which is removed afterwards.
#ifndef WTSCONFORM_REPORTS_TESTS_TEST_FILE_H_
#define WTSCONFORM_REPORTS_TESTS_TEST_FILE_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "reports/formats/results.h"

namespace wtsconform::testing {

template <class Contents, Contents (*kRead)(const std::filesystem::path&)>
class FileTest : public ::testing::Test {
 protected:
  ~FileTest() override { std::filesystem::remove(file_); }

  Contents Read(const std::string& text) {
    std::ofstream(file_, std::ios::binary) << text;
    return kRead(file_);
  }
  std::string Refusal(const std::string& text) {
    try {
      Read(text);
    } catch (const ResultsError& error) {
      return error.what();
    }
    return "not refused";
  }

  const std::filesystem::path file_ = [] {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    return std::filesystem::temp_directory_path() /
           (std::string(test->test_suite_name()) + "." + test->name() + ".json");
  }();
};

}  // namespace wtsconform::testing

#endif  // WTSCONFORM_REPORTS_TESTS_TEST_FILE_H_
