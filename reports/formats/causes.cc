#include "reports/formats/causes.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace wtsconform {
namespace {

std::vector<std::string_view> Parts(std::string_view id) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t slash = id.find('/');
    parts.push_back(id.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    id.remove_prefix(slash + 1);
  }
}

bool IsFunction(std::string_view part) {
  return !part.empty() && part.front() >= 'A' && part.front() <= 'Z';
}

bool IsPartOfAWord(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         c == '.';
}

// A function's name may be the start of another's.
void HideWord(std::string& text, std::string_view word) {
  constexpr std::string_view kHidden = "…";
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;) {
    const std::size_t end = at + word.size();
    const bool is_part =
        (at > 0 && IsPartOfAWord(text[at - 1])) || (end < text.size() && IsPartOfAWord(text[end]));
    if (!is_part) text.replace(at, word.size(), kHidden);
    at += is_part ? word.size() : kHidden.size();
  }
}

std::string ReasonOf(const CaseRecord& record, VerdictKind kind) {
  return record.signature.empty() || kind == VerdictKind::kRecorded ? WithoutParameters(record)
                                                                    : record.signature;
}

}  // namespace

std::vector<Cause> CausesOf(const Results& results) {
  std::vector<Cause> causes;
  std::map<std::tuple<std::string, Verdict, bool, std::string>, std::size_t> known;
  for (const CaseRecord& record : results.cases) {
    const VerdictKind kind = KindOf(record.verdict);
    if (kind == VerdictKind::kPassed) continue;
    const std::string reason = ReasonOf(record, kind);
    const auto [found, is_new] = known.emplace(
        std::tuple(record.clause, record.verdict, record.expected, reason), causes.size());
    if (is_new) causes.push_back({reason, kind, IsFailure(record), {}});
    causes[found->second].cases.push_back(&record);
  }
  return causes;
}

std::string ScenarioOf(std::string_view id) {
  std::string scenario;
  for (const std::string_view part : Parts(id)) {
    if (IsFunction(part)) continue;
    if (!scenario.empty()) scenario += '/';
    scenario += part;
  }
  return scenario;
}

std::vector<std::string> FunctionsOf(std::string_view id) {
  std::vector<std::string> functions;
  for (const std::string_view part : Parts(id)) {
    if (IsFunction(part)) functions.emplace_back(part.substr(0, part.find('.')));
  }
  return functions;
}

std::string WithoutParameters(const CaseRecord& record) {
  std::string text = record.detail;
  for (const std::string_view part : Parts(record.id)) {
    if (!IsFunction(part)) continue;
    HideWord(text, part);
    HideWord(text, part.substr(0, part.find('.')));
  }
  return text;
}

}  // namespace wtsconform
