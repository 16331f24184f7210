#include "reports/formats/json_depth.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "reports/formats/benchmarks.h"
#include "reports/formats/results.h"
#include "reports/formats/selftest.h"
#include "reports/formats/speed_comparison.h"
#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string Deep(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(CheckDepth, RefusesWhatIsTooDeep) {
  EXPECT_NO_THROW(CheckDepth(Deep(64)));
  EXPECT_THROW(CheckDepth(Deep(65)), ResultsError);
  EXPECT_THROW(CheckDepth(std::string(100'000, '{')), ResultsError);
}

TEST(CheckDepth, CountsNoBracketInAString) {
  EXPECT_NO_THROW(CheckDepth("\"" + std::string(1000, '[') + "\""));
  EXPECT_NO_THROW(CheckDepth("[\"a\\\"" + std::string(1000, '{') + "\"]"));
  EXPECT_NO_THROW(CheckDepth("\"not closed " + std::string(1000, '[')));
  EXPECT_NO_THROW(CheckDepth("\"ends with \\"));
  EXPECT_THROW(CheckDepth("\"a\\\\\"" + std::string(1000, '[')), ResultsError);
}

// Each reader of JSON, given files that hold a value of this kind where they have another.
class BoundedReadersTest : public ::testing::Test {
 protected:
  ~BoundedReadersTest() override { fs::remove(path_); }

  template <class Read>
  std::string Refusal(const std::string& text, Read read) const {
    std::ofstream(path_, std::ios::binary) << text;
    try {
      read(path_);
      return "not refused";
    } catch (const ResultsError& error) {
      return error.what();
    }
  }

  // Of files of each format, with this value in them.
  std::vector<std::string> Refusals(const std::string& value) const {
    Results results = testing::ResultsOf("a", {testing::Record("x", "OPEN-1", Verdict::kPass)});
    std::string filed = ToJson(results);
    const std::string text = "\"detail\":\"\"";
    filed.replace(filed.find(text), text.size(), "\"detail\":" + value);
    return {
        Refusal(filed, ReadResults),
        Refusal("{\"schema\": " + value + "}", ReadResults),
        Refusal("{\"context\": {\"a\": " + value + "}, \"benchmarks\": []}", ReadBenchmarks),
        Refusal("{\"schema\": \"wtsconform-selftest/1\", \"complete\": " + value + "}",
                ReadSelftest),
        Refusal("{\"schema\": \"wtsbench-comparison/1\", \"complete\": " + value + "}",
                ReadSpeedComparison),
    };
  }

  const fs::path path_ = fs::temp_directory_path() /
                         ("wtsconform-" + std::to_string(std::random_device()()) + ".json");
};

TEST_F(BoundedReadersTest, RefuseWhatIsNestedDeep) {
  for (const std::string& why : Refusals(Deep(100'000))) {
    EXPECT_THAT(why, HasSubstr("nested deeper than 64 levels"));
  }
}

TEST_F(BoundedReadersTest, SayLittleAboutMuch) {
  std::string numbers = "[1";
  for (int i = 0; i < 300'000; ++i) numbers += ",1";
  for (const std::string& why : Refusals(numbers + "]")) {
    EXPECT_THAT(why, HasSubstr(" is refused: ")) << why.substr(0, 2000);
    EXPECT_LT(why.size(), 1500u);
  }
  for (const std::string& why : Refusals("\"" + std::string(300'000, 'x') + "\"")) {
    EXPECT_LT(why.size(), 1500u);
  }
  for (const std::string& why : Refusals(std::string(300'000, 'x'))) {
    EXPECT_THAT(why, HasSubstr(" is refused: ")) << why.substr(0, 2000);
    EXPECT_LT(why.size(), 1500u) << "a token that is none";
  }
}

TEST_F(BoundedReadersTest, RefuseWhatIsTooLarge) {
  std::ofstream(path_).close();
  fs::resize_file(path_, (std::size_t{64} << 20) + 1);
  EXPECT_THAT([&] { ReadResults(path_); },
              ::testing::ThrowsMessage<ResultsError>(HasSubstr("larger than 64 MiB")));
  EXPECT_THAT([&] { ReadSelftest(path_); },
              ::testing::ThrowsMessage<ResultsError>(HasSubstr("larger than 64 MiB")));
}

}  // namespace
}  // namespace wtsconform
