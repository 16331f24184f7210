// Implementations next to each other: what `wtsbench compare A B C --json` writes.
#ifndef WTSCONFORM_REPORTS_FORMATS_SIDE_BY_SIDE_H_
#define WTSCONFORM_REPORTS_FORMATS_SIDE_BY_SIDE_H_

#include <filesystem>
#include <string>
#include <vector>

namespace wtsconform {

// An implementation, and where it was measured.
struct Side {
  std::string name;
  std::string library = {};  // file, version and SHA-256; "" where that is not known
  std::string machine = {};  // processor, kernel, C library
  int processes = 0;         // that measured it; 0 where none could
  double floor_pair = 0;     // seconds; 0 where that is not known
};

// The time of one operation in floor pairs. The interval is that of 99 % over the process runs; of
// a single process, the middle 80 % of its slices.
struct Figure {
  double estimate = 0;
  double low = 0;
  double high = 0;
};

enum class SideRowKind {
  kMeasured,
  kCallsAlone,  // no open succeeds, so this is what the two calls cost
  kAgain,       // the first side measured a second time: the noise
  kPeer,        // no implementation: handles of the system, tables of other libraries
  kMissing,     // `why` says why
};

struct SideRow {
  std::string side;
  SideRowKind kind = SideRowKind::kMissing;
  Figure figure = {};    // all 0 where it is missing
  std::string why = {};  // "" where it was measured
};

struct SideBenchmark {
  std::string name;  // without the implementation: "pair/WTSOpenServerA"
  std::vector<SideRow> rows;
};

struct SideBySide {
  std::string file;  // where it was read from, or the files it was made of
  std::string tool;  // version and revision
  std::vector<Side> sides;
  std::vector<SideBenchmark> all;  // never empty
  // For each benchmark that was measured twice, how far the two are apart: 0.02 is 2 %.
  std::vector<double> noise;
};

std::string ToJson(const SideBySide& all);
// Schema "wtsbench-side-by-side/1". Throws ResultsError: unreadable, another schema, incomplete, a
// key missing or of the wrong type, a figure that does not lie in its interval or is no time.
SideBySide ReadSideBySide(const std::filesystem::path& path);

// What one operation is: "an open and its close"; "" for a benchmark that is not known.
std::string OperationText(const std::string& benchmark);
// What stands where a row has no figure, or explains the one it has; "" for a usual one.
std::string NoteText(const SideRow& row);
// How a side was measured: "7 processes", "1 process (the interval is the middle 80 % of its
// slices)", "not measured".
std::string ProcessesText(const Side& side);
// The noise of the machine, in a sentence or two.
std::string NoiseSentence(const SideBySide& all);
// "1.2 – 1.31".
std::string IntervalText(const Figure& figure);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_SIDE_BY_SIDE_H_
