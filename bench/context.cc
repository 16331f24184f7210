#include "bench/context.h"

#include <benchmark/benchmark.h>
#include <gnu/libc-version.h>

#include <fstream>
#include <sstream>

#include "bench/build_flags.h"
#include "conformance/platform.h"
#include "conformance/runner.h"
#include "conformance/version.h"

namespace wtsconform {
namespace {

std::string FirstLine(const char* file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

std::string ProcessorName() {
  std::ifstream stream("/proc/cpuinfo");
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

std::string Compiler() {
#if defined(__clang__)
  return "clang " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

}  // namespace

std::string ThisMachine() {
  auto host = DescribeHost();
  return ProcessorName() + "; " + host["system"] + " " + host["kernel"] + " " + host["machine"] +
         "; glibc " + gnu_get_libc_version();
}

void AddContext(const std::vector<std::unique_ptr<Subject>>& subjects) {
  using benchmark::AddCustomContext;
  AddCustomContext("wtsconform", std::string(kVersion) + " " + kRevision);
  AddCustomContext("machine", ThisMachine());
  AddCustomContext("clock",
                   FirstLine("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
  AddCustomContext("load", FirstLine("/proc/loadavg"));
  AddCustomContext("compiler", Compiler());
  AddCustomContext("flags", kBuildFlags);
  AddCustomContext("google_benchmark", kBenchmarkVersion);
  for (const auto& subject : subjects) {
    const auto file = subject->library().file();
    AddCustomContext("implementation " + subject->name(), file.filename().string() + " " +
                                                              subject->library().Version() +
                                                              " sha256 " + Sha256Of(file));
  }
}

}  // namespace wtsconform
