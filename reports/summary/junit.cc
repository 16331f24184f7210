#include "reports/summary/junit.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/formats/text.h"
#include "reports/formats/undecided.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

enum class Outcome { kPassed, kRecorded, kSkipped, kFailed };

Outcome OutcomeOf(const CaseRecord& record) {
  if (IsFailure(record)) return Outcome::kFailed;
  switch (KindOf(record.verdict)) {
    case VerdictKind::kPassed:
      return Outcome::kPassed;
    case VerdictKind::kUndecided:
      return Outcome::kSkipped;
    case VerdictKind::kProblem:
      return record.level == "required" ? Outcome::kSkipped : Outcome::kRecorded;
    case VerdictKind::kRecorded:
      break;
  }
  return Outcome::kRecorded;
}

std::string DetailAndTrace(const CaseRecord& record) {
  std::string text = record.detail;
  for (const std::string& line : record.trace) text += "\n" + line;
  return XmlText(text);
}

std::string SkipReason(const CaseRecord& record) {
  const bool listed = KindOf(record.verdict) == VerdictKind::kProblem;
  return fmt::format("{}{}: {}", listed ? "expected: " : "", VerdictName(record.verdict),
                     record.signature.empty() ? record.detail : record.signature);
}

// The children of a <testcase>.
std::string Content(const CaseRecord& record) {
  const std::string_view verdict = VerdictName(record.verdict);
  switch (OutcomeOf(record)) {
    case Outcome::kFailed:
      return fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", verdict,
                         XmlAttribute(record.detail), DetailAndTrace(record));
    case Outcome::kSkipped:
      return fmt::format("<skipped message=\"{}\">{}</skipped>", XmlAttribute(SkipReason(record)),
                         DetailAndTrace(record));
    case Outcome::kRecorded:
      return fmt::format("<system-out>level: {}\nverdict: {}\n{}</system-out>",
                         XmlText(record.level), verdict, DetailAndTrace(record));
    case Outcome::kPassed:
      break;
  }
  return "";
}

std::string TestCase(const CaseRecord& record) {
  return fmt::format("<testcase classname=\"{}.{}\" name=\"{}\" time=\"{:.3f}\">{}</testcase>\n",
                     XmlAttribute(record.level), XmlAttribute(record.clause),
                     XmlAttribute(record.id), record.seconds, Content(record));
}

std::string Property(std::string_view name, std::string_view value) {
  return fmt::format("<property name=\"{}\" value=\"{}\"/>\n", XmlAttribute(name),
                     XmlAttribute(value));
}

// Each reason why cases are skipped, once.
std::string NotJudged(const Results& results) {
  std::string text;
  for (const std::string& line : UndecidedLines(UndecidedOf(results), results.cases.size())) {
    text += Property("not judged", line);
  }
  return text;
}

std::string Properties(const Results& results) {
  const ImplementationRecord& implementation = results.implementation;
  std::string text = Property("tool.version", results.tool.version) +
                     Property("tool.revision", results.tool.revision) +
                     Property("implementation.version", implementation.version) +
                     Property("implementation.library", implementation.library) +
                     Property("implementation.sha256", implementation.sha256) +
                     Property("implementation.loader", implementation.loader);
  for (const auto& [key, value] : results.host) text += Property("host." + key, value);
  return text + NotJudged(results);
}

// Of a run that was interrupted: what is missing must not look as if it had passed.
std::string MissingCases(const Results& results) {
  if (results.missing == 0) return "";
  return fmt::format(
      "<testcase classname=\"unfinished\" name=\"the rest of the run\" time=\"0.000\">"
      "<error type=\"unfinished\" message=\"{}\"/></testcase>\n",
      XmlAttribute(results.Unfinished()));
}

std::ptrdiff_t CasesOf(const Results& results, Outcome outcome) {
  return std::count_if(results.cases.begin(), results.cases.end(),
                       [&](const CaseRecord& record) { return OutcomeOf(record) == outcome; });
}

}  // namespace

std::string ToJunit(const Results& results) {
  double seconds = 0;
  std::string cases = MissingCases(results);
  const int errors = results.missing > 0 ? 1 : 0;
  for (const CaseRecord& record : results.cases) {
    seconds += record.seconds;
    cases += TestCase(record);
  }
  const std::string counts =
      fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.3f}\"",
                  results.cases.size() + static_cast<std::size_t>(errors),
                  CasesOf(results, Outcome::kFailed), errors, seconds);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {}>\n"
      "<testsuite name=\"{}\" {} skipped=\"{}\">\n<properties>\n{}</properties>\n{}"
      "</testsuite>\n</testsuites>\n",
      counts, XmlAttribute(results.implementation.name), counts,
      CasesOf(results, Outcome::kSkipped), Properties(results), cases);
}

}  // namespace wtsconform
