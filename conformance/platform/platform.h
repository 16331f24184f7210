// The few questions whose answers differ between operating systems; platform_posix.cc and its
// siblings answer them. Loading, isolation and crash reports have their own headers.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_PLATFORM_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_PLATFORM_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace wtsconform {

// What follows the program's name on the command line, in UTF-8; main's own are not everywhere.
std::vector<std::string> CommandLineArguments(int argc, const char* const* argv);

std::filesystem::path ExecutableFolder();

// Operating system, processor, kernel: what a reader of results needs to know.
std::map<std::string, std::string> DescribeHost();

// This computer's own name.
std::string LocalComputerName();

// Whether the system brings the API itself: Windows does.
bool SystemHasTheApi();

// What the process that started this one may have left: an ignored SIGCHLD would let no child be
// waited for. Called first of all.
void ResetInheritedSignals();

// In this process's environment.
void SetVariable(const std::string& name, const std::string& value);

// A folder that nobody but this process's user can have made, or can look into. Throws
// std::filesystem::filesystem_error.
std::filesystem::path MakeTemporaryFolder();

// The calling thread, as the system knows it.
std::uint32_t OwnThreadId();

// This process, as a list of processes would show it.
std::uint32_t OwnProcessId();
std::string OwnProcessName();

// Starts a process that only sleeps and that WTSTerminateProcess may end; it ends with this one.
std::uint32_t StartDisposableProcess();
bool DisposableProcessIsAlive(std::uint32_t process);

// True where a mistake could harm the whole machine: root, or an elevated token.
bool IsElevated();

struct ResourceUse {
  double descriptors = 0;
  double threads = 0;
  double bytes = 0;  // allocated on the heap
  double mapped =
      0;  // bytes of memory that the process has of its own; 0 where `bytes` says it all
};

ResourceUse MeasureResources();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_PLATFORM_H_
