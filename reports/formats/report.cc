#include "reports/formats/report.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "reports/formats/shell_word.h"

namespace wtsconform {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kSmall = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool IsOneOf(char c, std::initializer_list<std::string_view> sets) {
  return std::any_of(sets.begin(), sets.end(),
                     [c](std::string_view set) { return set.find(c) != std::string_view::npos; });
}

std::string LowerCase(std::string text) {
  for (char& c : text) {
    const std::size_t at = kCapitals.find(c);
    if (at != std::string_view::npos) c = kSmall[at];
  }
  return text;
}

}  // namespace

std::vector<std::string> Slugs(const std::vector<std::string>& names) {
  std::vector<std::string> slugs;
  std::set<std::string> taken;
  for (const std::string& name : names) {
    std::string slug;
    for (const char c : name) {
      if (IsOneOf(c, {kDigits, kSmall, kCapitals, "-_"}) || (c == '.' && !slug.empty())) {
        slug += c;
      } else if (!slug.empty() && slug.back() != '_') {
        slug += '_';
      }
    }
    if (slug.empty()) slug = "unnamed";
    std::string unique = slug;
    for (int i = 2; !taken.insert(LowerCase(unique)).second; ++i) {
      unique = slug + "-" + std::to_string(i);
    }
    slugs.push_back(unique);
  }
  return slugs;
}

std::string RepeatCommand(const std::string& implementation, const std::string& id) {
  // In quotes a name that starts like an option at least looks like a name.
  const std::string name =
      implementation.starts_with('-') ? ShellQuoted(implementation) : ShellWord(implementation);
  return "wtsconform run " + name + " --filter " + ShellQuoted(id);
}

std::string ReproCommandLine(const std::string& id, const std::vector<std::string>& options) {
  return "wtsconform repro " + ShellQuoted(id) + ShellWords(options) + " -o repro.c";
}

std::string BugReportCommandLine(const std::string& id, const std::string& implementation) {
  return "wtsconform bug-report " + ShellQuoted(id) +
         ShellWords({"--implementation", implementation}) + " -o bug.md";
}

Report::Report(std::vector<Results> results, std::vector<std::string> files, ClauseNotes notes,
               Reproducer reproducer, const DependentsOf& dependents)
    : results_(std::move(results)),
      files_(std::move(files)),
      notes_(std::move(notes)),
      reproducer_(std::move(reproducer)),
      table_(CountByClause(results_, notes_)),
      slugs_(Slugs(table_.names)) {
  for (const Results& each : results_) {
    causes_.push_back(CausesOf(each));
    dependents_.push_back(dependents ? dependents(each.cases) : std::vector<DependentNote>());
  }
}

const ClauseNote& Report::Note(const std::string& clause) const {
  static const ClauseNote none;
  const auto found = notes_.find(clause);
  return found == notes_.end() ? none : found->second;
}

std::string Report::StepsInC(const std::string& id) const {
  return reproducer_ ? reproducer_(id) : "";
}

}  // namespace wtsconform
