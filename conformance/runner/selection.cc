#include "conformance/runner/selection.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "conformance/implementations/glob.h"
#include "conformance/runner/requirements.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

struct Shard {
  std::size_t index = 0;
  std::size_t count = 1;
};

Shard ParseShard(const std::string& text) {
  Shard shard;
  if (text.empty()) return shard;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard.index);
  const bool slash = first.ec == std::errc() && first.ptr != end && *first.ptr == '/';
  const auto second = slash ? std::from_chars(first.ptr + 1, end, shard.count) : first;
  if (!slash || second.ec != std::errc() || second.ptr != end || shard.index < 1 ||
      shard.index > shard.count) {
    throw InputError("--shard " + text + ": write I/N with I from 1 to N, e.g. 2/4");
  }
  --shard.index;
  return shard;
}

// A filter that begins with "-" as GoogleTest's do, which no case's id does.
bool IsNegated(const std::string& filter) { return filter.starts_with('-'); }

// What is left out, by either option.
std::vector<std::string> ExcludesOf(const SelectionOptions& options) {
  std::vector<std::string> excludes = options.excludes;
  for (const std::string& filter : options.filters) {
    if (IsNegated(filter)) excludes.push_back(filter.substr(1));
  }
  return excludes;
}

void CheckPattern(const Suite& suite, const std::string& option, const std::string& pattern) {
  const bool matches =
      std::any_of(suite.cases().begin(), suite.cases().end(),
                  [&pattern](const Case& each) { return GlobMatches(pattern, each.id); });
  if (matches) return;
  throw InputError(option + pattern + " matches no case; `wtsconform list` shows them all");
}

void CheckNames(const Suite& suite, const SelectionOptions& options) {
  const std::vector<std::string> levels = {"required", "robustness", "observed"};
  if (!options.level.empty() &&
      std::find(levels.begin(), levels.end(), options.level) == levels.end()) {
    throw InputError("--level " + options.level + ": write required, robustness or observed");
  }
  if (!options.clause.empty() && !suite.clauses().Find(options.clause)) {
    throw InputError("--clause " + options.clause + ": there is no such clause" +
                     DidYouMean(options.clause, suite.clauses().Ids()));
  }
  for (const std::string& filter : options.filters) {
    const bool negated = IsNegated(filter);
    CheckPattern(suite, negated ? "--filter=-" : "--filter ", filter.substr(negated ? 1 : 0));
  }
  for (const std::string& pattern : options.excludes) CheckPattern(suite, "--exclude ", pattern);
}

bool Matches(const Case& each, const SelectionOptions& options) {
  if (!options.clause.empty() && each.clause->id != options.clause) return false;
  if (!options.level.empty() && LevelName(each.clause->level) != options.level) return false;
  bool any_positive = false;
  for (const std::string& filter : options.filters) {
    if (IsNegated(filter)) continue;
    if (GlobMatches(filter, each.id)) return true;
    any_positive = true;
  }
  return !any_positive;
}

// In the tables' order, of all shards, with what is left out.
std::vector<const Case*> Chosen(const Suite& suite, const SelectionOptions& options) {
  std::optional<Requirements> frozen;
  if (!options.requirements.empty()) frozen = FindRequirements(options.requirements, suite);
  std::vector<const Case*> chosen;
  for (const Case& each : suite.cases()) {
    if (frozen && !frozen->cases.contains(each.id)) continue;
    if (Matches(each, options)) chosen.push_back(&each);
  }
  return chosen;
}

std::string WhyNoneIsLeft(const Suite& suite, const SelectionOptions& options) {
  if (options.clause.empty()) return "no case is left by these options";
  const Clause& clause = *suite.clauses().Find(options.clause);
  if (!clause.carried_by.empty()) {
    return clause.id + " is judged by the cases of " + clause.carried_by;
  }
  if (clause.nothing_to_run.empty()) return "no case is left by these options";
  return clause.id + " has nothing to run: " + clause.nothing_to_run;
}

}  // namespace

std::vector<const Case*> Select(const Suite& suite, const SelectionOptions& options) {
  CheckNames(suite, options);
  const Shard shard = ParseShard(options.shard);
  const std::vector<std::string> excludes = ExcludesOf(options);
  std::vector<const Case*> selected;
  std::size_t position = 0;
  for (const Case* each : Chosen(suite, options)) {
    if (MatchesAny(excludes, each->id)) continue;
    if (position++ % shard.count == shard.index) selected.push_back(each);
  }
  if (selected.empty()) throw InputError(WhyNoneIsLeft(suite, options));
  return selected;
}

std::size_t LeftOut(const Suite& suite, const SelectionOptions& options) {
  const std::vector<std::string> excludes = ExcludesOf(options);
  const std::vector<const Case*> chosen = Chosen(suite, options);
  return static_cast<std::size_t>(
      std::count_if(chosen.begin(), chosen.end(),
                    [&](const Case* each) { return MatchesAny(excludes, each->id); }));
}

}  // namespace wtsconform
