#include "reports/formats/side_by_side.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <string>

#include "reports/formats/input_kind.h"
#include "reports/formats/side_figures.h"
#include "reports/page/html_benchmarks.h"
#include "reports/page/html_side_by_side.h"
#include "reports/speed/markdown_benchmarks.h"
#include "reports/tests/test_file.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

Figure Around(double estimate) { return {estimate, estimate * 0.9, estimate * 1.1}; }

SideFigures Mock() {
  return {.side = {"mock", "libmock.so", "a machine", 7, 2e-9},
          .figures = {{"live/1000", Around(1.5)},
                      {"live/100", Around(1.4)},
                      {"pair/WTSOpenServerA", Around(1.25)},
                      {"peer/libcuckoo", Around(20)},
                      {"anchor/cas", Around(0.5)},
                      {"anchor/dup_close", Around(150)}}};
}

SideFigures Winpr() {
  return {.side = {.name = "winpr<1>"},
          .figures = {{"dispatch/WTSOpenServerA", Around(3)}},
          .reasons = {{"", "no open gives a handle"}, {"live/1000", "too many"}}};
}

SideBySide Both() {
  return PutSideBySide({Mock(), Winpr()}, {.side = {}, .figures = Mock().figures});
}

std::vector<std::string> Lines(const SideBenchmark& benchmark) {
  std::vector<std::string> lines;
  for (const SideRow& row : benchmark.rows) {
    const bool is_missing = row.kind == SideRowKind::kMissing;
    lines.push_back(row.side + (is_missing ? "" : " " + FigureText(row.figure.estimate)) + " " +
                    NoteText(row));
  }
  return lines;
}

TEST(SideBySideOfSides, HasARowOfEachForEachBenchmark) {
  const SideBySide all = Both();
  ASSERT_THAT(all.all, SizeIs(3));
  EXPECT_EQ(all.all[0].name, "pair/WTSOpenServerA");
  EXPECT_EQ(all.all[1].name, "live/100") << "100 comes before 1000, and pairs before both";
  EXPECT_THAT(Lines(all.all[0]),
              ElementsAre("mock 1.25 ", "mock 1.25 measured again: the noise",
                          "winpr<1> 3 the two calls alone: no open succeeds here",
                          "dup_close 150 for comparison", "libcuckoo 20 for comparison"));
  EXPECT_THAT(Lines(all.all[1]),
              ElementsAre("mock 1.4 ", "mock 1.4 measured again: the noise",
                          "winpr<1> not measurable here: no open gives a handle"));
  EXPECT_THAT(Lines(all.all[2]).back(), HasSubstr("too many")) << "the closest reason";
}

TEST(SideBySideOfSides, NoiseIsHowFarTheSameIsApart) {
  SideFigures again = Mock();
  again.figures["live/100"].estimate *= 1.1;
  EXPECT_THAT(PutSideBySide({Mock(), Winpr()}, again).noise,
              ElementsAre(DoubleNear(0, 1e-9), DoubleNear(0.1, 1e-9), DoubleNear(0, 1e-9)));
  EXPECT_THAT(NoiseSentence(PutSideBySide({Mock()}, {})), HasSubstr("not known"));
}

TEST(SideBySideOfSides, WithoutATimeThereIsNone) {
  EXPECT_THROW(PutSideBySide({{.side = {.name = "a"}}}, {}), ResultsError);
}

using SideBySideTest = testing::FileTest<SideBySide, ReadSideBySide>;

TEST_F(SideBySideTest, IsReadAsItWasWritten) {
  SideBySide written = Both();
  written.tool = "1.0 abc";
  const std::string text = ToJson(written);
  const SideBySide read = Read(text);
  EXPECT_EQ(ToJson(read), text);
  EXPECT_EQ(InputKindOf(file_), InputKind::kSideBySide);
  EXPECT_EQ(read.sides[0].library, "libmock.so");
  EXPECT_EQ(Lines(read.all[2]), Lines(written.all[2]));
}

// Two runs that differ by half have one of 99 % that no chart holds.
TEST_F(SideBySideTest, AnIntervalWithoutEndIsReadToo) {
  SideBySide written = Both();
  Figure& figure = written.all[0].rows[0].figure;
  figure.low = 1e-30;
  figure.high = std::numeric_limits<double>::infinity();
  const Figure read = Read(ToJson(written)).all[0].rows[0].figure;
  EXPECT_TRUE(0 < read.low && read.low < 1e-5) << read.low;
  EXPECT_TRUE(1e17 < read.high && std::isfinite(read.high)) << read.high;
}

