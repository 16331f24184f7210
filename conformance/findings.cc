#include "conformance/findings.h"

#include <map>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "reports/failure_block.h"
#include "reports/verdict_kind.h"

namespace wtsconform {
namespace {

struct Cause {
  const CaseRecord* first;
  std::vector<const CaseRecord*> all;
};

std::vector<Cause> Causes(const Results& results) {
  std::vector<Cause> causes;
  std::map<std::tuple<bool, std::string, Verdict, std::string>, std::size_t> known;
  for (const CaseRecord& record : results.cases) {
    if (KindOf(record.verdict) != VerdictKind::kProblem) continue;
    const auto [found, is_new] = known.emplace(
        std::tuple(record.expected, record.clause, record.verdict, record.signature),
        causes.size());
    if (is_new) causes.push_back({&record, {}});
    causes[found->second].all.push_back(&record);
  }
  return causes;
}

std::string Block(const Cause& cause, const Results& results, const Suite& suite,
                  const std::string& reproduce, const Style& style) {
  const CaseRecord& record = *cause.first;
  const Clause& clause = *suite.clauses().Find(record.clause);
  std::string text = FailureBlock(
      record,
      {results.implementation.name, clause.text, clause.page,
       fmt::format("wtsconform run {} --filter '{}'\nwtsconform repro '{}' -o repro.c", reproduce,
                   record.id, record.id)},
      style);
  if (!text.ends_with('\n')) text += '\n';
  if (cause.all.size() > 1) {
    text += fmt::format("  and in {} more cases, e.g. {}\n", cause.all.size() - 1,
                        cause.all.back()->id);
  }
  return text + '\n';
}

}  // namespace

std::string Findings(const Results& results, const Suite& suite, const std::string& reproduce,
                     const Style& style) {
  std::string unexpected, expected;
  for (const Cause& cause : Causes(results)) {
    (cause.first->expected ? expected : unexpected) +=
        Block(cause, results, suite, reproduce, style);
  }
  return unexpected + expected;
}

std::string SummaryLine(const Results& results, double seconds) {
  std::string levels;
  for (const auto& [level, verdicts] : results.Summary()) {
    std::string counts;
    for (const auto& [verdict, count] : verdicts) {
      if (count) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, verdict);
    }
    if (!counts.empty()) levels += fmt::format("\n  {:<10}  {}", level, counts);
  }
  return fmt::format("{}{}{}: {} cases in {:.1f} s{}\n", results.implementation.name,
                     results.implementation.version.empty() ? "" : " ",
                     results.implementation.version, results.cases.size(), seconds, levels);
}

}  // namespace wtsconform
