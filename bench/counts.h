// Instructions and locked instructions of one operation, counted by valgrind's callgrind: the same
// at every run, on an idle machine and on a busy one.
#ifndef WTSCONFORM_BENCH_COUNTS_H_
#define WTSCONFORM_BENCH_COUNTS_H_

#include <string>

#include "bench/subject.h"

namespace wtsconform {

// Where valgrind or the profile it should write is missing; what() is for the user.
class CannotCount : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Counts in a process under valgrind, and adds a benchmark count/IMPLEMENTATION/OPERATION for each
// operation, with the counters "instructions" and "locked". Throws CannotCount.
void AddCounts(const Subject& subject);

// The body of that process.
void MakeCountedCalls(const Subject& subject);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_COUNTS_H_
