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
    const bool matches = std::any_of(
        suite.cases().begin(), suite.cases().end(),
        [&filter](const Case& each) { return GlobMatches(filter, each.id); });
    if (!matches) {
      throw InputError("--filter " + filter +
                       " matches no case; `wtsconform list` shows them all");
    }
  }
}

bool Matches(const Case& each, const SelectionOptions& options) {
  if (!options.clause.empty() && each.clause->id != options.clause) return false;
  if (!options.level.empty() && LevelName(each.clause->level) != options.level) return false;
  return options.filters.empty() ||
         std::any_of(options.filters.begin(), options.filters.end(),
                     [&each](const std::string& filter) { return GlobMatches(filter, each.id); });
}

}  // namespace

std::vector<const Case*> Select(const Suite& suite, const SelectionOptions& options) {
  CheckNames(suite, options);
  const Shard shard = ParseShard(options.shard);
  std::optional<Requirements> frozen;
  if (!options.requirements.empty()) frozen = FindRequirements(options.requirements, suite);
  std::vector<const Case*> selected;
  std::size_t position = 0;
  for (const Case& each : suite.cases()) {
    if (frozen && !frozen->cases.contains(each.id)) continue;
    if (Matches(each, options) && position++ % shard.count == shard.index) {
      selected.push_back(&each);
    }
  }
  if (selected.empty()) {
    std::string why = "no case is left by these options";
    if (!options.clause.empty()) {
      const Clause& clause = *suite.clauses().Find(options.clause);
      if (!clause.carried_by.empty()) {
        why = clause.id + " is judged by the cases of " + clause.carried_by;
      } else if (!clause.nothing_to_run.empty()) {
        why = clause.id + " has nothing to run: " + clause.nothing_to_run;
      }
    }
    throw InputError(why);
  }
  return selected;
}

}  // namespace wtsconform
