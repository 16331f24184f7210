#include "reports/summary/annotations.h"

#include <string_view>

#include "reports/formats/text.h"
#include "reports/summary/verdict_sentence.h"

namespace wtsconform {
namespace {

// A property ends at a colon or a comma; both it and the message end at a line's end.
std::string Escaped(std::string_view text, bool property) {
  std::string escaped;
  for (const char c : CleanText(text)) {
    if (c == '%') {
      escaped += "%25";
    } else if (c == '\n') {
      escaped += "%0A";
    } else if (property && c == ':') {
      escaped += "%3A";
    } else if (property && c == ',') {
      escaped += "%2C";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string Command(const char* kind, std::string_view title, std::string_view message) {
  return std::string("::") + kind + " title=" + Escaped(title, true) +
         "::" + Escaped(message, false) + "\n";
}

std::string Error(const Report& report, std::size_t column, const Cause& cause) {
  const CaseRecord& record = cause.First();
  const std::string& name = report.results()[column].implementation.name;
  return Command("error",
                 record.clause + " " + std::string(VerdictName(record.verdict)) + " in " + name,
                 record.detail + "\n" + Count(cause.cases.size(), "case") + ", e.g. " +
                     RepeatCommand(name, record.id));
}

}  // namespace

std::string ToAnnotations(const Report& report) {
  std::string text;
  for (std::size_t column = 0; column < report.results().size(); ++column) {
    const Results& results = report.results()[column];
    if (results.missing > 0) {
      text += Command("error", "unfinished run of " + results.implementation.name,
                      results.Unfinished());
    }
    for (const Cause& cause : report.causes()[column]) {
      if (cause.is_failure) text += Error(report, column, cause);
    }
    text += Command("notice", "wtsconform", VerdictSentence(report.table(), column));
  }
  return text;
}

}  // namespace wtsconform
