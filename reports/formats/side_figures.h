// Figures of several implementations, put side by side.
#ifndef WTSCONFORM_REPORTS_FORMATS_SIDE_FIGURES_H_
#define WTSCONFORM_REPORTS_FORMATS_SIDE_FIGURES_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reports/formats/benchmarks.h"
#include "reports/formats/side_by_side.h"

namespace wtsconform {

// One side before it is put next to others.
struct SideFigures {
  Side side;
  // By benchmark without the implementation: "pair/WTSOpenServerA", "dispatch/WTSOpenServerW",
  // "peer/libcuckoo", "anchor/dup_close".
  std::map<std::string, Figure> figures = {};
  // What could not be measured and why, by the beginning of such a name; "" is everything.
  std::map<std::string, std::string> reasons = {};
};

// "pair/WTSOpenServerA" of "pair/mock/WTSOpenServerA". An anchor and a peer belong to no
// implementation and keep their names.
std::string WithoutImplementation(const std::string& name);

// What gets a row for comparison, as a regular expression of Google Benchmark.
std::string PeersFilter();

// The key of a file's context under which it stands why an implementation has no figure of a
// benchmark, or of those whose names ("pair/freerdp/WTSOpenServerW") begin like that, or, by the
// name of the implementation alone, of any.
std::string ReasonKey(const std::string& benchmark);
// The reasons of an implementation in such a file.
std::map<std::string, std::string> ReasonsIn(const Benchmarks& file,
                                             const std::string& implementation);
std::string MachineIn(const Benchmarks& file);
// What the context says of its library: file, version and SHA-256.
std::string LibraryIn(const Benchmarks& file, const std::string& implementation);

// A side for each implementation of a file, with the medians and the middle 80 % of the slices of
// that process. None where the file names no implementation or lacks the floor pair.
std::vector<SideFigures> SidesOf(const Benchmarks& file);

// A row of each side for each benchmark that one of them has, and the peers. `again` is the first
// side, measured a second time; it may be without figures. Throws ResultsError where nothing was
// measured.
SideBySide PutSideBySide(const std::vector<SideFigures>& sides, const SideFigures& again);

// Of files of one process each. The noise is that within each process. Nothing where they have
// fewer than two sides.
std::optional<SideBySide> SideBySideOf(const std::vector<Benchmarks>& files);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_SIDE_FIGURES_H_
