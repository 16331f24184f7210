// The circumstances of a measurement, which its readers must know: the context block of Google
// Benchmark's JSON.
#ifndef WTSCONFORM_BENCH_CONTEXT_H_
#define WTSCONFORM_BENCH_CONTEXT_H_

#include <memory>
#include <string>
#include <vector>

#include "bench/subject.h"

namespace wtsconform {

// Processor, kernel, C library: results of machines where these differ are not comparable.
std::string ThisMachine();

void AddContext(const std::vector<std::unique_ptr<Subject>>& subjects);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_CONTEXT_H_
