#include "conformance/commands/undecided.h"

#include <fmt/format.h>

#include "conformance/commands/clause_notes.h"
#include "reports/formats/shell_word.h"
#include "reports/formats/text.h"
#include "reports/formats/undecided.h"

namespace wtsconform {
namespace {

constexpr std::size_t kMostReasons = 8;

std::string UnsupportedLine(const std::vector<UndecidedReason>& functions) {
  if (functions.empty()) return "";
  std::size_t cases = 0;
  std::string names;
  for (const UndecidedReason& each : functions) {
    cases += each.cases;
    names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", each.text, each.cases);
  }
  return fmt::format("  unsupported   {}: not exported: {}\n", cases, names);
}

std::string UntestableLines(const std::vector<UndecidedReason>& reasons) {
  std::string text;
  std::size_t others = 0;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (i < kMostReasons) {
      text += fmt::format("  untestable    {}: {}\n", reasons[i].cases, reasons[i].text);
    } else {
      others += reasons[i].cases;
    }
  }
  if (others == 0) return text;
  return text + fmt::format("  untestable    {}: {}\n", others,
                            Count(reasons.size() - kMostReasons, "other reason"));
}

// With the way to decide it.
std::string InconclusiveLine(const CaseRecord& record, const std::vector<std::string>& run) {
  const bool stress = record.detail.find("--stress") != std::string::npos;
  return fmt::format(
      "  inconclusive  {}: {}\n    decide it with: wtsconform run{} {} --filter {}\n", record.id,
      record.detail, ShellWords(run), stress ? "--stress" : "--timeout 20", ShellQuoted(record.id));
}

}  // namespace

std::string UndecidedText(const Results& results, const std::vector<std::string>& run) {
  const UndecidedCases undecided = UndecidedOf(results);
  std::string text = UnsupportedLine(undecided.not_exported) + UntestableLines(undecided.failed);
  for (const CaseRecord* each : undecided.inconclusive) text += InconclusiveLine(*each, run);
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
