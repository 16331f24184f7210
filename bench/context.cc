#include "bench/context.h"

#include <benchmark/benchmark.h>

#include "bench/benchmarks.h"
#include "bench/build_flags.h"
#include "bench/system.h"
#include "conformance/loading/sha256.h"
#include "conformance/platform/platform.h"
#include "conformance/version.h"
#include "reports/formats/side_figures.h"
#include "reports/formats/text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

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
         "; " + CLibrary() + (host.contains("wine") ? "; " + host["wine"] : "");
}

void NotMeasured(const std::string& benchmark, const std::string& why) {
  benchmark::AddCustomContext(ReasonKey(benchmark), OneLine(why));
}

std::string TooManyText(const Subject& subject) {
  return "each open takes a descriptor, so no more than " + std::to_string(subject.most_live()) +
         " are open at once";
}

void AddContext(const std::vector<std::unique_ptr<Subject>>& subjects) {
  using benchmark::AddCustomContext;
  AddCustomContext("wtsconform", std::string(kVersion) + " " + kRevision);
  AddCustomContext("machine", ThisMachine());
  AddCustomContext("clock", ClockSource());
  AddCustomContext("load", Load());
  AddCustomContext("compiler", Compiler());
  AddCustomContext("flags", kBuildFlags);
  AddCustomContext("google_benchmark", kBenchmarkVersion);
  for (const auto& subject : subjects) {
    const auto file = subject->library().file();
    // Google Benchmark prints it as it is.
    AddCustomContext("implementation " + subject->name(),
                     OneLine(TextOf(file.filename()) + " " + subject->library().Version() +
                             " sha256 " + Sha256Of(file)));
  }
}

}  // namespace wtsconform
