#include "reports/summary/failure_block.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

constexpr std::size_t kIndent = 13;  // where the parts' texts begin: after "  reproduce: "

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return upper;
}

// The signature is a separate line unless the text above says the same.
std::string WithSignature(const std::string& observed, const std::string& signature) {
  if (observed.find(signature) != std::string::npos) return observed;
  return observed.empty() ? signature : observed + "\n" + signature;
}

std::string Lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// One labelled part, wrapped at `width`; nothing where the text is empty.
std::string Part(std::string_view label, const std::string& text, int width) {
  if (text.empty()) return "";
  std::string start = "  " + std::string(label) + (label.empty() ? "" : ":");
  start.resize(kIndent, ' ');
  return start + Wrap(CleanText(text), width, kIndent) + "\n";
}

}  // namespace

std::string FailureBlock(const CaseRecord& record, const FailureContext& context,
                         const Style& style) {
  const std::string& observed = record.wanted.empty() ? record.detail : record.observed;
  const std::string verdict = UpperCase(VerdictName(record.verdict));
  return Paint(style, TextStyleOf(record.verdict, IsFailure(record)), verdict) + " " +
         CleanText(record.id + " (" + record.clause + ", " + record.level + ") in " +
                   context.implementation) +
         "\n" + Part("clause", context.clause_text, style.width) +
         Part(context.clause_text.empty() ? "clause" : "", context.page, 0) +
         Part("expected", record.wanted, style.width) +
         Part("observed", WithSignature(observed, record.signature), style.width) +
         Part("trace", Lines(record.trace), 0) + Part("reproduce", context.reproduce_command, 0) +
         Part("listed", record.expected ? "yes, as expected" : "no", style.width);
}

}  // namespace wtsconform
