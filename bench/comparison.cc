#include "bench/comparison.h"

#include <set>

#include "bench/statistics.h"

namespace wtsconform {
namespace {

std::vector<double> TimesOf(const Runs& side, const std::string& benchmark) {
  std::vector<double> times;
  for (const RunTimes& run : side.runs) {
    if (const auto found = run.find(benchmark); found != run.end()) times.push_back(found->second);
  }
  return times;
}

}  // namespace

std::map<std::string, Figure> FiguresOf(const Runs& side) {
  std::map<std::string, Figure> figures;
  std::set<std::string> names;
  for (const RunTimes& run : side.runs) {
    for (const auto& [name, time] : run) names.insert(name);
  }
  for (const std::string& name : names) {
    const std::vector<double> times = TimesOf(side, name);
    if (times.size() >= 2) figures[name] = MeanOf(times);
  }
  return figures;
}

std::vector<SpeedChange> CompareRuns(const Runs& before, const Runs& after) {
  std::vector<SpeedChange> all;
  for (const auto& [name, time] : after.runs.front()) {
    const auto old_times = TimesOf(before, name);
    const auto new_times = TimesOf(after, name);
    if (old_times.size() < 2 || new_times.size() < 2) continue;
    const Change change = Compare(old_times, new_times);
    all.push_back({name, TrimmedMean(old_times), TrimmedMean(new_times), change.estimate,
                   change.low, change.high, Judge(change)});
  }
  return all;
}

}  // namespace wtsconform
