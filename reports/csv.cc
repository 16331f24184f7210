#include "reports/csv.h"

#include <fmt/format.h>

#include <initializer_list>
#include <string_view>

#include "reports/text.h"

namespace wtsconform {
namespace {

std::string Field(std::string_view text) {
  const std::string clean = CleanText(text);
  if (clean.find_first_of("\",\n") == std::string::npos) return clean;
  std::string quoted = "\"";
  for (const char c : clean) {
    if (c == '"') quoted += c;
    quoted += c;
  }
  return quoted + "\"";
}

std::string Line(std::initializer_list<std::string_view> fields) {
  std::string line;
  for (const std::string_view field : fields) line += Field(field) + ",";
  line.pop_back();
  return line + "\r\n";
}

}  // namespace

std::string ToCsv(const std::vector<Results>& all) {
  std::string text = Line({"implementation", "version", "sha256", "case", "clause", "level",
                           "verdict", "expected", "signature", "detail", "seconds"});
  for (const Results& results : all) {
    const ImplementationRecord& implementation = results.implementation;
    for (const CaseRecord& record : results.cases) {
      text += Line({implementation.name, implementation.version, implementation.sha256, record.id,
                    record.clause, record.level, VerdictName(record.verdict),
                    record.expected ? "yes" : "no", record.signature, record.detail,
                    fmt::format("{:.3f}", record.seconds)});
    }
  }
  return text;
}

}  // namespace wtsconform
