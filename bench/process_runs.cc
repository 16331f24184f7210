#include "bench/process_runs.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "bench/subject.h"
#include "bench/system.h"
#include "conformance/implementations/profile.h"
#include "conformance/platform/run_program.h"
#include "conformance/platform/temporary_folder.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

constexpr char kUsual[] =
    "^(pair|dispatch|failed_open|query|validate|live/[^/]*/100|batch/[^/]*/[^/]*/100)(/|$)";

// The program and its first words. A runner starts wtsconform; wtsbench lies next to it, and gets a
// profile that says the rest.
std::vector<std::string> Beginning(const std::string& implementation,
                                   const fs::path& profile_file) {
  const Profile profile = FindProfile(implementation);
  if (profile.runner.empty()) {
    return {ProgramBeside("wtsbench"), "--implementation", implementation};
  }
  std::vector<std::string> words;
  for (const std::string& word : profile.runner) words.push_back(ResolveFolders(word));
  constexpr std::string_view kName = "wtsconform";
  const std::size_t name = words.back().rfind(kName);
  if (name == std::string::npos)
    throw std::runtime_error("its runner starts no " + std::string(kName));
  words.back().replace(name, kName.size(), "wtsbench");
  for (const std::string* const file : {&words.front(), &words.back()}) {
    const fs::path path = PathOf(*file);
    if (!fs::exists(path)) throw std::runtime_error("there is no " + TextOf(path.filename()));
  }
  std::ofstream(profile_file, std::ios::binary) << ToToml(profile);
  words.insert(words.end(), {"--profile", TextOf(profile_file)});
  return words;
}

// Of what a program complained of, the sentence: it may have said other things before.
std::string LastComplaint(const std::string& text) {
  constexpr std::string_view kName = "wtsbench: ";
  const std::size_t start = text.rfind(kName);
  return start == std::string::npos ? text : text.substr(start + kName.size());
}

}  // namespace

ProcessRun RunOnce(const std::string& implementation, const ProcessOptions& options,
                   const std::string& also) {
  const TemporaryFolder folder;
  const fs::path file = folder.File("times.json");
  std::vector<std::string> words = Beginning(implementation, folder.File("profile.toml"));
  const std::string program = words.front();
  words.erase(words.begin());
  const std::string filter = options.filter.empty() ? kUsual : options.filter;
  words.insert(words.end(), {"--benchmark_filter=" + filter + "|^" + kFloorPair +
                                 (also.empty() ? "" : "|" + also),
                             "--benchmark_repetitions=21", "--benchmark_min_time=0.003",
                             "--benchmark_enable_random_interleaving=true",
                             "--benchmark_out_format=json", "--benchmark_out=" + TextOf(file)});
  if (options.stress) words.push_back("--stress");
  for (std::string& word : ServerWords(options.server, options.unreachable)) {
    words.push_back(std::move(word));
  }
  const ProgramEnd end = Program(program, words).Wait();
  if (end.status != 0) {
    throw std::runtime_error(LastComplaint(end.err));
  }
  const Benchmarks measured = ReadBenchmarks(file);
  ProcessRun run{TimesOf(measured), measured};
  if (run.times.empty()) {
    throw std::runtime_error("no benchmark matches " + filter);
  }
  return run;
}

}  // namespace wtsconform
