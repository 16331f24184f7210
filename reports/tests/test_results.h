// What the tests of this folder share: short ways to write down results.
#ifndef WTSCONFORM_REPORTS_TESTS_TEST_RESULTS_H_
#define WTSCONFORM_REPORTS_TESTS_TEST_RESULTS_H_

#include <string>
#include <utility>
#include <vector>

#include "reports/formats/report.h"
#include "reports/formats/results.h"

namespace wtsconform::testing {

// Bytes that text formats, JSON and terminals must not be handed as they are: ill-formed UTF-8, a
// NUL, an escape sequence, quotes, markup.
inline const std::string kHostile =
    std::string("\xff\xfe\xc0\xaf \0 \x1b[31m", 12) + "\"\\<&>']]>\r\n\t";

inline Report ReportOn(const Results& results) { return Report({results}, {"a.json"}, {}); }

inline CaseRecord Record(std::string id, std::string clause, Verdict verdict,
                         std::string level = "required") {
  CaseRecord record;
  record.id = std::move(id);
  record.clause = std::move(clause);
  record.verdict = verdict;
  record.level = std::move(level);
  return record;
}

// `count` cases of one clause with the same verdict.
inline std::vector<CaseRecord> Records(int count, const std::string& clause, Verdict verdict,
                                       const std::string& level = "required") {
  std::vector<CaseRecord> records;
  for (int i = 0; i < count; ++i) {
    records.push_back(Record(clause + "/" + std::string(VerdictName(verdict)) + std::to_string(i),
                             clause, verdict, level));
  }
  return records;
}

inline CaseRecord Listed(CaseRecord record) {
  record.expected = true;
  return record;
}

inline std::vector<CaseRecord> Listed(std::vector<CaseRecord> records) {
  for (CaseRecord& record : records) record.expected = true;
  return records;
}

inline std::vector<CaseRecord> Joined(const std::vector<std::vector<CaseRecord>>& parts) {
  std::vector<CaseRecord> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

inline Results ResultsOf(std::string implementation, std::vector<CaseRecord> cases) {
  Results results;
  results.tool = {"0.1.0", "abc"};
  results.implementation = {std::move(implementation), "1.0", "lib.so", "00ff", "plain"};
  results.host = {{"system", "Linux"}};
  results.cases = std::move(cases);
  return results;
}

// One case of each verdict that a level has, at each level.
inline Results EveryVerdict() {
  Results results = ResultsOf("every", {});
  for (const std::string level : {"required", "robustness", "observed"}) {
    for (const Verdict verdict : AllVerdicts()) {
      if (!BelongsTo(level, verdict)) continue;
      results.cases.push_back(
          Record(level + "/" + std::string(VerdictName(verdict)), "OPEN-1", verdict, level));
    }
  }
  return results;
}

}  // namespace wtsconform::testing

#endif  // WTSCONFORM_REPORTS_TESTS_TEST_RESULTS_H_
