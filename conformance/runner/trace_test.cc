#include "conformance/runner/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TraceTest : public ::testing::Test {
 protected:
  struct Outcome {
    Word result = 1;
    bool has_last_error = true;
    std::uint32_t last_error = 0;
    bool touched = true;
  };

  ~TraceTest() override { Recorder::UseThread(0); }

  std::uint32_t Begin(const std::string& function, const std::vector<Word>& words,
                      const std::string& target = "", const std::string& note = "") {
    const Function& found = *functions().Find(function);
    const auto index = static_cast<std::uint16_t>(&found - functions().functions().data());
    return recorder_.Begin({index, target, note, false}, words);
  }
  void Call(const std::string& function, const std::vector<Word>& words, const Outcome& outcome,
            const std::string& target = "", const std::string& note = "") {
    recorder_.End(Begin(function, words, target, note), outcome.result, outcome.has_last_error,
                  outcome.last_error, outcome.touched);
  }
  std::vector<std::string> Trace() { return TraceOf(channel_.Report(), functions()); }

  const FunctionCatalogue& functions() const { return suite_.functions(); }

  const Suite suite_ = SuiteOf(CaseOf("t/a", "CLOSE-6"));
  TestChannel channel_;
  Journal* const journal_ = &channel_.journal();
  Recorder recorder_{*journal_, 5s};
};

TEST_F(TraceTest, NothingHappenedNothingIsTold) { EXPECT_THAT(Trace(), IsEmpty()); }

TEST_F(TraceTest, AnOpenShowsTheNameAndTheValue) {
  Call("WTSOpenServerW", {0x7fff1234}, {0x1003, true, 0, false}, "", "\"PEER\"");
  EXPECT_THAT(Trace(), ElementsAre("WTSOpenServerW(\"PEER\") = 0x1003, last error untouched"));
}

TEST_F(TraceTest, AFailedOpenShowsItsError) {
  Call("WTSOpenServerA", {0}, {0, true, 1722, true}, "", "NULL");
  EXPECT_THAT(Trace(), ElementsAre("WTSOpenServerA(NULL) = NULL, last error 1722"));
}

TEST_F(TraceTest, HandlesAreShownByNameAndValue) {
  Call("WTSCloseServer", {0x1003}, {99, true, 0, false}, "h");
  Call("WTSCloseServer", {0}, {99, false, 0, false}, "current");
  EXPECT_THAT(Trace(), ElementsAre("WTSCloseServer(h 0x1003), last error untouched",
                                   "WTSCloseServer(current NULL)"));
}

TEST_F(TraceTest, PointersAreNamedAndNumbersShown) {
  Call("WTSQuerySessionInformationW", {0x1003, 65537, 5, 0x7fff0000, 0x7fff0008},
       {0, true, 6, true}, "h");
  EXPECT_THAT(Trace(), ElementsAre("WTSQuerySessionInformationW(h 0x1003, 0x10001, 5, &ppBuffer, "
                                   "&pBytesReturned) = 0, last error 6"));
}

TEST_F(TraceTest, OnlyTheLower32BitsOfABoolCount) {
  Call("WTSQuerySessionInformationW", {0x1003, 1, 5, 0, 0},
       {static_cast<Word>(0xFFFFFFFF00000001ULL), false, 0, false}, "h");
  EXPECT_THAT(Trace(), ElementsAre("WTSQuerySessionInformationW(h 0x1003, 1, 5, 0, 0) = 1"));
}

TEST_F(TraceTest, ACallThatNeverCameBackIsToldSo) {
  Begin("WTSCloseServer", {0x1003}, "h");
  EXPECT_THAT(Trace(), ElementsAre("WTSCloseServer(h 0x1003) did not return"));
}

TEST_F(TraceTest, OtherThreadsAreMarkedAndLoadingIsLeftOut) {
  recorder_.End(recorder_.Begin({kLoadingLibrary, "", "", false}, {}), 0, false, 0, false);
  Recorder::UseThread(2);
  Call("WTSCloseServer", {0x1003}, {0, false, 0, false}, "h");
  EXPECT_THAT(Trace(), ElementsAre("[thread 2] WTSCloseServer(h 0x1003)"));
}

TEST_F(TraceTest, TheMiddleOfALongCaseIsLeftOutAndSaidSo) {
  for (Word i = 0; i < 1000; ++i) Call("WTSCloseServer", {i}, {0, false, 0, false}, "h");
  const std::vector<std::string> lines = Trace();
  ASSERT_EQ(lines.size(), 61u);
  EXPECT_EQ(lines.front(), "WTSCloseServer(h NULL)");
  EXPECT_EQ(lines[20], "... 940 calls");
  EXPECT_EQ(lines.back(), "WTSCloseServer(h 0x3e7)");
}

TEST_F(TraceTest, FunctionsAreNamed) {
  Begin("WTSCloseServer", {0x1003});
  EXPECT_EQ(FunctionName(*channel_.Report().Call(0), functions()), "WTSCloseServer");
  recorder_.Begin({kLoadingLibrary, "", "", false}, {});
  EXPECT_EQ(FunctionName(*channel_.Report().Call(1), functions()), "loading the library");
}

}  // namespace
}  // namespace wtsconform
