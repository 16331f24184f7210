#include "reports/formats/unfinished_results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "reports/formats/input_kind.h"
#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Record;
using testing::ResultsOf;

class UnfinishedResultsTest : public ::testing::Test {
 protected:
  ~UnfinishedResultsTest() override { fs::remove(path_); }

  const fs::path& Put(const std::string& text) const {
    std::ofstream(path_, std::ios::binary) << text;
    return path_;
  }
  std::string Refusal(const std::string& text) const {
    try {
      ReadUnfinishedResults(Put(text));
      return "";
    } catch (const ResultsError& error) {
      return error.what();
    }
  }
  // Three cases: one has ended, one runs, one has not begun.
  static std::string OneOfThree() {
    UnfinishedResults start;
    start.results = ResultsOf("mock", {});
    start.selected = 3;
    start.settings = {{"--filter", "open/*"}};
    return BeginningOf(start) + BegunLine("open/a") + BegunLine("open/b") +
           EndedLine(Record("open/b", "OPEN-4", Verdict::kPass));
  }

  const fs::path path_ = fs::temp_directory_path() /
                         ("wtsconform-" + std::to_string(std::random_device()()) + ".json");
};

TEST_F(UnfinishedResultsTest, SaysWhatEndedWhatRanAndWhatIsMissing) {
  const UnfinishedResults read = ReadUnfinishedResults(Put(OneOfThree()));
  ASSERT_EQ(read.results.cases.size(), 1u);
  EXPECT_EQ(read.results.cases[0].id, "open/b");
  EXPECT_EQ(read.results.implementation.name, "mock");
  EXPECT_EQ(read.results.missing, 2u);
  EXPECT_THAT(read.running, ElementsAre("open/a"));
  EXPECT_EQ(read.settings.at("--filter"), "open/*");
  EXPECT_EQ(InputKindOf(path_), InputKind::kUnfinished);
}

TEST_F(UnfinishedResultsTest, EveryPrefixIsReadOrRefusedAndNeverFinished) {
  const std::string text = OneOfThree();
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const std::string prefix = text.substr(0, length);
    EXPECT_EQ(Refusal(prefix) == "", length > text.find('\n')) << length;
    EXPECT_THROW(ReadResults(path_), ResultsError) << length;
  }
}

TEST_F(UnfinishedResultsTest, NoOtherReaderTakesIt) {
  EXPECT_THAT([&] { ReadResults(Put(OneOfThree())); },
              ::testing::ThrowsMessage<ResultsError>(
                  ::testing::AllOf(HasSubstr("did not finish"), HasSubstr("--resume"))));
}

TEST_F(UnfinishedResultsTest, RefusesWhatContradictsItself) {
  const std::string ended = EndedLine(Record("open/b", "OPEN-4", Verdict::kPass));
  EXPECT_THAT(Refusal(OneOfThree() + ended), HasSubstr("open/b is there twice"));
  EXPECT_THAT(Refusal(OneOfThree() + "{\"id\":1}\n"), HasSubstr("wrong type"));
  EXPECT_THAT(Refusal(OneOfThree() + "[]\n"), HasSubstr("no \"id\""));
  EXPECT_THAT(Refusal(OneOfThree() + "no JSON\n"), HasSubstr("no unfinished results file"));
  EXPECT_THAT(Refusal(OneOfThree() + std::string(100'000, '[') + "\n"), HasSubstr("too deep"));
}

}  // namespace
}  // namespace wtsconform
