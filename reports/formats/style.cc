#include "reports/formats/style.h"

#include <utility>

#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

constexpr std::pair<TextStyle, std::string_view> kCodes[] = {
    {TextStyle::kGood, "\x1b[32m"},      // green
    {TextStyle::kBad, "\x1b[1;31m"},     // bold red
    {TextStyle::kDoubtful, "\x1b[33m"},  // yellow
    {TextStyle::kFaint, "\x1b[2m"},     {TextStyle::kStrong, "\x1b[1m"},
};
constexpr std::string_view kPlain = "\x1b[0m";

std::string_view CodeOf(TextStyle look) {
  for (const auto& [known, code] : kCodes) {
    if (known == look) return code;
  }
  return "";
}

}  // namespace

std::string Paint(const Style& style, TextStyle look, const std::string& text) {
  if (!style.colour) return text;
  return std::string(CodeOf(look)) + text + std::string(kPlain);
}

std::size_t ColourCodeAt(std::string_view text) {
  if (text.starts_with(kPlain)) return kPlain.size();
  for (const auto& [look, code] : kCodes) {
    if (text.starts_with(code)) return code.size();
  }
  return 0;
}

TextStyle TextStyleOf(Verdict verdict, bool is_failure) {
  if (is_failure) return TextStyle::kBad;
  switch (KindOf(verdict)) {
    case VerdictKind::kPassed:
      return TextStyle::kGood;
    case VerdictKind::kRecorded:
      return TextStyle::kFaint;
    case VerdictKind::kProblem:
    case VerdictKind::kUndecided:
      break;
  }
  return TextStyle::kDoubtful;
}

}  // namespace wtsconform
