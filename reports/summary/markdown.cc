#include "reports/summary/markdown.h"

#include <algorithm>

#include "reports/formats/outgoing_text.h"
#include "reports/formats/text.h"
#include "reports/formats/undecided.h"
#include "reports/summary/failure_block.h"
#include "reports/summary/verdict_sentence.h"

namespace wtsconform {
namespace {

// What is longer is cut by those who show it: GitHub takes 1 MiB for a job's summary.
constexpr std::size_t kFindingsInFull = 50;

std::string Matrix(const Report& report) {
  const ClauseTable& table = report.table();
  std::string head = "| clause |";
  std::string rule = "|---|";
  for (const std::string& name : table.names) {
    head += " " + MarkdownText(name) + " |";
    rule += "---|";
  }
  std::string text = head + "\n" + rule + "\n";
  std::string level = "required";
  for (const ClauseRow& row : table.rows) {
    if (row.level == "observed") continue;
    if (row.level != level) {
      text += "| *" + row.level + "* |" + std::string(table.names.size(), '|') + "\n";
    }
    level = row.level;
    text += "| " + MarkdownText(row.clause) + " |";
    for (const ClauseCell& cell : row.cells) {
      const std::string content = MarkdownText(CellText(cell));
      text += cell.Failures() > 0 ? " **" + content + "** |" : " " + content + " |";
    }
    text += "\n";
  }
  return text;
}

std::string Finding(const Report& report, std::size_t column, const Cause& cause) {
  const CaseRecord& record = cause.First();
  const ClauseNote& note = report.Note(record.clause);
  const std::string& name = report.results()[column].implementation.name;
  std::string text = MarkdownBlock(
      FailureBlock(record, {name, note.text, note.page, RepeatCommand(name, record.id)}));
  if (cause.cases.size() > 1) {
    text += "\nand in " + Count(cause.cases.size() - 1, "more case") + ", e.g. " +
            MarkdownText(cause.cases.back()->id) + "\n";
  }
  return text;
}

// Why cases were not judged; nothing where all were.
std::string NotJudged(const Report& report) {
  constexpr std::size_t kMostReasons = 8;
  std::string text;
  for (const Results& each : report.results()) {
    const UndecidedCases undecided = UndecidedOf(each);
    if (undecided.Cases() == 0) continue;
    text += "\n" + MarkdownText(each.implementation.name) + ", " +
            Count(undecided.Cases(), "case") + ":\n\n";
    for (const std::string& line : UndecidedLines(undecided, kMostReasons)) {
      text += "* " + MarkdownText(line) + "\n";
    }
  }
  return text.empty() ? "" : "\n### Not judged\n" + text;
}

std::string Findings(const Report& report) {
  std::string text;
  std::size_t count = 0;
  for (std::size_t column = 0; column < report.causes().size(); ++column) {
    for (const Cause& cause : report.causes()[column]) {
      if (!cause.is_failure) continue;
      if (++count <= kFindingsInFull) text += "\n" + Finding(report, column, cause);
    }
  }
  if (count == 0) return "";
  if (count > kFindingsInFull) {
    text += "\nand " + Count(count - kFindingsInFull, "more finding") + ".\n";
  }
  return "\n### Not listed as expected\n" + text;
}

std::string Dependents(const Report& report) {
  std::string text;
  for (std::size_t i = 0; i < report.results().size(); ++i) {
    for (const DependentNote& each : report.dependents()[i]) {
      std::string programs;
      for (const DependentNote::Program& program : each.programs) {
        programs += (programs.empty() ? "" : ", ") + MarkdownText(program.name);
      }
      text += "* " + MarkdownText(report.table().names[i]) + ": " + MarkdownText(each.Sentence()) +
              " (" + programs + ")\n";
    }
  }
  return text.empty() ? "" : "\n### Public programs that this would hurt (never scored)\n\n" + text;
}

}  // namespace

std::string MarkdownText(std::string_view text) {
  constexpr std::string_view kSpecial = "\\`*_[]#|~!";
  std::string escaped;
  for (const char c : CleanText(text)) {
    if (c == '\n' || c == '\t') {
      escaped += ' ';
    } else if (c == '<' || c == '>' || c == '&') {
      escaped += c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;";
    } else {
      if (kSpecial.find(c) != std::string_view::npos) escaped += '\\';
      escaped += c;
    }
  }
  return escaped;
}

std::string MarkdownCode(std::string_view text) {
  std::string code = CleanText(text);
  std::replace_if(
      code.begin(), code.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  std::replace(code.begin(), code.end(), '`', '\'');
  return code;
}

std::string MarkdownBlock(std::string_view text) {
  // Shown as it is, so by a CI system too.
  const std::string clean = OutgoingText(false).Next(text);
  std::string fence = "```";
  while (clean.find(fence) != std::string::npos) fence += '`';
  return fence + "text\n" + clean + (clean.ends_with('\n') ? "" : "\n") + fence + "\n";
}

std::string ToMarkdown(const Report& report) {
  std::string text = "## Conformance of server handles in Wtsapi32\n\n";
  for (const Results& each : report.results()) {
    if (each.missing > 0) text += "**" + MarkdownText(each.Unfinished()) + "**\n\n";
  }
  for (std::size_t i = 0; i < report.results().size(); ++i) {
    text += "* " + MarkdownText(VerdictSentence(report.table(), i)) + "\n";
  }
  for (const std::string& remark : Remarks(report.table()))
    text += "* " + MarkdownText(remark) + "\n";
  text += "\n" + Matrix(report);
  text += "\n`!`: not listed as expected. Robustness never counts against conformance.\n";
  return text + NotJudged(report) + Findings(report) + Dependents(report);
}

}  // namespace wtsconform
