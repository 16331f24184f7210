#include "reports/summary/diff.h"

#include <algorithm>
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

// What cases of one group have in common.
using GroupKey = std::tuple<Change, std::string, std::string, std::string, std::string>;

GroupKey KeyOf(const CaseChange& change) {
  const CaseRecord& either = change.Either();
  return {change.change, either.clause, either.level, Described(change.before),
          Described(change.after)};
}

// Clause, level, what it was and what it is: "... (required): **pass** → **deviation!** (...)".
std::string Kind(const CaseChange& change) {
  const auto [kind, clause, level, before, after] = KeyOf(change);
  return MarkdownText(clause) + " (" + level + "): " + before +
         (before.empty() || after.empty() ? "" : " → ") + after;
}

std::string Bullet(const ChangeGroup& group) {
  const auto& cases = group.cases;
  std::string text = "* " + Kind(group.First()) + ", " + Count(cases.size(), "case") + "\n";
  for (std::size_t i = 0; i < cases.size() && i < kCasesInDiff; ++i) {
    text += "  * `" + MarkdownCode(cases[i]->Either().id) + "`\n";
  }
  if (cases.size() > kCasesInDiff) {
    text += "  * and " + std::to_string(cases.size() - kCasesInDiff) + " more\n";
  }
  return text;
}

std::string Section(Change wanted, const std::vector<ChangeGroup>& groups) {
  std::string bullets;
  std::size_t count = 0;
  for (const ChangeGroup& each : groups) {
    if (each.First().change != wanted) continue;
    count += each.cases.size();
    bullets += Bullet(each);
  }
  if (count == 0) return "";
  return std::string("\n### ") + TitleOf(wanted) + ": " + std::to_string(count) + "\n\n" + bullets;
}

std::string Named(const Results& results) {
  const ImplementationRecord& implementation = results.implementation;
  return MarkdownText(implementation.name + " " + implementation.version) + " (SHA-256 " +
         MarkdownText(implementation.sha256.substr(0, 12)) + ", tool " +
         MarkdownText(results.tool.version + " " + results.tool.revision) + ")";
}

}  // namespace

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

std::vector<ChangeGroup> GroupsOf(const std::vector<CaseChange>& changes) {
  std::vector<ChangeGroup> groups;
  std::map<GroupKey, std::size_t> known;
  for (const CaseChange& change : changes) {
    const auto [found, is_new] = known.emplace(KeyOf(change), groups.size());
    if (is_new) groups.emplace_back();
    groups[found->second].cases.push_back(&change);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const ChangeGroup& a, const ChangeGroup& b) {
    return a.First().change < b.First().change;
  });
  return groups;
}

const char* TitleOf(Change change) {
  switch (change) {
    case Change::kWorse:
      return "Worse";
    case Change::kBetter:
      return "Better";
    case Change::kChanged:
      return "Changed";
    case Change::kNew:
      return "New";
    case Change::kGone:
      break;
  }
  return "Gone";
}

std::string ToMarkdown(const std::vector<CaseChange>& changes, const Results& before,
                       const Results& after) {
  std::string text = "## From " + Named(before) + " to " + Named(after) + "\n";
  const std::vector<ChangeGroup> groups = GroupsOf(changes);
  for (const Change kind :
       {Change::kWorse, Change::kBetter, Change::kChanged, Change::kNew, Change::kGone}) {
    text += Section(kind, groups);
  }
  return changes.empty() ? text + "\nNo case changed.\n" : text;
}

}  // namespace wtsconform
