#include "conformance/commands/elsewhere.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "conformance/platform/platform.h"
#include "conformance/platform/run_program.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// A folder of this process's own, gone with this object.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(fs::temp_directory_path() / fmt::format("wtsconform-{}", OwnProcessId())) {
    fs::remove_all(path_);
    fs::create_directory(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  fs::path File(const char* name) const { return path_ / name; }

 private:
  const fs::path path_;
};

ProgramEnd Start(const Profile& profile, const std::vector<std::string>& arguments) {
  std::vector<std::string> words;
  for (const std::string& word : profile.runner) words.push_back(ResolveFolders(word));
  const std::string program = words.front();
  words.erase(words.begin());
  words.insert(words.end(), arguments.begin(), arguments.end());
  return Program(program, words).Wait();
}

bool Exists(const std::string& file) { return fs::exists(ResolveFile(file)); }

// What is missing of the program that is started and of what the profile keeps in folders of this
// project; "" for nothing. Of several libraries one is enough.
std::string Missing(const Profile& profile) {
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

// The options that say the same to the other program. It expects nothing: the list is here.
std::vector<std::string> Options(const Suite& suite, const RunCommand& command) {
  const std::chrono::duration<double> timeout = command.run.timeout;
  std::vector<std::string> words = {"--no-expect", "--timeout", fmt::format("{}", timeout.count()),
                                    "--jobs", std::to_string(command.run.jobs)};
  const auto add = [&words](const char* option, const std::string& value) {
    if (!value.empty()) words.insert(words.end(), {option, value});
  };
  add("--spec", suite.folder().empty() ? "" : TextOf(fs::absolute(suite.folder())));
  for (const std::string& filter : command.selection.filters) add("--filter", filter);
  add("--clause", command.selection.clause);
  add("--level", command.selection.level);
  add("--shard", command.selection.shard);
  if (command.run.stress) words.push_back("--stress");
  if (command.mutating) words.insert(words.end(), {"--mutating", "--this-machine-may-be-lost"});
  return words;
}

void CheckOrder(const std::vector<const Case*>& cases, const Results& results) {
  bool same = results.cases.size() == cases.size();
  for (std::size_t i = 0; same && i < cases.size(); ++i) {
    same = results.cases[i].id == cases[i]->id;
  }
  if (!same) {
    throw std::runtime_error(
        results.implementation.name +
        ": the program that its runner starts knows other cases than this one: "
        "build both from the same revision");
  }
}

}  // namespace

void ProbeRunner(const Profile& profile) {
  const std::string hint = "; `./dev matrix` gets what it needs";
  if (const std::string file = Missing(profile); !file.empty()) {
    throw UnusableLibrary(profile.name + ": there is no " + TextOf(ResolveFile(file)) + hint);
  }
  const ProgramEnd end = Start(profile, {"--version"});
  if (end.status == 0) return;
  const std::string why = end.err.empty() ? fmt::format("exit status {}", end.status)
                                          : end.err.substr(0, end.err.find('\n'));
  throw UnusableLibrary(
      fmt::format("{}: its runner does not start: {}{}", profile.name, why, hint));
}

Results RunElsewhere(const Suite& suite, const std::vector<const Case*>& cases,
                     const Profile& profile, const RunCommand& command) {
  const TemporaryFolder folder;
  const fs::path toml = folder.File("profile.toml"), json = folder.File("results.json");
  std::ofstream(toml, std::ios::binary) << ToToml(profile);
  std::vector<std::string> words = {"run", TextOf(toml), "--json", TextOf(json)};
  for (const std::string& word : Options(suite, command)) words.push_back(word);
  const ProgramEnd end = Start(profile, words);
  if (end.status == kRefused) throw UnusableLibrary(end.err);
  // A finding or an undecided case is judged here; all else is a failure.
  if (end.status != kAllAsExpected && end.status != kUnexpected && end.status != kNothingDecided) {
    throw std::runtime_error(fmt::format("{}: what its runner started ended with status {}: {}",
                                         profile.name, end.status, end.err));
  }
  Results results = ReadResults(json);
  CheckOrder(cases, results);
  return results;
}

}  // namespace wtsconform
