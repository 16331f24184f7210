// What `wtsbench compare --json` writes: two sides, and one of them against itself.
#ifndef WTSCONFORM_REPORTS_FORMATS_SPEED_COMPARISON_H_
#define WTSCONFORM_REPORTS_FORMATS_SPEED_COMPARISON_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

// Same: the interval lies within 3 %. Inconclusive: it is wider than that and does not tell the
// direction.
enum class SpeedFinding { kSame, kFaster, kSlower, kInconclusive };
std::string_view SpeedFindingName(SpeedFinding finding);

// By how much the new side of a benchmark is slower: 0.1 is 10 %. The true change lies between low
// and high in 99 of 100 comparisons.
struct SpeedChange {
  std::string name;
  double before = 0;  // both in floor pairs
  double after = 0;
  double estimate = 0;
  double low = 0;
  double high = 0;
  SpeedFinding finding = SpeedFinding::kInconclusive;
};

struct SpeedComparison {
  std::string file;  // where it was read from
  std::string tool;  // version and revision
  std::string machine;
  std::string before;  // both as they were given
  std::string after;
  int runs = 0;                    // processes of each side
  std::vector<SpeedChange> all;    // never empty
  std::string itself;              // the side that was compared with itself,
  std::vector<SpeedChange> noise;  // and what came of it
};

std::string ToJson(const SpeedComparison& comparison);

// Schema "wtsbench-comparison/1". Throws ResultsError: unreadable, another schema, incomplete, a
// key missing or of the wrong type, a change that is no number above -1.
SpeedComparison ReadSpeedComparison(const std::filesystem::path& path);

// How many are called faster or slower.
int CountDifferent(const std::vector<SpeedChange>& changes);

// The noise of the machine, in two sentences.
std::string NoiseSentence(const SpeedComparison& comparison);

// "+3.1 %".
std::string ChangeText(double change);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_SPEED_COMPARISON_H_
