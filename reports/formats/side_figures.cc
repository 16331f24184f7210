#include "reports/formats/side_figures.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>

#include "reports/formats/results.h"

namespace wtsconform {
namespace {

constexpr std::string_view kImplementation = "implementation ";
constexpr std::string_view kNotMeasured = "not measured ";
constexpr std::string_view kPair = "pair/", kDispatch = "dispatch/", kPeer = "peer/";
// Anchors that are worth a row next to a pair.
constexpr std::string_view kShownAnchors[] = {"anchor/dup_close", "anchor/event_close",
                                              "anchor/malloc_copy_free"};

// Charts come in this order; others follow.
constexpr std::string_view kFamilies[] = {"pair",        "failed_open",  "query",
                                          "validate",    "live",         "batch",
                                          "own_handles", "shared_query", "handover"};

std::string_view FamilyOf(std::string_view name) { return name.substr(0, name.find('/')); }

bool IsPeer(std::string_view name) {
  return name.starts_with(kPeer) || std::find(std::begin(kShownAnchors), std::end(kShownAnchors),
                                              name) != std::end(kShownAnchors);
}

// Numbers at the end count as numbers.
auto PlaceOf(const std::string& name) {
  const auto family = std::find(std::begin(kFamilies), std::end(kFamilies), FamilyOf(name));
  const std::size_t digits = name.find_last_not_of("0123456789") + 1;
  return std::tuple(family - std::begin(kFamilies), name.substr(0, digits), name.size(), name);
}

bool BelongsTo(const std::string& benchmark, const std::string& implementation) {
  const std::size_t slash = benchmark.find('/');
  if (slash == std::string::npos) return false;
  const std::string_view rest = std::string_view(benchmark).substr(slash + 1);
  return rest.starts_with(implementation) &&
         (rest.size() == implementation.size() || rest[implementation.size()] == '/');
}

std::string ContextOf(const Benchmarks& file, std::string_view key) {
  for (const auto& [known, value] : file.context) {
    if (known == key) return value;
  }
  return "";
}

std::vector<std::string> ImplementationsIn(const Benchmarks& file) {
  std::vector<std::string> names;
  for (const auto& [key, value] : file.context) {
    if (key.starts_with(kImplementation)) names.push_back(key.substr(kImplementation.size()));
  }
  return names;
}

// Of what is one operation of an implementation, or of a peer.
bool IsComparable(const Benchmark& benchmark, const std::string& implementation) {
  static constexpr std::string_view kOther[] = {"cold", "suite", "world", "load_world", "anchor"};
  if (!benchmark.ratios.empty()) return false;
  if (IsPeer(benchmark.name)) return true;
  const bool is_other = std::any_of(std::begin(kOther), std::end(kOther), [&](std::string_view f) {
    return FamilyOf(benchmark.name) == f;
  });
  return !is_other && BelongsTo(benchmark.name, implementation);
}

// The names that get a chart: a dispatch is a row of its pair's, a peer one of a pair's too.
std::set<std::string> ChartsOf(const std::vector<SideFigures>& sides) {
  std::set<std::string> names;
  for (const SideFigures& side : sides) {
    for (const auto& [name, figure] : side.figures) {
      if (FamilyOf(name) == "peer" || FamilyOf(name) == "anchor") continue;
      const bool is_dispatch = name.starts_with(kDispatch);
      names.insert(is_dispatch ? std::string(kPair) + name.substr(kDispatch.size()) : name);
    }
  }
  return names;
}

std::string WhyNot(const SideFigures& side, const std::string& name) {
  std::string why = "it is not among what was measured";
  // The longest comes last.
  for (const auto& [beginning, reason] : side.reasons) {
    const bool begins =
        name.starts_with(beginning) &&
        (beginning.empty() || name.size() == beginning.size() || name[beginning.size()] == '/');
    if (begins) why = reason;
  }
  return why;
}

const Figure* Find(const SideFigures& side, const std::string& name) {
  const auto found = side.figures.find(name);
  return found == side.figures.end() ? nullptr : &found->second;
}

SideRow RowOf(const SideFigures& side, const std::string& name) {
  if (const Figure* found = Find(side, name)) {
    return {side.side.name, SideRowKind::kMeasured, *found};
  }
  if (name.starts_with(kPair)) {
    const std::string dispatch = std::string(kDispatch) + name.substr(kPair.size());
    if (const Figure* found = Find(side, dispatch)) {
      return {side.side.name, SideRowKind::kCallsAlone, *found};
    }
  }
  return {side.side.name, SideRowKind::kMissing, {}, WhyNot(side, name)};
}

void AddPeers(const std::vector<SideFigures>& sides, SideBenchmark& chart) {
  std::set<std::string> known;
  for (const SideFigures& side : sides) {
    for (const auto& [name, figure] : side.figures) {
      if (!IsPeer(name) || !known.insert(name).second) continue;
      chart.rows.push_back({name.substr(name.find('/') + 1), SideRowKind::kPeer, figure});
    }
  }
}

// The file with what a side by side shows.
Benchmarks WhatIsShown(Benchmarks file) {
  const std::vector<std::string> names = ImplementationsIn(file);
  std::erase_if(file.all, [&](const Benchmark& benchmark) {
    return std::none_of(names.begin(), names.end(),
                        [&](const std::string& name) { return IsComparable(benchmark, name); });
  });
  return file;
}

double Apart(const Figure& a, const Figure& b) {
  const double ratio = a.estimate / b.estimate;
  return std::max(ratio, 1 / ratio) - 1;
}

}  // namespace

std::string WithoutImplementation(const std::string& name) {
  const auto first = name.find('/');
  if (first == std::string::npos || name.starts_with("anchor/") || name.starts_with(kPeer)) {
    return name;
  }
  const auto second = name.find('/', first + 1);
  return name.substr(0, first) + (second == std::string::npos ? "" : name.substr(second));
}

std::string PeersFilter() {
  std::string filter = "^(" + std::string(kPeer);
  for (const std::string_view anchor : kShownAnchors) filter += "|" + std::string(anchor) + "(/|$)";
  return filter + ")";
}

std::string ReasonKey(const std::string& benchmark) {
  return std::string(kNotMeasured) + benchmark;
}

std::map<std::string, std::string> ReasonsIn(const Benchmarks& file,
                                             const std::string& implementation) {
  std::map<std::string, std::string> reasons;
  for (const auto& [key, why] : file.context) {
    if (!key.starts_with(kNotMeasured)) continue;
    const std::string what = key.substr(kNotMeasured.size());
    if (what == implementation) reasons[""] = why;
    if (BelongsTo(what, implementation)) reasons[WithoutImplementation(what)] = why;
  }
  return reasons;
}

std::string MachineIn(const Benchmarks& file) { return ContextOf(file, "machine"); }

std::string LibraryIn(const Benchmarks& file, const std::string& implementation) {
  return ContextOf(file, std::string(kImplementation) + implementation);
}

std::vector<SideFigures> SidesOf(const Benchmarks& file) {
  const Benchmark* const anchor = AnchorOf(file);
  const std::vector<std::string> names = ImplementationsIn(file);
  if (!anchor || anchor->name != kFloorPair) return {};
  const double unit = Median(*anchor);
  std::vector<SideFigures> sides;
  for (const std::string& name : names) {
    SideFigures& side = sides.emplace_back();
    side.side = {name, LibraryIn(file, name), MachineIn(file), 1, unit};
    side.reasons = ReasonsIn(file, name);
    for (const Benchmark& each : file.all) {
      if (!IsComparable(each, name)) continue;
      side.figures[WithoutImplementation(each.name)] = {Median(each) / unit,
                                                        Quantile(each.seconds, 0.1) / unit,
                                                        Quantile(each.seconds, 0.9) / unit};
    }
  }
  return sides;
}

SideBySide PutSideBySide(const std::vector<SideFigures>& sides, const SideFigures& again) {
  SideBySide all;
  for (const SideFigures& side : sides) all.sides.push_back(side.side);
  const std::set<std::string> charts = ChartsOf(sides);
  if (charts.empty()) throw ResultsError("none of these implementations has a time");
  std::vector<std::string> names(charts.begin(), charts.end());
  std::sort(names.begin(), names.end(),
            [](const std::string& a, const std::string& b) { return PlaceOf(a) < PlaceOf(b); });
  for (const std::string& name : names) {
    SideBenchmark& chart = all.all.emplace_back(SideBenchmark{name, {}});
    for (const SideFigures& side : sides) {
      chart.rows.push_back(RowOf(side, name));
      const Figure* const second = Find(again, name);
      if (&side != &sides.front() || !second || !Find(side, name)) continue;
      chart.rows.push_back({side.side.name, SideRowKind::kAgain, *second});
      all.noise.push_back(Apart(side.figures.at(name), *second));
    }
  }
  if (all.all.front().name.starts_with(kPair)) AddPeers(sides, all.all.front());
  return all;
}

std::optional<SideBySide> SideBySideOf(const std::vector<Benchmarks>& files) {
  std::vector<SideFigures> sides;
  std::vector<double> noise;
  std::set<std::string> names;
  for (const Benchmarks& file : files) {
    std::vector<SideFigures> own = SidesOf(file);
    if (own.empty()) continue;
    for (SideFigures& side : own) {
      if (!names.insert(side.side.name).second) side.side.name += " (" + file.file + ")";
      sides.push_back(std::move(side));
    }
    const std::vector<double> more = NoiseOf(WhatIsShown(file));
    noise.insert(noise.end(), more.begin(), more.end());
  }
  if (sides.size() < 2 || ChartsOf(sides).empty()) return std::nullopt;
  SideBySide all = PutSideBySide(sides, {});
  all.noise = noise;
  for (const Benchmarks& file : files) all.file += (all.file.empty() ? "" : ", ") + file.file;
  all.tool = ContextOf(files.front(), "wtsconform");
  return all;
}

}  // namespace wtsconform
