// The selftest of the suite: which defect of the mock is killed by the cases of which clause.
// `wtsconform selftest` writes it, reports show it. reports/selftest.md describes the file.
#ifndef WTSCONFORM_REPORTS_FORMATS_SELFTEST_H_
#define WTSCONFORM_REPORTS_FORMATS_SELFTEST_H_

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

// The cases of one clause under one defect.
struct Kills {
  int of = 0;        // cases that were run
  int killed = 0;    // those whose verdict the defect turned
  int left_out = 0;  // not run: others of their row hung
};

struct DefectResult {
  std::string name;
  std::string text;    // one sentence
  std::string clause;  // that it deviates from
  std::string level;
  bool applied = false;  // the library itself says that it is on
  bool killed = false;   // a case of its clause and level turned, run by itself
  std::string example;   // that case
  std::string example_verdict;
  std::string history;                 // where no case does: a short history that kills it
  std::map<std::string, Kills> kills;  // by clause

  // Of its own clause; nullptr where no case of it was run.
  const Kills* Own() const;
  bool Survived() const { return !killed && history.empty(); }
};

// A permitted choice of the mock that a case calls a problem.
struct Accusation {
  std::string switches;  // "" for the mock as it is
  std::string id;        // the case's
  std::string verdict;
  std::string detail;
};

struct SelftestResults {
  std::string file;  // where it was read from
  ToolRecord tool;
  std::size_t cases = 0;         // of the suite
  std::size_t choices = 0;       // permitted ones: the mock as it is, its variants, their pairs
  std::size_t choice_cases = 0;  // cases that were run under these
  std::vector<DefectResult> defects;
  std::vector<Accusation> accusations;
  std::vector<std::string> problems;  // the gates that do not hold, a sentence each
};

// Schema "wtsconform-selftest/1".
std::string ToJson(const SelftestResults& selftest);

// Throws ResultsError: unreadable, another schema, incomplete, a key missing or of the wrong type.
SelftestResults ReadSelftest(const std::filesystem::path& path);

// "80 of 81 defects killed".
std::string KilledText(const SelftestResults& selftest);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_SELFTEST_H_
