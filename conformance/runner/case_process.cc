#include "conformance/runner/case_process.h"

#include <iterator>
#include <memory>
#include <sstream>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/loading/library.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

std::unique_ptr<Library> Load(const Profile& profile, Recorder& recorder) {
  const std::uint32_t number = recorder.Begin({kLoadingLibrary, "", "", false}, {});
  auto library = LoadLibraryOf(profile);
  recorder.End(number, 0, false, 0, false);
  return library;
}

void Decide(Recorder& recorder, const Decision& decision) {
  recorder.Send(ToMessage(decision));
  recorder.SetDecided();
}

}  // namespace

void RunCaseInChild(const Case& subject, const Suite& suite, const Profile& profile, Limits limits,
                    Journal& journal) {
  InstallCrashReports(journal);
  Recorder recorder(journal, limits.timeout);
  // Never destroyed: threads that a case left waiting still use them, and so does the exit.
  std::unique_ptr<Library> library;
  try {
    library = Load(profile, recorder);
  } catch (const LoadError& error) {
    Decide(recorder,
           {Verdict::kHarnessError, "",
            "the library, loaded before, cannot be loaded now: " + std::string(error.what())});
    return recorder.SetFinished();
  }
  auto* caller = new Caller(*library.release(), suite, profile, recorder);
  auto* interpreter = new Interpreter(subject, suite, profile, *caller, recorder, limits);
  const Decision decision = interpreter->Run();
  // A pass is none before the process has ended, as part of the case.
  const bool exits = interpreter->exits();
  if (exits && decision.verdict == Verdict::kPass) recorder.SetExiting();
  Decide(recorder, decision);
  if (!exits) interpreter->CleanUp();
  recorder.SetFinished();
}

void RunCanaryInChild(const Suite& suite, const Profile& profile, Limits limits, Journal& journal) {
  InstallCrashReports(journal);
  Recorder recorder(journal, limits.timeout);
  try {
    const Library& library = *Load(profile, recorder).release();
    LibraryFacts facts{TextOf(library.file()), library.Version(), library.Configuration(), ""};
    for (const Function& function : suite.functions().functions()) {
      const bool found = library.Find(function.name);
      if (found) library.ProveHome(function.name);
      facts.exports += found ? '1' : '0';
    }
    if (facts.exports.find('1') == std::string::npos) library.RefuseProvider();
    recorder.Send(ToMessage(facts));
    recorder.SetDecided();
  } catch (const LoadError& error) {
    Decide(recorder, {Verdict::kHarnessError, "", error.what()});
  }
  recorder.SetFinished();
}

std::string DescribeTask(const Case* subject, const Suite& suite, const Profile& profile,
                         Limits limits) {
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(limits.timeout).count();
  std::ostringstream text;
  text << (subject ? subject->id : "") << '\n'
       << TextOf(suite.folder()) << '\n'
       << milliseconds << ' ' << limits.handles << '\n'
       << ToToml(profile);
  return text.str();
}

namespace {

// The case of that id, or some steps of one (Case::UpToControl, Case::Part). Never destroyed, see below.
const Case& CaseOf(const std::string& id, const Suite& suite) {
  const std::size_t mark = id.find_first_of("+=");
  const Case& whole = *suite.Find(id.substr(0, mark));
  if (mark == std::string::npos) return whole;
  if (id[mark] == '=') return *new Case(whole.Part(id.substr(mark + 1)));
  return *new Case(whole.UpToControl(std::stoul(id.substr(mark + 1))));
}

}  // namespace

void RunDescribedTask(const std::string& task, Journal& journal) {
  std::istringstream text(task);
  std::string id, folder, numbers;
  std::getline(text, id);
  std::getline(text, folder);
  std::getline(text, numbers);
  std::int64_t milliseconds = 0, handles = 0;
  std::istringstream(numbers) >> milliseconds >> handles;
  const std::string toml{std::istreambuf_iterator<char>(text), std::istreambuf_iterator<char>()};
  // Never destroyed, like what RunCaseInChild makes: the process ends with the task.
  const Suite& suite = *new Suite(LoadNamedSuite(folder));
  const Profile& profile = *new Profile(ReadProfile(toml, "the implementation's profile"));
  const Limits limits{std::chrono::milliseconds(milliseconds), handles};
  if (id.empty()) return RunCanaryInChild(suite, profile, limits, journal);
  RunCaseInChild(CaseOf(id, suite), suite, profile, limits, journal);
}

}  // namespace wtsconform
