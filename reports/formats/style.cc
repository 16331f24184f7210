#include "reports/formats/style.h"

#include "reports/formats/verdict_kind.h"

namespace wtsconform {

std::string Paint(const Style& style, TextStyle look, const std::string& text) {
  if (!style.colour) return text;
  const char* code = "";
  switch (look) {
    case TextStyle::kGood:
      code = "32";  // green
      break;
    case TextStyle::kBad:
      code = "1;31";  // bold red
      break;
    case TextStyle::kDoubtful:
      code = "33";  // yellow
      break;
    case TextStyle::kFaint:
      code = "2";
      break;
    case TextStyle::kStrong:
      code = "1";
      break;
  }
  return std::string("\x1b[") + code + "m" + text + "\x1b[0m";
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
