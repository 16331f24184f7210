#include "reports/summary/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "reports/formats/outgoing_text.h"

namespace wtsconform {
namespace {

// A spreadsheet takes a cell that starts so for a formula, even in quotes.
std::string WithoutFormula(std::string text) {
  constexpr std::string_view kStarts = "=+-@\t\n";
  const bool is_formula = !text.empty() && kStarts.find(text.front()) != std::string_view::npos;
  return is_formula ? "'" + text : text;
}

void AppendField(std::string& line, std::string_view text) {
  const std::string clean = WithoutFormula(OutgoingText(false).Next(text));
  const bool needs_quotes = std::any_of(clean.begin(), clean.end(),
                                        [](char c) { return c == '"' || c == ',' || c == '\n'; });
  if (!needs_quotes) {
    line += clean;
    return;
  }
  line += '"';
  for (const char c : clean) {
    if (c == '"') line += c;
    line += c;
  }
  line += '"';
}

void AppendLine(std::string& text, std::initializer_list<std::string_view> fields) {
  for (const std::string_view field : fields) {
    AppendField(text, field);
    text += ',';
  }
  text.back() = '\r';
  text += '\n';
}

}  // namespace

std::string ToCsv(const std::vector<Results>& all) {
  std::string text;
  AppendLine(text, {"implementation", "version", "sha256", "case", "clause", "level", "verdict",
                    "expected", "signature", "detail", "seconds"});
  for (const Results& results : all) {
    const ImplementationRecord& implementation = results.implementation;
    if (results.missing > 0) {
      AppendLine(text, {implementation.name, implementation.version, implementation.sha256,
                        "(unfinished)", "", "", "", "no", "", results.Unfinished(), ""});
    }
    for (const CaseRecord& record : results.cases) {
      AppendLine(text, {implementation.name, implementation.version, implementation.sha256,
                        record.id, record.clause, record.level, VerdictName(record.verdict),
                        record.expected ? "yes" : "no", record.signature, record.detail,
                        fmt::format("{:.3f}", record.seconds)});
    }
  }
  return text;
}

}  // namespace wtsconform
