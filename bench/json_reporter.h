// Google Benchmark's JSON with an entry a line, so that files compare well line by line; and with
// one more key: "goals", the verdict on each.
#ifndef WTSCONFORM_BENCH_JSON_REPORTER_H_
#define WTSCONFORM_BENCH_JSON_REPORTER_H_

#include <benchmark/benchmark.h>

#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "bench/goals.h"
#include "bench/one_line.h"

namespace wtsconform {

class LineReporter : public benchmark::JSONReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    std::ostream& file = GetOutputStream();
    std::ostringstream entries;
    SetOutputStream(&entries);
    JSONReporter::ReportRuns(runs);
    SetOutputStream(&file);
    file << EntryALine(entries.str());
  }
};

// `slices` must outlive it, and be complete before it ends the file.
class GoalsReporter : public LineReporter {
 public:
  GoalsReporter(std::vector<Goal> goals, const Slices& slices)
      : goals_(std::move(goals)), slices_(slices) {}

  // In place of the base's end, which closes the list of benchmarks and the file.
  void Finalize() override {
    GetOutputStream() << "\n  ],\n  \"goals\": " << GoalsJson(JudgeGoals(goals_, slices_))
                      << "\n}\n";
  }

 private:
  const std::vector<Goal> goals_;
  const Slices& slices_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_JSON_REPORTER_H_
