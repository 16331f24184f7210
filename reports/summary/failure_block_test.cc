#include "reports/summary/failure_block.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Record;
using ::testing::StartsWith;

CaseRecord Deviation() {
  CaseRecord record = Record("close/use[W]", "CLOSE-6", Verdict::kDeviation);
  record.Judge("the call fails", "it returned 1, last error 0xdeadbeef before and after");
  record.trace = {"h = WTSOpenServerW(\"LOCAL\") -> 0x1  last error 0", "WTSCloseServer(h)"};
  return record;
}

const FailureContext kContext = {"wine", "After the close the handle can no longer be used.",
                                 "https://example.org/nf-wtsapi32-wtscloseserver",
                                 "wtsconform run wine --filter 'close/use[[]W]'"};

TEST(FailureBlock, HasAFixedOrder) {
  EXPECT_EQ(FailureBlock(Deviation(), kContext),
            R"(DEVIATION close/use[W] (CLOSE-6, required) in wine
  clause:    After the close the handle can no longer be used.
             https://example.org/nf-wtsapi32-wtscloseserver
  expected:  the call fails
  observed:  it returned 1, last error 0xdeadbeef before and after
  trace:     h = WTSOpenServerW("LOCAL") -> 0x1  last error 0
             WTSCloseServer(h)
  reproduce: wtsconform run wine --filter 'close/use[[]W]'
  listed:    no
)");
}

TEST(FailureBlock, WrapsSentencesButNothingThatIsCopied) {
  EXPECT_EQ(FailureBlock(Deviation(), kContext, {.colour = false, .width = 44}),
            R"(DEVIATION close/use[W] (CLOSE-6, required) in wine
  clause:    After the close the handle can
             no longer be used.
             https://example.org/nf-wtsapi32-wtscloseserver
  expected:  the call fails
  observed:  it returned 1, last error
             0xdeadbeef before and after
  trace:     h = WTSOpenServerW("LOCAL") -> 0x1  last error 0
             WTSCloseServer(h)
  reproduce: wtsconform run wine --filter 'close/use[[]W]'
  listed:    no
)");
}

TEST(FailureBlock, LeavesOutWhatIsNotThere) {
  CaseRecord record = Record("close/twice", "GAP-01", Verdict::kCrash, "robustness");
  record.signature = "SIGSEGV in WTSCloseServer";
  record.expected = true;
  EXPECT_EQ(FailureBlock(record, {.implementation = "wine",
                                  .clause_text = "",
                                  .page = "https://example.org/page",
                                  .reproduce_command = ""}),
            R"(CRASH close/twice (GAP-01, robustness) in wine
  clause:    https://example.org/page
  observed:  SIGSEGV in WTSCloseServer
  listed:    yes, as expected
)");
}

TEST(FailureBlock, AddsTheSignatureUnlessItIsSaid) {
  CaseRecord record = Record("a", "OPEN-4", Verdict::kCrash);
  record.signature = "SIGSEGV";
  record.detail = "died of SIGSEGV";
  EXPECT_THAT(FailureBlock(record, {}), HasSubstr("observed:  died of SIGSEGV\n  listed"));
  record.detail = "died";
  EXPECT_THAT(FailureBlock(record, {}), HasSubstr("observed:  died\n             SIGSEGV\n"));
}

TEST(FailureBlock, ShowsTheReasonWhereNothingWasJudged) {
  CaseRecord record = Record("a", "OPEN-4", Verdict::kUntestable);
  record.detail = "the control failed";
  EXPECT_THAT(FailureBlock(record, {}), HasSubstr("observed:  the control failed\n"));
  EXPECT_THAT(FailureBlock(record, {}), Not(HasSubstr("\n  expected:")));
}

TEST(FailureBlock, ColoursOnlyWhenAsked) {
  EXPECT_THAT(FailureBlock(Deviation(), kContext), Not(HasSubstr("\x1b")));
  EXPECT_THAT(FailureBlock(Deviation(), kContext, {.colour = true, .width = 0}),
              StartsWith("\x1b[1;31mDEVIATION\x1b[0m close/use"));
}

TEST(FailureBlock, PassesNoEscapeSequenceOn) {
  CaseRecord record = Record(testing::kHostile, testing::kHostile, Verdict::kCrash);
  record.detail = record.signature = testing::kHostile;
  record.trace = {testing::kHostile};
  const std::string& text = testing::kHostile;
  EXPECT_THAT(FailureBlock(record, {text, text, text, text}), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace wtsconform
