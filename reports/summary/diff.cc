#include "reports/summary/diff.h"

#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "reports/formats/causes.h"
#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"
#include "reports/summary/markdown.h"

namespace wtsconform {
namespace {

// Cases of one kind that are named; the others are counted.
constexpr std::size_t kCasesInDiff = 3;

std::string MeaningOf(const CaseRecord& record) {
  switch (KindOf(record.verdict)) {
    case VerdictKind::kPassed:
      return "";
    case VerdictKind::kProblem:
      return record.signature;
    case VerdictKind::kUndecided:
    case VerdictKind::kRecorded:
      break;
  }
  return WithoutParameters(record);
}

std::optional<Change> ChangeOf(const CaseRecord& before, const CaseRecord& after) {
  const VerdictKind was = KindOf(before.verdict);
  const VerdictKind is = KindOf(after.verdict);
  if (was != is) {
    if (is == VerdictKind::kPassed) return Change::kBetter;
    if (was == VerdictKind::kPassed || is == VerdictKind::kProblem) return Change::kWorse;
    return Change::kChanged;
  }
  const bool same = before.verdict == after.verdict && before.expected == after.expected &&
                    MeaningOf(before) == MeaningOf(after);
  return same ? std::nullopt : std::optional(Change::kChanged);
}

std::map<std::string_view, const CaseRecord*> ById(const Results& results) {
  std::map<std::string_view, const CaseRecord*> by_id;
  for (const CaseRecord& record : results.cases) by_id[record.id] = &record;
  return by_id;
}

std::string Described(const CaseRecord* record) {
  if (!record) return "";
  const std::string meaning = MeaningOf(*record);
  const bool unlisted = IsFailure(*record);
  return "**" + std::string(VerdictName(record->verdict)) + (unlisted ? "!" : "") + "**" +
         (meaning.empty() ? "" : " (" + MarkdownText(meaning) + ")");
}

// Clause, level, what it was and what it is: "... (required): **pass** → **deviation!** (...)".
std::string Kind(const CaseChange& change) {
  const std::string before = Described(change.before);
  const std::string after = Described(change.after);
  const CaseRecord& either = change.Either();
  return MarkdownText(either.clause) + " (" + either.level + "): " + before +
         (before.empty() || after.empty() ? "" : " → ") + after;
}

std::string Section(const char* title, Change wanted, const std::vector<CaseChange>& changes) {
  std::vector<std::pair<std::string, std::vector<const CaseChange*>>> kinds;
  std::map<std::string, std::size_t> known;
  std::size_t count = 0;
  for (const CaseChange& change : changes) {
    if (change.change != wanted) continue;
    ++count;
    const auto [found, is_new] = known.emplace(Kind(change), kinds.size());
    if (is_new) kinds.push_back({found->first, {}});
    kinds[found->second].second.push_back(&change);
  }
  if (count == 0) return "";
  std::string text = std::string("\n### ") + title + ": " + std::to_string(count) + "\n\n";
  for (const auto& [kind, cases] : kinds) {
    text += "* " + kind + ", " + Count(cases.size(), "case") + "\n";
    for (std::size_t i = 0; i < cases.size() && i < kCasesInDiff; ++i) {
      text += "  * `" + MarkdownCode(cases[i]->Either().id) + "`\n";
    }
    if (cases.size() > kCasesInDiff) {
      text += "  * and " + std::to_string(cases.size() - kCasesInDiff) + " more\n";
    }
  }
  return text;
}

std::string Named(const Results& results) {
  const ImplementationRecord& implementation = results.implementation;
  return MarkdownText(implementation.name + " " + implementation.version) + " (SHA-256 " +
         MarkdownText(implementation.sha256.substr(0, 12)) + ", tool " +
         MarkdownText(results.tool.version + " " + results.tool.revision) + ")";
}

}  // namespace

std::vector<CaseChange> Compare(const Results& before, const Results& after) {
  auto gone = ById(before);
  std::vector<CaseChange> changes;
  for (const CaseRecord& record : after.cases) {
    const auto found = gone.find(record.id);
    if (found == gone.end()) {
      changes.push_back({Change::kNew, nullptr, &record});
      continue;
    }
    if (const auto change = ChangeOf(*found->second, record)) {
      changes.push_back({*change, found->second, &record});
    }
    gone.erase(found);
  }
  for (const CaseRecord& record : before.cases) {
    if (gone.contains(record.id)) changes.push_back({Change::kGone, &record, nullptr});
  }
  return changes;
}

bool IsRegression(const CaseChange& change) {
  const auto [kind, before, after] = change;
  if (after && IsFailure(*after) && !(before && IsFailure(*before))) return true;
  if (!before || before->level != "required" || before->verdict != Verdict::kPass) return false;
  return !after || KindOf(after->verdict) == VerdictKind::kUndecided;
}

std::string ToMarkdown(const std::vector<CaseChange>& changes, const Results& before,
                       const Results& after) {
  std::string text = "## From " + Named(before) + " to " + Named(after) + "\n";
  text += Section("Worse", Change::kWorse, changes);
  text += Section("Better", Change::kBetter, changes);
  text += Section("Changed", Change::kChanged, changes);
  text += Section("New", Change::kNew, changes);
  text += Section("Gone", Change::kGone, changes);
  return changes.empty() ? text + "\nNo case changed.\n" : text;
}

}  // namespace wtsconform
