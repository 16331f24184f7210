// What is started here is the program wtsconform, which says what it was given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "conformance/platform/platform.h"
#include "conformance/platform/run_program.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;

ProgramEnd Start(const std::vector<std::string>& arguments) {
  return Program(TextOf(ExecutableFolder() / "wtsconform.exe"), arguments).Wait();
}

TEST(ProgramOnWindows, ArgumentsArriveAsTheyWere) {
  for (const std::string word :
       {"two words", "a \"quoted\" one", "ends\\", "\\\"", "\\\\\" \\\\", "試験"}) {
    const ProgramEnd end = Start({"explain", word});
    EXPECT_EQ(end.status, 2) << word;
    EXPECT_THAT(end.err, HasSubstr("\"" + word + "\" is no case and no clause"));
  }
}

TEST(ProgramOnWindows, WhatItWritesIsKeptApart) {
  const ProgramEnd end = Start({"--version"});
  EXPECT_EQ(end.status, 0);
  EXPECT_THAT(end.out, HasSubstr("wtsconform "));
  EXPECT_EQ(end.err, "");
}

TEST(ProgramOnWindows, AProgramThatIsNotThereIsAnError) {
  EXPECT_THROW(Program("Z:\\nowhere.exe", {}).Wait(), std::runtime_error);
}

}  // namespace
}  // namespace wtsconform
