// What `wtsbench compare --json` wrote: two sides, and one of them against itself.
#ifndef WTSCONFORM_REPORTS_FORMATS_SPEED_COMPARISON_H_
#define WTSCONFORM_REPORTS_FORMATS_SPEED_COMPARISON_H_

#include <filesystem>
#include <string>
#include <vector>

namespace wtsconform {

// By how much the new side of a benchmark is slower: 0.1 is 10 %. The true change lies between low
// and high in 99 of 100 comparisons.
struct SpeedChange {
  std::string name;
  double before = 0;  // both in floor pairs
  double after = 0;
  double estimate = 0;
  double low = 0;
  double high = 0;
  std::string finding;  // "same", "faster", "slower", "inconclusive"
};

struct SpeedComparison {
  std::string file;
  std::string tool;
  std::string machine;
  std::string before;
  std::string after;
  int runs = 0;                    // processes of each side
  std::vector<SpeedChange> all;    // never empty
  std::string itself;              // the side that was compared with itself,
  std::vector<SpeedChange> noise;  // and what came of it
};

// Schema "wtsbench-comparison/1". Throws ResultsError: unreadable, another schema, incomplete, a
// key missing or of the wrong type, a change that is no number above -1.
SpeedComparison ReadSpeedComparison(const std::filesystem::path& path);

// What the machine makes of no change at all, in two sentences.
std::string NoiseSentence(const SpeedComparison& comparison);

// "+3.1 %".
std::string ChangeText(double change);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_SPEED_COMPARISON_H_
