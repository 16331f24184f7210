#include "conformance/runner/claims.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "conformance/loading/sha256.h"
#include "spec/loader/toml/message.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

std::string TablesSha256(const Suite& suite) {
  std::string all;
  for (const SourceFile& file : suite.sources()) {
    all += file.path + "\n" + std::to_string(file.text.size()) + "\n" + file.text;
  }
  return Sha256OfText(all);
}

// The ids of the cases that the run was asked for.
std::set<std::string_view> SelectedBy(const Results& results, const Suite& suite) {
  std::set<std::string_view> ids;
  if (!results.selection) {
    for (const Case& each : suite.cases()) ids.insert(each.id);
    return ids;
  }
  for (const SelectionOptions& part : results.selection->parts) {
    for (const Case* each : Select(suite, part)) ids.insert(each->id);
  }
  return ids;
}

}  // namespace

SelectionRecord SelectionRecordOf(const SelectionOptions& options, const Suite& suite) {
  return {suite.folder().empty() ? "embedded" : "own", TablesSha256(suite), {options}};
}

bool HasSameTables(const Results& results, const Suite& suite) {
  return results.selection && results.selection->tables_sha256 == TablesSha256(suite);
}

std::vector<std::string> FalseClaims(const Results& results, const Suite& suite) {
  std::set<std::string_view> missing;
  try {
    missing = SelectedBy(results, suite);
  } catch (const InputError& error) {
    return {std::string("no run can have made its selection: ") + error.what()};
  }
  std::vector<std::string> claims;
  for (const CaseRecord& record : results.cases) {
    const std::string id = Excerpt(record.id);
    const Case* const subject = suite.Find(record.id);
    if (!subject || missing.erase(subject->id) == 0) {
      claims.push_back(id + " is no case that was selected");
      continue;
    }
    const Clause& clause = *subject->clause;
    if (record.clause != clause.id) {
      claims.push_back(id + " is a case of " + clause.id + ", not of " + Excerpt(record.clause));
    }
    if (record.level != LevelName(clause.level)) {
      claims.push_back(id + " is " + std::string(LevelName(clause.level)) + ", not " +
                       record.level);
    }
  }
  for (const std::string_view id : missing) claims.push_back(std::string(id) + " is missing");
  return claims;
}

std::vector<std::string> CorrectExpected(const Expectations& expectations, Results& results) {
  std::vector<CaseRecord> listed = results.cases;
  for (CaseRecord& record : listed) record.expected = false;
  Apply(expectations, listed);
  std::vector<std::string> claims;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    CaseRecord& filed = results.cases[i];
    if (filed.expected == listed[i].expected) continue;
    claims.push_back(Excerpt(filed.id) + (filed.expected ? " is not listed as it came out"
                                                         : " is listed as it came out"));
    filed.expected = listed[i].expected;
  }
  return claims;
}

void CheckClaims(const Results& results, const Suite& suite, const std::string& file) {
  if (!HasSameTables(results, suite)) return;
  const std::vector<std::string> claims = FalseClaims(results, suite);
  if (claims.empty()) return;
  const std::string more =
      claims.size() > 1 ? ", and " + std::to_string(claims.size() - 1) + " more" : "";
  throw ResultsError(file + " is refused: it contradicts the tables that it was made with: " +
                     claims.front() + more);
}

Results ReadResultsOf(const Suite& suite, const std::string& file) {
  Results results = ReadResults(PathOf(file));
  CheckClaims(results, suite, file);
  return results;
}

}  // namespace wtsconform
