// `wtsbench compare A B C ...`: any number of sides next to each other. What can be measured here
// is, in turn, each time in a new process; the first side twice, which shows the noise of the
// machine. What cannot be measured is shown with the reason.
#ifndef WTSCONFORM_BENCH_COMPARE_MANY_H_
#define WTSCONFORM_BENCH_COMPARE_MANY_H_

#include "bench/compare.h"

namespace wtsconform {

// Prints all sides. Returns 0; 2 where an input is refused, or no side has a time; 3 where an
// output cannot be written.
int RunSideBySide(const CompareOptions& options);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_COMPARE_MANY_H_
