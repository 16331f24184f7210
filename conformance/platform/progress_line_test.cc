#include "conformance/platform/progress_line.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "conformance/platform/terminal.h"

namespace wtsconform {
namespace {

using std::chrono::milliseconds;

// What is printed while stderr is a file.
std::string Printed(std::optional<milliseconds> interval) {
  testing::internal::CaptureStderr();
  EXPECT_FALSE(RewritesLines());
  {
    ProgressLine line("histories", interval);
    line.Show(1, 9);
    line.Show(2, 9);
  }
  return testing::internal::GetCapturedStderr();
}

TEST(ProgressLineTest, ElsewhereThanOnATerminalIsSilentUnlessAsked) {
  EXPECT_EQ(Printed(std::nullopt), "");
}

TEST(ProgressLineTest, ElsewhereEachLineIsOneByItself) {
  EXPECT_EQ(Printed(milliseconds(0)), "histories: 1 of 9\nhistories: 2 of 9\n");
}

TEST(ProgressLineTest, ElsewhereNoLineComesBeforeItsTime) {
  EXPECT_EQ(Printed(std::chrono::minutes(10)), "");
}

}  // namespace
}  // namespace wtsconform
