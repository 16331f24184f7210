#include "conformance/commands/bug_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/commands/clause_notes.h"
#include "reports/formats/causes.h"
#include "reports/formats/text.h"
#include "reports/summary/markdown.h"

namespace wtsconform {
namespace {

constexpr std::size_t kCasesShown = 50;

// How the trace shows a frame of the thread that crashed (runner/trace.h).
constexpr std::string_view kFrame = "    #";

std::string Reason(const CaseRecord& record) {
  return record.signature.empty() ? WithoutParameters(record) : record.signature;
}

// The library as its users call it.
std::string WithVersion(const BugReport& report) {
  const std::string& version = report.implementation.version;
  return report.title + (version.empty() ? "" : " (" + version + ")");
}

std::string InOneSentence(const BugReport& report, const Case& subject) {
  const CaseRecord& first = report.cases.front();
  std::string text = fmt::format("In {} it does not hold that {}: {}.", WithVersion(report),
                                 subject.Title(), Reason(first));
  if (subject.clause->level != Level::kRequired) {
    text +=
        " (The caller breaks a rule here on purpose, or repeats itself; what counts is that "
        "nothing is harmed.)";
  }
  return MarkdownText(text);
}

std::string Documented(const Clause& clause) {
  std::string text = "## What is documented\n\n" + MarkdownText(clause.text);
  if (!clause.address.empty()) text += "\n\n<" + clause.address + ">";
  text += fmt::format("\n\n(Clause {} of the suite, {}{}.)\n", clause.id, LevelName(clause.level),
                      clause.derived.empty() ? "" : ", which follows from others");
  return text;
}

std::string Lines(const std::vector<std::string>& trace, bool frames) {
  std::string lines;
  for (const std::string& line : trace) {
    if (line.starts_with(kFrame) == frames) lines += line.substr(frames ? 4 : 0) + "\n";
  }
  return lines;
}

std::string Section(std::string_view title, const std::string& body) {
  return body.empty() ? "" : fmt::format("\n## {}\n\n{}", title, body);
}

std::string Block(const std::string& text) { return text.empty() ? "" : MarkdownBlock(text); }

std::string WhatHappens(const CaseRecord& record) {
  const std::string wanted = record.wanted.empty() ? "no such thing" : record.wanted;
  const std::string observed = record.wanted.empty() ? record.detail : record.observed;
  return "* expected: " + MarkdownText(wanted) + "\n* observed: " + MarkdownText(observed) + "\n";
}

std::string ReproducerSection(const BugReport& report) {
  if (report.reproducer.empty()) {
    return "The case cannot be written as a C program; the suite runs it: `wtsconform run "
           "LIBRARY --filter " +
           MarkdownCode(report.cases.front().id) + "`\n";
  }
  std::string block = MarkdownBlock(report.reproducer);
  block.replace(block.find("text\n"), 4, "c");
  return "A C program that needs a compiler and the library only; its head says how to build and "
         "run it, the steps are at its end. (`" +
         MarkdownCode(report.repro_command) +
         "` writes it to a file.)\n\n<details><summary>The program</summary>\n\n" + block +
         "\n</details>\n";
}

std::string OtherCases(const std::vector<CaseRecord>& cases) {
  std::string text;
  for (std::size_t i = 1; i < std::min(cases.size(), kCasesShown); ++i) {
    text += "* `" + MarkdownCode(cases[i].id) + "` (" + MarkdownText(cases[i].clause) + ")\n";
  }
  if (cases.size() > kCasesShown) {
    text += "* and " + Count(cases.size() - kCasesShown, "more case") + "\n";
  }
  return text;
}

std::string Row(std::string_view name, const std::string& value) {
  return value.empty() ? "" : fmt::format("| {} | {} |\n", name, MarkdownText(value));
}

std::string Versions(const BugReport& report) {
  const ImplementationRecord& implementation = report.implementation;
  std::string host;
  for (const auto& [key, value] : report.host) host += (host.empty() ? "" : ", ") + value;
  return "| | |\n|---|---|\n" + Row("library", implementation.library) +
         Row("version", implementation.version) + Row("SHA-256", implementation.sha256) +
         Row("loaded as", implementation.loader) + Row("machine", host) +
         Row("found by", "wtsconform " + report.tool.version + " (" + report.tool.revision + ")");
}

// Nobody is hurt by what no habit of a program is known to meet.
std::string WhomItHurts(const std::vector<CaseRecord>& cases) {
  std::string text;
  for (const DependentNote& each : NotesOnDependents(cases)) {
    text += "* A program that " + MarkdownText(each.habit) + ": it " + MarkdownText(each.hurt) +
            ". For example:\n";
    for (const DependentNote::Program& program : each.programs) {
      text += "  * " + MarkdownText(program.name) + " <" + program.source + ">\n";
    }
  }
  return text;
}

}  // namespace

std::vector<CaseRecord> CasesOfOneCause(const CaseRecord& subject,
                                        const std::vector<CaseRecord>& all) {
  std::vector<CaseRecord> cases = {subject};
  for (const CaseRecord& each : all) {
    const bool same_place = !subject.signature.empty() || each.clause == subject.clause;
    const bool same = each.verdict == subject.verdict && each.level == subject.level &&
                      each.signature == subject.signature && Reason(each) == Reason(subject);
    if (same && same_place && each.id != subject.id) cases.push_back(each);
  }
  return cases;
}

std::string BugReportText(const BugReport& report, const Suite& suite) {
  const CaseRecord& first = report.cases.front();
  const Case& subject = *suite.Find(first.id);
  const std::string title =
      fmt::format("{}: {}: {}", report.title, VerdictName(first.verdict), Reason(first));
  return "# " + MarkdownText(title) + "\n\n" + InOneSentence(report, subject) + "\n\n" +
         Documented(*subject.clause) +
         Section("What happens",
                 WhatHappens(first) + "\nThe calls:\n\n" + Block(Lines(first.trace, false))) +
         Section("Backtrace", Block(Lines(first.trace, true))) +
         Section("Other cases of the same cause", OtherCases(report.cases)) +
         Section("Programs that it hurts", WhomItHurts(report.cases)) +
         Section("Versions", Versions(report)) + Section("Reproducer", ReproducerSection(report));
}

}  // namespace wtsconform
