#include "conformance/runner/case_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using ::testing::HasSubstr;

TEST(CaseMessages, ADecisionComesBackAsItWas) {
  const Decision sent{Verdict::kHarm, "a signature", "a detail\nin lines", "what was wanted"};
  const std::string message = ToMessage(sent).bytes();
  EXPECT_TRUE(IsDecision(message));
  const Decision decision = DecisionFrom(message);
  EXPECT_EQ(decision.verdict, sent.verdict);
  EXPECT_EQ(decision.signature, sent.signature);
  EXPECT_EQ(decision.detail, sent.detail);
  EXPECT_EQ(decision.wanted, sent.wanted);
}

TEST(CaseMessages, EveryVerdictCanBeSent) {
  for (const Verdict verdict : AllVerdicts()) {
    EXPECT_EQ(DecisionFrom(ToMessage(Decision{verdict, "", ""}).bytes()).verdict, verdict);
  }
}

TEST(CaseMessages, AVerdictThatIsNoneIsRefused) {
  const auto none = static_cast<Verdict>(AllVerdicts().size());
  EXPECT_THROW(DecisionFrom(ToMessage(Decision{none, "", ""}).bytes()), MessageError);
}

TEST(CaseMessages, ACutDecisionIsRefused) {
  const std::string message = ToMessage(Decision{Verdict::kPass, "s", "d"}).bytes();
  for (std::size_t size = 0; size < message.size(); ++size) {
    EXPECT_THROW(DecisionFrom(message.substr(0, size)), MessageError) << size;
  }
}

// A version with a newline would shift what is read line by line.
TEST(CaseMessages, FactsMayHoldAnyText) {
  const LibraryFacts sent{"/lib/a b.so", "1.0\n2", "\n\n", "0110"};
  const LibraryFacts facts = FactsFrom(ToMessage(sent).bytes());
  EXPECT_EQ(facts.file, sent.file);
  EXPECT_EQ(facts.version, sent.version);
  EXPECT_EQ(facts.configuration, sent.configuration);
  EXPECT_EQ(facts.exports, sent.exports);
}

TEST(Bounded, ShortTextsAreLeftAlone) { EXPECT_EQ(Bounded("1234", 4), "1234"); }

TEST(Bounded, LongerOnesSaySoAndStayDifferent) {
  const std::string one = Bounded(std::string(100, 'x') + "1", 10);
  const std::string other = Bounded(std::string(100, 'x') + "2", 10);
  EXPECT_THAT(one, HasSubstr("xxxxxxxxxx [cut: 101 bytes in all"));
  EXPECT_NE(one, other);
}

TEST(Bounded, NoCharacterIsCutInTwo) {
  EXPECT_THAT(Bounded("aaa\xC3\xA4\xC3\xA4", 4), HasSubstr("aaa [cut"));
  EXPECT_THAT(Bounded("aaa\xC3\xA4\xC3\xA4", 5), HasSubstr("aaa\xC3\xA4 [cut"));
}

// An observed signature must not be cut silently: what differs behind the cut differs before it.
TEST(CaseMessages, HugeTextsOfALibraryFindRoomAndAreToldApart) {
  const std::string huge(2'000'000, 'x');
  const auto signature = [&](const char* end) {
    const Decision sent{Verdict::kObserved, huge + end, huge, huge};
    const std::string message = ToMessage(sent).bytes();
    EXPECT_LT(message.size(), 100'000u);
    return DecisionFrom(message).signature;
  };
  EXPECT_NE(signature("1"), signature("2"));
  EXPECT_EQ(signature("1"), signature("1"));
}

}  // namespace
}  // namespace wtsconform
