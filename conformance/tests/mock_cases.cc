// The suite against the mock as GoogleTest tests, one per case, from the same tables.
//
//   mock_cases                      all of them; gtest's own flags and sharding work
//   mock_cases --row ID             those of a row, whatever GTEST_* variables say; ctest's way in
//   mock_cases --write-ctest FILE   writes add_test lines with the rows' ids and labels
//
// It fails where no test was selected: nothing run is never success.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <thread>

#include "conformance/implementations/profile.h"
#include "conformance/runner/runner.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {
namespace {

// What all tests of the program share.
struct Fixture {
  Suite suite = LoadSuite();
  Profile profile = FindProfile("mock");
  RunOptions options;
  LibraryFacts facts;
};

class MockCase : public testing::Test {
 public:
  MockCase(const Fixture& fixture, const Case& subject) : fixture_(fixture), subject_(subject) {}

  void TestBody() override {
    const std::vector<CaseRecord> records =
        RunCases(fixture_.suite, {&subject_}, fixture_.profile, fixture_.facts, fixture_.options,
                 [](std::size_t, const CaseRecord&) {});
    const CaseRecord& record = records.front();
    std::string trace;
    for (const std::string& line : record.trace) trace += "\n    " + line;
    const bool good = record.verdict == Verdict::kPass || record.verdict == Verdict::kObserved;
    EXPECT_TRUE(good) << VerdictName(record.verdict) << ' ' << record.id << "\n  " << record.detail
                      << trace << "\n  repeat it: wtsconform run mock --filter '" << record.id
                      << "'";
  }

 private:
  const Fixture& fixture_;
  const Case& subject_;
};

// gtest's filters give '-', ':', '*' and '?' a meaning, so names are made of letters and digits.
std::string SafeName(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return text;
}

void Register(const Fixture& fixture, const Case& subject) {
  const auto slash = subject.id.find('/');
  testing::RegisterTest(SafeName(subject.id.substr(0, slash)).c_str(),
                        SafeName(subject.id.substr(slash + 1)).c_str(), nullptr, nullptr, __FILE__,
                        __LINE__, [&fixture, &subject] { return new MockCase(fixture, subject); });
}

int WriteCtest(const Suite& suite, const char* program, const char* path) {
  std::map<std::string, const Clause*> rows;
  for (const Case& each : suite.cases()) rows[each.row->id] = each.clause;
  std::ofstream file(path);
  for (const auto& [id, clause] : rows) {
    file
        << fmt::format("add_test([=[mock/{0}]=] [=[{1}]=] --row [=[{0}]=])\n", id, program)
        << fmt::format(
               "set_tests_properties([=[mock/{}]=] PROPERTIES LABELS \"case;{};{}\" TIMEOUT 120)\n",
               id, LevelName(clause->level), clause->id);
  }
  file.flush();
  if (!file) fmt::print(stderr, "cannot write {}\n", path);
  return file ? 0 : 1;
}

// ctest's way in. gtest must not read the environment, which could make it run nothing.
void SelectRow(const Fixture& fixture, const std::string& id) {
  for (const char* name : {"GTEST_TOTAL_SHARDS", "GTEST_SHARD_INDEX", "GTEST_FILTER",
                           "GTEST_SHARD_STATUS_FILE", "GTEST_REPEAT", "GTEST_FAIL_FAST"}) {
    unsetenv(name);
  }
  testing::GTEST_FLAG(filter) = "*";
  for (const Case& each : fixture.suite.cases()) {
    if (each.row->id == id) Register(fixture, each);
  }
}

int Main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  auto fixture = std::make_unique<Fixture>();
  const std::string option = argc > 1 ? argv[1] : "";
  if (option == "--write-ctest" && argc == 3) return WriteCtest(fixture->suite, argv[0], argv[2]);
  fixture->options.jobs = 1;
  fixture->facts = ProbeLibrary(fixture->suite, fixture->profile, fixture->options);
  if (option == "--row" && argc == 3) {
    SelectRow(*fixture, argv[2]);
  } else if (argc > 1) {
    fmt::print(stderr, "usage: {} [--row ID | --write-ctest FILE | --gtest_...]\n", argv[0]);
    return 2;
  } else {
    for (const Case& each : fixture->suite.cases()) Register(*fixture, each);
  }
  const int status = RUN_ALL_TESTS();
  const auto& unit = *testing::UnitTest::GetInstance();
  if (unit.test_to_run_count() == 0 && !testing::GTEST_FLAG(list_tests)) {
    fmt::print(stderr, "no test was selected\n");
    return 1;
  }
  return status;
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  try {
    return wtsconform::Main(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
