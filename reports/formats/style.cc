#include "reports/formats/style.h"

#include "reports/formats/verdict_kind.h"

namespace wtsconform {

std::string Paint(const Style& style, Ink ink, const std::string& text) {
  if (!style.colour) return text;
  const char* code = "";
  switch (ink) {
    case Ink::kGood:
      code = "32";  // green
      break;
    case Ink::kBad:
      code = "1;31";  // bold red
      break;
    case Ink::kDoubtful:
      code = "33";  // yellow
      break;
    case Ink::kFaint:
      code = "2";
      break;
    case Ink::kStrong:
      code = "1";
      break;
  }
  return std::string("\x1b[") + code + "m" + text + "\x1b[0m";
}

Ink InkOf(Verdict verdict, bool is_failure) {
  if (is_failure) return Ink::kBad;
  switch (KindOf(verdict)) {
    case VerdictKind::kKept:
      return Ink::kGood;
    case VerdictKind::kNoted:
      return Ink::kFaint;
    case VerdictKind::kProblem:
    case VerdictKind::kUndecided:
      break;
  }
  return Ink::kDoubtful;
}

}  // namespace wtsconform
