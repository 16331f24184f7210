#include "conformance/runner/dependents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

CaseRecord RecordThat(const std::string& id, Verdict verdict, const std::string& signature) {
  CaseRecord record;
  record.id = id;
  record.verdict = verdict;
  record.signature = signature;
  return record;
}

std::string HurtHabits(const std::vector<CaseRecord>& records) {
  const Callers callers = KnownCallers();
  std::string ids;
  for (const Dependent& each : Dependents(callers, records)) ids += each.habit->id + " ";
  return ids;
}

TEST(DependentsTest, AreThoseWhoTakeAFailedOpensValueForAHandle) {
  const std::string id = "observed/value-of-a-failed-open/WTSOpenServerW";
  const std::string of = "WTSOpenServerW of unreachable: ";
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kObserved, of + "INVALID_HANDLE_VALUE")}),
            "null-is-failure ");
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kObserved, of + "NULL")}), "minus-one-is-failure ");
}

TEST(DependentsTest, AreThoseWhoCloseTwiceWhereThatHarms) {
  const std::string id = "robustness/double-close-alone/WTSOpenServerW";
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kCrash, "SIGSEGV in WTSCloseServer")}),
            "closes-twice ");
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kPass, "")}), "");
}

TEST(DependentsTest, AnErrorThatIsUntouchedHurtsNobody) {
  const std::string id = "observed/last-error-after-close/WTSOpenServerW";
  const std::string close = "WTSCloseServer on h: last error ";
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kObserved, close + "untouched")}), "");
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kObserved, close + "6")}),
            "reads-the-error-of-a-close ");
}

TEST(DependentsTest, AreThoseWhoWaitWithoutAFlushWhereTheCloseEndsNoWait) {
  const std::string id = "observed/close-with-a-wait-pending/WTSOpenServerW";
  const std::string wait = "the pending WTSWaitSystemEvent.All ";
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kObserved, wait + "still waits after 200 ms")}),
            "waits-without-flush ");
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kObserved, "hang in WTSCloseServer")}),
            "waits-without-flush ");
  EXPECT_EQ(HurtHabits({RecordThat(id, Verdict::kObserved, wait + "returned FALSE")}), "");
}

TEST(DependentsTest, AreNamedWithTheProgramsThatHaveTheHabit) {
  const Callers callers = KnownCallers();
  const std::vector<CaseRecord> records = {
      RecordThat("robustness/double-close/WTSOpenServerA", Verdict::kHarm, "")};
  const auto dependents = Dependents(callers, records);
  ASSERT_THAT(dependents, SizeIs(1));
  EXPECT_THAT(dependents[0].programs, Not(IsEmpty()));
  EXPECT_EQ(dependents[0].shown_by, &records[0]);
}

}  // namespace
}  // namespace wtsconform
