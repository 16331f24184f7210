// Every defect of the mock turns a case of the clause and level that it names, and no lawful
// variant is accused of anything.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "conformance/runner.h"
#include "conformance/shared_object.h"
#include "mock/wtsapi32mock.h"
#include "reports/verdict_kind.h"

namespace wtsconform {
namespace {

using ::testing::IsEmpty;

struct MockSwitch {
  std::string name;
  std::string kind;
  std::string clause;
  std::string level;
};

void PrintTo(const MockSwitch& each, std::ostream* stream) { *stream << each.name; }

std::string SwitchesAsText(const SharedObject& mock) {
  const auto switch_at = reinterpret_cast<decltype(&WtsMockSwitchAt)>(mock.Find("WtsMockSwitchAt"));
  std::string text;
  WtsMockSwitch row;
  for (unsigned i = 0; switch_at(i, &row) == 0; ++i) {
    text += std::string(row.name) + ' ' + row.kind + ' ' + row.clause + ' ' + row.level + '\n';
  }
  return text;
}

// The library itself is asked, in a child: what is loaded here would not be loaded afresh there.
const std::vector<MockSwitch>& Switches() {
  static const std::vector<MockSwitch> switches = [] {
    const Profile profile = FindProfile("mock");
    std::vector<MockSwitch> read;
    RunIsolated(
        1, {},
        [&](std::size_t, Journal& journal) {
          journal.detail.Set(SwitchesAsText(SharedObject(ResolveFile(profile.library.front()))));
        },
        [&](std::size_t, Journal& journal, const ChildEnd&) {
          std::istringstream text{std::string(journal.detail.Get())};
          MockSwitch row;
          while (text >> row.name >> row.kind >> row.clause >> row.level) read.push_back(row);
        });
    return read;
  }();
  return switches;
}

std::vector<MockSwitch> SwitchesOf(const std::string& kind) {
  std::vector<MockSwitch> some;
  std::copy_if(Switches().begin(), Switches().end(), std::back_inserter(some),
               [&kind](const MockSwitch& each) { return each.kind == kind; });
  return some;
}

const Suite& TheSuite() {
  static const Suite suite = LoadSuite();
  return suite;
}

std::vector<CaseRecord> RunMock(const std::vector<const Case*>& cases, const std::string& names,
                                std::int64_t max_handles = 10000) {
  Profile profile = FindProfile("mock");
  profile.max_handles = max_handles;
  profile.environment["WTSMOCK"] = names;
  RunOptions options;
  options.jobs = 2;
  options.timeout = std::chrono::milliseconds(1000);
  return RunCases(TheSuite(), cases, profile, ProbeLibrary(TheSuite(), profile, options), options,
                  [](std::size_t, const CaseRecord&) {});
}

std::vector<const Case*> CasesOf(const std::string& clause) {
  std::vector<const Case*> cases;
  for (const Case& each : TheSuite().cases()) {
    if (each.clause->id == clause) cases.push_back(&each);
  }
  return cases;
}

// Up to so many cases of each row, spread over it.
std::vector<const Case*> Sample(const std::vector<const Case*>& cases) {
  constexpr std::size_t kOfEachRow = 5;
  std::map<const CaseTemplate*, std::vector<const Case*>> rows;
  for (const Case* each : cases) rows[each->row].push_back(each);
  std::vector<const Case*> sample;
  for (const auto& [row, all] : rows) {
    const std::size_t count = std::min(kOfEachRow, all.size());
    for (std::size_t i = 0; i < count; ++i) sample.push_back(all[i * all.size() / count]);
  }
  return sample;
}

bool Turned(const CaseRecord& record, const CaseRecord& without) {
  if (record.level == "observed") {
    return record.verdict == Verdict::kObserved && record.signature != without.signature;
  }
  const Verdict accusation = record.level == "required" ? Verdict::kDeviation : Verdict::kHarm;
  return record.verdict == accusation || record.verdict == Verdict::kCrash ||
         record.verdict == Verdict::kHang;
}

// The ids of those that the defect turns and that pass, or are recorded, without it.
std::vector<std::string> TurnedBy(const MockSwitch& defect, const std::vector<const Case*>& cases) {
  std::vector<std::string> turned;
  const std::vector<CaseRecord> with = RunMock(cases, defect.name);
  const std::vector<CaseRecord> without = RunMock(cases, "");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_FALSE(without[i].level != "observed" && Turned(without[i], without[i]))
        << without[i].id << " accuses the mock without any defect: " << without[i].detail;
    if (with[i].level == defect.level && Turned(with[i], without[i])) turned.push_back(with[i].id);
  }
  return turned;
}

std::string NameOf(const ::testing::TestParamInfo<MockSwitch>& test) {
  std::string name = test.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class DefectTest : public ::testing::TestWithParam<MockSwitch> {};

TEST_P(DefectTest, TurnsACaseOfItsClauseAndLevel) {
  const std::vector<const Case*> cases = CasesOf(GetParam().clause);
  ASSERT_FALSE(cases.empty()) << GetParam().clause << " has no case";
  std::vector<std::string> turned = TurnedBy(GetParam(), Sample(cases));
  if (turned.empty()) turned = TurnedBy(GetParam(), cases);
  EXPECT_FALSE(turned.empty()) << "no " << GetParam().level << " case of " << GetParam().clause
                               << " notices it";
}

INSTANTIATE_TEST_SUITE_P(Each, DefectTest, ::testing::ValuesIn(SwitchesOf("defect")), NameOf);

class VariantTest : public ::testing::TestWithParam<MockSwitch> {};

TEST_P(VariantTest, IsAccusedOfNothing) {
  std::vector<const Case*> cases;
  for (const Case& each : TheSuite().cases()) {
    if (each.clause->level != Level::kObserved) cases.push_back(&each);
  }
  // More handles show no more of a choice, and cost most of the time.
  constexpr std::int64_t kHandles = 300;
  for (const CaseRecord& record : RunMock(cases, GetParam().name, kHandles)) {
    const std::string what =
        record.id + ": " + std::string(VerdictName(record.verdict)) + ": " + record.detail;
    if (record.level == "required") {
      EXPECT_EQ(record.verdict, Verdict::kPass) << what;
    } else {
      EXPECT_NE(KindOf(record.verdict), VerdictKind::kProblem) << what;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, VariantTest, ::testing::ValuesIn(SwitchesOf("variant")), NameOf);

TEST(Switches, NameClausesAndTheirLevels) {
  for (const MockSwitch& each : Switches()) {
    const Clause* clause = TheSuite().clauses().Find(each.clause);
    ASSERT_NE(clause, nullptr) << each.name << " names " << each.clause;
    EXPECT_EQ(LevelName(clause->level), each.level) << each.name << " of " << each.clause;
  }
}

// Adding a requirement takes a clause, a case, and a defect that the case catches.
TEST(Switches, EveryClauseWithCasesHasADefectOrSaysWhyNot) {
  std::set<std::string> with_defect;
  for (const MockSwitch& each : SwitchesOf("defect")) with_defect.insert(each.clause);
  std::vector<std::string> without;
  for (const Clause& clause : TheSuite().clauses().clauses()) {
    const bool needs_one = clause.level == Level::kRequired && !CasesOf(clause.id).empty();
    if (needs_one && clause.no_defect.empty() && !with_defect.contains(clause.id)) {
      without.push_back(clause.id);
    }
    if (with_defect.contains(clause.id)) {
      EXPECT_EQ(clause.no_defect, "") << clause.id << " has one";
    }
  }
  EXPECT_THAT(without, IsEmpty());
}

}  // namespace
}  // namespace wtsconform
