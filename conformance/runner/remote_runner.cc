#include "conformance/runner/remote_runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

#include "conformance/platform/run_program.h"
#include "conformance/platform/temporary_folder.h"
#include "conformance/runner/exit_status.h"
#include "conformance/runner/runner.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// The start of a runner may include setting up its world.
constexpr std::chrono::minutes kLongestStart{10};
// On average; a case that hangs takes its timeout.
constexpr std::chrono::seconds kMostOfACase{4};

ProgramEnd Start(const Profile& profile, const std::vector<std::string>& arguments,
                 std::chrono::milliseconds limit) {
  std::vector<std::string> words;
  for (const std::string& word : profile.runner) words.push_back(ResolveFolders(word));
  const std::string program = words.front();
  words.erase(words.begin());
  words.insert(words.end(), arguments.begin(), arguments.end());
  ProgramEnd end = Program(program, words).Wait(limit);
  if (!end.out_of_time) return end;
  throw std::runtime_error(
      fmt::format("{}: what its runner started was not back within {} minutes, and was ended: {}",
                  profile.name, std::chrono::ceil<std::chrono::minutes>(limit).count(), end.err));
}

bool Exists(const std::string& file) { return IsThere(ResolveFile(file)); }

// A file that is missing: the program to start, or one that the profile keeps in a folder of this
// project; "" where all are there. Of several libraries one is enough.
std::string MissingFile(const Profile& profile) {
  const auto is_kept = [](const std::string& file) {
    return file.starts_with('$') && file.find(':') == std::string::npos;
  };
  for (const std::string& file : profile.runner) {
    const bool is_program = &file == &profile.runner.front();
    if ((is_program || is_kept(file)) && !Exists(file)) return file;
  }
  for (const auto* const list : {&profile.library, &profile.winpr}) {
    std::vector<std::string> kept;
    std::copy_if(list->begin(), list->end(), std::back_inserter(kept), is_kept);
    if (!kept.empty() && std::none_of(kept.begin(), kept.end(), Exists)) return kept.front();
  }
  return "";
}

// What the other program complains of, without its name: this one prints the same name.
std::string Complaint(std::string text) {
  constexpr std::string_view kName = "wtsconform: ";
  if (text.starts_with(kName)) text.erase(0, kName.size());
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

void CheckOrder(const std::vector<const Case*>& cases, const Results& results) {
  const bool same = std::equal(results.cases.begin(), results.cases.end(), cases.begin(),
                               cases.end(), [](const CaseRecord& record, const Case* subject) {
                                 return record.id == subject->id &&
                                        record.clause == subject->clause->id &&
                                        record.level == LevelName(subject->clause->level);
                               });
  if (same) return;
  throw std::runtime_error(fmt::format(
      "{}: the program that the runner starts ran other cases ({}) than this one selects ({}): "
      "build both from the same revision",
      results.implementation.name, results.cases.size(), cases.size()));
}

}  // namespace

void ProbeRunner(const Profile& profile) {
  const char* const hint = "; `./dev matrix` installs what it needs";
  if (const std::string file = MissingFile(profile); !file.empty()) {
    throw UnusableLibrary(fmt::format("{}: cannot start the runner: there is no {}{}", profile.name,
                                      TextOf(ResolveFile(file)), hint));
  }
  const ProgramEnd end = Start(profile, {"--version"}, kLongestStart);
  if (end.status == 0) return;
  const std::string why = end.err.empty() ? fmt::format("exit status {}", end.status)
                                          : end.err.substr(0, end.err.find('\n'));
  throw UnusableLibrary(fmt::format("{}: cannot start the runner: {}{}", profile.name, why, hint));
}

Results RunRemotely(const std::vector<const Case*>& cases, const Profile& profile,
                    const std::vector<std::string>& options) {
  const TemporaryFolder folder;
  const fs::path toml = folder.File("profile.toml"), json = folder.File("results.json");
  std::ofstream(toml, std::ios::binary) << ToToml(profile);
  // The list of expected deviations is here, not there.
  std::vector<std::string> words = {"run", TextOf(toml), "--json", TextOf(json), "--no-expect"};
  words.insert(words.end(), options.begin(), options.end());
  const ProgramEnd end =
      Start(profile, words, kLongestStart + static_cast<int>(cases.size()) * kMostOfACase);
  if (end.status == kRefused) {
    throw UnusableLibrary(fmt::format("{}: refused by the program that the runner starts: {}",
                                      profile.name, Complaint(end.err)));
  }
  // A finding or an undecided case is judged here; all else is a failure.
  if (end.status != kAllAsExpected && end.status != kUnexpected && end.status != kNotDecided) {
    throw std::runtime_error(fmt::format("{}: the runner ended with status {}: {}", profile.name,
                                         end.status, Complaint(end.err)));
  }
  Results results = ReadResults(json);
  CheckOrder(cases, results);
  return results;
}

std::string RunCommandRemotely(const std::string& command, const Profile& profile,
                               const std::vector<std::string>& options) {
  ProbeRunner(profile);
  const TemporaryFolder folder;
  const fs::path toml = folder.File("profile.toml"), output = folder.File("output");
  std::ofstream(toml, std::ios::binary) << ToToml(profile);
  std::vector<std::string> words = {command, TextOf(toml), "--output", TextOf(output)};
  words.insert(words.end(), options.begin(), options.end());
  const ProgramEnd end = Start(profile, words, kLongestStart);
  if (end.status == kRefused) throw UnusableLibrary(profile.name + ": " + Complaint(end.err));
  const FileText file = ReadFileText(output, kLargestToml);
  if (end.status == kAllAsExpected && file.problem.empty()) return file.text;
  throw std::runtime_error(fmt::format("{}: the runner ended with status {}: {}", profile.name,
                                       end.status, Complaint(end.err)));
}

}  // namespace wtsconform