TEST_F(SideBySideTest, WhatIsNoneIsRefused) {
  const auto with = [](const std::string& old, const std::string& now) {
    std::string text = ToJson(Both());
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), now);
  };
  EXPECT_THAT(Refusal(with("by-side/1", "by-side/2")), HasSubstr("its schema is not"));
  EXPECT_THAT(Refusal(with("\"complete\": true", "\"complete\": false")),
              HasSubstr("did not finish"));
  EXPECT_THAT(Refusal(with("\"calls alone\"", "\"fast\"")), HasSubstr("no kind of a row \"fast\""));
  EXPECT_THAT(Refusal(with("1.25", "7")), HasSubstr("does not lie in its interval"));
  EXPECT_THAT(Refusal(with("1.25", "1e-300")), HasSubstr("does not lie in its interval"));
  EXPECT_THAT(Refusal(with("\"sides\"", "\"side\"")), HasSubstr("is refused"));
}

TEST_F(SideBySideTest, ThePageShowsEveryRow) {
  const std::string markup = HtmlBenchmarks({.side_by_side = {Both()}}).markup;
  EXPECT_THAT(markup, AllOf(HasSubstr("winpr&lt;1&gt;"), Not(HasSubstr("winpr<1>")),
                            HasSubstr("an open and its close"), HasSubstr("1.12 – 1.38"),
                            HasSubstr("not measurable here: no open gives a handle"),
                            HasSubstr("Measured twice, benchmarks differ")));
  std::size_t points = 0;
  for (std::size_t at = 0; (at = markup.find("<circle", at)) != std::string::npos; ++at) ++points;
  EXPECT_EQ(points, 9u) << "one for each figure";
  EXPECT_THAT(MarkdownBenchmarks({.side_by_side = {Both()}}),
              AllOf(HasSubstr("| pair/WTSOpenServerA | 1.25 | 3 (calls alone) |"),
                    HasSubstr("| live/100 | 1.4 | – |")));
}

Benchmarks FileOf(const std::string& implementation, double floor_pair, double pair) {
  Benchmarks file;
  file.file = "bench-" + implementation + ".json";
  file.context = {{"machine", "a machine"},
                  {"implementation " + implementation, "lib.so 1.0"},
                  {ReasonKey("query/" + implementation + "/stale"), "it may do harm"},
                  {ReasonKey("query/another/stale"), "another's"},
                  {ReasonKey("another"), "another's too"}};
  file.all = {{kFloorPair, {floor_pair}},
              {"suite/" + implementation, {2, 4}},
              {"pair/" + implementation + "/WTSOpenServerA", {pair, pair * 1.1, pair * 0.9}}};
  return file;
}

TEST(SideBySideOfFiles, IsInFloorPairsOfEachFile) {
  const auto all = SideBySideOf({FileOf("mock", 2e-9, 3e-9), FileOf("vendor", 4e-9, 8e-9)});
  ASSERT_TRUE(all.has_value());
  ASSERT_THAT(all->all, SizeIs(1)) << "a suite is no operation";
  EXPECT_THAT(Lines(all->all[0]), ElementsAre("mock 1.5 ", "vendor 2 "));
  EXPECT_NEAR(all->all[0].rows[1].figure.high, 2.16, 1e-9);
  EXPECT_EQ(all->sides[1].library, "lib.so 1.0");
  EXPECT_THAT(all->noise, SizeIs(2)) << "of the pairs, not of the suites";
  EXPECT_THAT(ReasonsIn(FileOf("mock", 1, 1), "mock"),
              ElementsAre(Pair("query/stale", "it may do harm")));
}

TEST(SideBySideOfFiles, NeedsTwoSidesWithAFloorPair) {
  EXPECT_FALSE(SideBySideOf({FileOf("mock", 2e-9, 3e-9)}).has_value());
  Benchmarks without = FileOf("vendor", 4e-9, 8e-9);
  without.all.erase(without.all.begin());
  EXPECT_FALSE(SideBySideOf({FileOf("mock", 2e-9, 3e-9), without}).has_value());
  const auto twice = SideBySideOf({FileOf("mock", 2e-9, 3e-9), FileOf("mock", 2e-9, 3e-9)});
  ASSERT_TRUE(twice.has_value());
  EXPECT_EQ(twice->sides[1].name, "mock (bench-mock.json)");
}

}  // namespace
}  // namespace wtsconform
