#include "conformance/commands/findings.h"

#include <fmt/format.h>

#include "reports/formats/causes.h"
#include "reports/formats/report.h"
#include "reports/formats/shell_word.h"
#include "reports/formats/text.h"
#include "reports/summary/failure_block.h"

namespace wtsconform {
namespace {

std::string Block(const Cause& cause, const Results& results, const Suite& suite,
                  const Repetition& repetition, const Style& style) {
  std::string text =
      FindingText(cause.First(), results.implementation.name, suite, repetition, style);
  if (!text.ends_with('\n')) text += '\n';
  if (cause.cases.size() > 1) {
    text += fmt::format("  and in {}, e.g. {}\n", Count(cause.cases.size() - 1, "more case"),
                        cause.cases.back()->id);
  }
  return text + '\n';
}

}  // namespace

Repetition RepetitionOf(const std::string& name, const RunSettings& settings, const Suite& suite) {
  Repetition repetition{{name}, SpecWords(suite, kReader)};
  for (const std::string& word : RunWords(settings, suite, kReader)) {
    repetition.run.push_back(word);
  }
  repetition.repro.insert(repetition.repro.end(), {"--implementation", name});
  return repetition;
}

std::string FindingText(const CaseRecord& record, const std::string& implementation,
                        const Suite& suite, const Repetition& repetition, const Style& style) {
  const Clause& clause = *suite.clauses().Find(record.clause);
  return FailureBlock(
      record,
      {implementation, clause.text, clause.page,
       fmt::format("wtsconform run{} --filter {}\n{}", ShellWords(repetition.run),
                   ShellQuoted(record.id), ReproCommandLine(record.id, repetition.repro))},
      style);
}

std::string Findings(const Results& results, const Suite& suite, const Repetition& repetition,
                     const Style& style) {
  std::string unexpected, expected;
  for (const Cause& cause : CausesOf(results)) {
    if (cause.kind != VerdictKind::kProblem) continue;
    (cause.First().expected ? expected : unexpected) +=
        Block(cause, results, suite, repetition, style);
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
  return fmt::format("{}{}{}: {} in {:.1f} s{}\n", results.implementation.name,
                     results.implementation.version.empty() ? "" : " ",
                     results.implementation.version, Count(results.cases.size(), "case"), seconds,
                     levels);
}

}  // namespace wtsconform
