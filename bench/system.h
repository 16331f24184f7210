// The few questions of the benchmarks whose answers differ between operating systems;
// system_posix.cc and system_windows.cc answer them.
#ifndef WTSCONFORM_BENCH_SYSTEM_H_
#define WTSCONFORM_BENCH_SYSTEM_H_

#include <benchmark/benchmark.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace wtsconform {

// The program of that name in this one's folder, in UTF-8.
std::string ProgramBeside(const char* name);

// Whether a missed goal is a failure here. The goals were set for ELF, and what a call, a thread or
// a process costs elsewhere does not depend on the mock.
bool GoalsBind();

// Whether the system reports processor time to the microsecond.
bool ProcessorTimeIsFine();

// Does `work` in a process that shares this one's streams, so that a library that ends the process
// is noticed. Returns what `work` did, or else how the process ended. Windows, which has no fork,
// does it in this one.
struct WorkEnd {
  std::optional<int> result;
  std::string how;  // "exit 0", "signal 11"
};
WorkEnd InChild(const std::function<int()>& work);

// For the context of the results; "" where the system does not say.
std::string ProcessorName();
std::string CLibrary();
std::string ClockSource();
std::string Load();

// The memory of this process that is in use and not swapped out.
double ResidentBytes();
// How many descriptors, or handles of the system, this process may have.
std::size_t MostDescriptors();
// Used by the children that were waited for; nothing where the system does not say.
std::optional<double> ProcessorSecondsOfChildren();

// Makes so many children that do nothing, some at a time; false where there is no fork.
bool ForkAndExit(int count, int at_once);

// A descriptor, or a handle of the system, is duplicated and the duplicate closed.
void DuplicateAndClose(benchmark::State& state);
// An event of the system (eventfd, CreateEvent) is made and closed.
void MakeAndCloseEvent(benchmark::State& state);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_SYSTEM_H_
