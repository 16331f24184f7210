#include "conformance/commands/undecided.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "conformance/commands/clause_notes.h"
#include "reports/formats/causes.h"
#include "reports/formats/shell_word.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

constexpr std::size_t kMostReasons = 8;
constexpr char kNotExported[] = " is not exported";
constexpr char kFailedControl[] = "the control failed: ";

using Counts = std::map<std::string, std::size_t>;

// Those of most cases first.
std::vector<std::pair<std::string, std::size_t>> Sorted(const Counts& counts) {
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return sorted;
}

// The reason without what differs between cases that have it in common: of a control the call, of
// anything else the text without the functions of the case.
std::string ReasonOf(const CaseRecord& record) {
  const std::string& detail = record.detail;
  const std::size_t on = detail.find(" on ");
  const bool control = detail.starts_with(kFailedControl) && on != detail.npos;
  return control ? detail.substr(0, on) : WithoutParameters(record);
}

std::string UnsupportedLine(const Counts& functions) {
  std::size_t cases = 0;
  std::string names;
  for (const auto& [function, count] : Sorted(functions)) {
    cases += count;
    names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", function, count);
  }
  return fmt::format("  unsupported   {}: not exported: {}\n", cases, names);
}

std::string UntestableLines(const Counts& reasons) {
  std::string text;
  std::size_t shown = 0, others = 0;
  for (const auto& [reason, count] : Sorted(reasons)) {
    if (shown++ < kMostReasons) {
      text += fmt::format("  untestable    {}: {}\n", count, reason);
    } else {
      others += count;
    }
  }
  if (others == 0) return text;
  return text + fmt::format("  untestable    {}: {}\n", others,
                            Count(shown - kMostReasons, "other reason"));
}

// With the way to decide it.
std::string InconclusiveLine(const CaseRecord& record, const std::vector<std::string>& run) {
  const bool stress = record.detail.find("--stress") != std::string::npos;
  return fmt::format(
      "  inconclusive  {}: {}\n    decide it with: wtsconform run{} {} --filter {}\n", record.id,
      record.detail, ShellWords(run), stress ? "--stress" : "--timeout 20000",
      ShellQuoted(record.id));
}

}  // namespace

std::string UndecidedText(const Results& results, const std::vector<std::string>& run) {
  Counts functions, reasons;
  std::string inconclusive;
  for (const CaseRecord& record : results.cases) {
    if (record.verdict == Verdict::kUnsupported) {
      ++functions[record.detail.substr(0, record.detail.find(kNotExported))];
    } else if (record.verdict == Verdict::kUntestable) {
      ++reasons[ReasonOf(record)];
    } else if (record.verdict == Verdict::kInconclusive) {
      inconclusive += InconclusiveLine(record, run);
    }
  }
  std::string text = functions.empty() ? "" : UnsupportedLine(functions);
  text += UntestableLines(reasons) + inconclusive;
  return text.empty() ? "" : "not decided, by reason:\n" + text;
}

std::string DependentsText(const std::vector<CaseRecord>& records) {
  std::string text;
  for (const DependentNote& each : NotesOnDependents(records)) {
    std::string programs;
    for (const DependentNote::Program& program : each.programs) {
      programs += (programs.empty() ? "" : "; ") + program.name;
    }
    text += fmt::format("  one that {} (e.g. {}) {}\n    shown by {}\n", each.habit, programs,
                        each.hurt, each.shown_by);
  }
  return text.empty() ? "" : "public programs that this would hurt (never scored):\n" + text;
}

}  // namespace wtsconform
