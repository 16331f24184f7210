#include "spec/loader/toml/file_text.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

class FileTextTest : public ::testing::Test {
 protected:
  FileTextTest() { fs::create_directory(folder_); }
  ~FileTextTest() override { fs::remove_all(folder_); }

  const fs::path folder_ =
      fs::temp_directory_path() / ("wtsconform-" + std::to_string(std::random_device()()));
};

TEST_F(FileTextTest, ReadsWhatIsNotTooLarge) {
  const std::string text = std::string(70'000, 'x') + "\r\n" + std::string(1, '\0');
  std::ofstream(folder_ / "a", std::ios::binary) << text;
  EXPECT_EQ(ReadFileText(folder_ / "a", text.size()).text, text);
  EXPECT_EQ(ReadFileText(folder_ / "a", text.size()).problem, "");
  EXPECT_EQ(ReadFileText(folder_ / "a", text.size() - 1).problem, "it is larger than 0 MiB");
}

TEST_F(FileTextTest, ADeviceWithoutEndIsTooLarge) {
  if (!fs::exists("/dev/zero")) GTEST_SKIP() << "needs /dev/zero";
  EXPECT_EQ(ReadFileText("/dev/zero", 1 << 20).problem, "it is larger than 1 MiB");
}

TEST_F(FileTextTest, SaysWhyThereIsNoText) {
  EXPECT_EQ(ReadFileText(folder_ / "none", 10).problem, "there is no such file");
  EXPECT_EQ(ReadFileText(folder_, 10).problem.find("it cannot be read: "), 0u);
}

TEST_F(FileTextTest, ALoopOfSymbolicLinksIsNoFile) {
  const fs::path loop = folder_ / "loop";
  fs::create_symlink(loop, loop);
  EXPECT_EQ(ReadFileText(loop, 10).problem.find("it cannot be read: "), 0u);
  EXPECT_FALSE(IsThere(loop));
  EXPECT_FALSE(IsFileThere(loop));
  EXPECT_FALSE(IsFolderThere(loop / "in"));
}

}  // namespace
}  // namespace wtsconform
