#include "conformance/gtest/registration.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <string>

#include "conformance/commands/complaint.h"
#include "conformance/gtest/test_name.h"
#include "reports/formats/verdict_kind.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// With --gtest_fail_fast, so that what comes after the first failure is not run in vain; yet many
// enough to run side by side.
constexpr std::size_t kAtOnceWhereTheFirstFailureEnds = 200;

// GoogleTest would report an exception as a failed test, and go on without an engine.
void OrEndTheProgram(const std::function<void()>& work) {
  const int status = StatusOrComplaint("wtsconform-gtest", [&] { return work(), 0; });
  if (status != 0) std::exit(status);
}

// Where the row of the case stands, for whoever clicks on a failure.
std::string FileOf(const Suite& suite, const Case& subject) {
  const std::string& file = subject.row->where.file;
  return suite.folder().empty() ? "spec/" + file : TextOf(suite.folder() / PathOf(file));
}

// For the XML and the JSON.
void RecordProperties(const Case& subject, const CaseRecord& record) {
  const auto note = [](const char* name, const std::string& value) {
    if (!value.empty()) testing::Test::RecordProperty(name, value);
  };
  note("case", record.id);
  note("clause", record.clause);
  note("level", record.level);
  note("page", subject.clause->page);
  note("verdict", std::string(VerdictName(record.verdict)));
  note("signature", record.signature);
  if (KindOf(record.verdict) == VerdictKind::kRecorded) note("observed", record.detail);
  note("seconds", fmt::format("{:.3f}", record.seconds));
  note("left_running", fmt::format("{}", fmt::join(record.left_running, ", ")));
}

class CaseTest : public testing::Test {
 public:
  CaseTest(const Suite& suite, const Case& subject, SuiteRun& run)
      : suite_(suite), subject_(subject), run_(run) {}

  void TestBody() override {
    const SuiteRun::Ended* end = nullptr;
    OrEndTheProgram([&] { end = &run_.EndOf(subject_); });
    RecordProperties(subject_, end->record);
    const auto& [kind, text] = end->outcome;
    if (kind == CaseOutcome::Kind::kSkipped) GTEST_SKIP() << text;
    if (kind == CaseOutcome::Kind::kPassed) return;
    ADD_FAILURE_AT(FileOf(suite_, subject_).c_str(), subject_.row->where.line) << text;
  }

 private:
  const Suite& suite_;
  const Case& subject_;
  SuiteRun& run_;
};

int iterations = 0;

// Runs the cases of an iteration as soon as GoogleTest knows which ones they are.
class Iterations : public testing::EmptyTestEventListener {
 public:
  Iterations(SuiteRun& run, std::map<std::string, const Case*> by_name)
      : run_(run), by_name_(std::move(by_name)) {}

  void OnTestIterationStart(const testing::UnitTest& tests, int) override {
    ++iterations;
    const ImplementationRecord& implementation = run_.implementation();
    testing::Test::RecordProperty("implementation", implementation.name);
    testing::Test::RecordProperty("version", implementation.version);
    testing::Test::RecordProperty("library", implementation.library);
    testing::Test::RecordProperty("sha256", implementation.sha256);
    const bool stops = GTEST_FLAG_GET(fail_fast);
    OrEndTheProgram([&] {
      const std::vector<const Case*> cases = CasesOf(tests);
      run_.Begin(cases, stops ? kAtOnceWhereTheFirstFailureEnds : cases.size());
    });
  }

  void OnTestIterationEnd(const testing::UnitTest&, int) override {
    for (const std::string& problem : run_.Problems()) ADD_FAILURE() << problem;
  }

 private:
  // Those that will be run, in that order.
  std::vector<const Case*> CasesOf(const testing::UnitTest& tests) const {
    std::vector<const Case*> cases;
    for (int i = 0; i < tests.total_test_suite_count(); ++i) {
      const testing::TestSuite& suite = *tests.GetTestSuite(i);
      for (int j = 0; j < suite.total_test_count(); ++j) {
        const testing::TestInfo& test = *suite.GetTestInfo(j);
        if (!test.should_run()) continue;
        cases.push_back(by_name_.at(std::string(suite.name()) + "." + test.name()));
      }
    }
    return cases;
  }

  SuiteRun& run_;
  const std::map<std::string, const Case*> by_name_;
};

bool IsFirstShard() {
  const char* const index = std::getenv("GTEST_SHARD_INDEX");
  return index == nullptr || std::atoi(index) == 0;
}

}  // namespace

void RegisterCases(const Suite& suite, const std::vector<const Case*>& cases, SuiteRun* run) {
  std::map<std::string, const Case*> by_name = ByTestName(cases);
  for (const Case* each : cases) {
    const TestName name = TestNameOf(*each);
    testing::RegisterTest(name.suite.c_str(), name.test.c_str(), nullptr, nullptr,
                          FileOf(suite, *each).c_str(), each->row->where.line,
                          [&suite, each, run] { return new CaseTest(suite, *each, *run); });
  }
  if (!run) return;
  testing::UnitTest::GetInstance()->listeners().Append(new Iterations(*run, std::move(by_name)));
}

bool AnythingWasRun() {
  const int tests = testing::UnitTest::GetInstance()->test_to_run_count();
  return iterations > 0 && (tests > 0 || !IsFirstShard());
}

}  // namespace wtsconform
