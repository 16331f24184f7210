#include "conformance/selftest/quick_run.h"

#include <algorithm>
#include <map>
#include <utility>

#include "conformance/crash_report.h"

namespace wtsconform {
namespace {

// More handles show no more of a fault, and cost most of the time.
constexpr std::int64_t kHandles = 300;
// Where so many cases of a row hang, its others would too.
constexpr int kHangs = 2;
// Cases in one process at most: a verdict is a letter of the text that a child hands over.
constexpr std::size_t kAtOnce = 500;

bool NeedsItsOwnProcess(const std::vector<Step>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    switch (step.verb) {
      case Verb::kExit:
      case Verb::kAtExit:
      case Verb::kBegin:
      case Verb::kResources: return true;
      case Verb::kSleep: return step.number > 1;
      default: return false;
    }
  });
}

// Cases of one row, in the order in which one child runs them.
struct Chunk {
  std::vector<std::size_t> cases;  // indices of the run
  std::size_t done = 0;
  int hangs = 0;
};

class Runner {
 public:
  Runner(const Suite& suite, const std::vector<const Case*>& cases, const Profile& profile,
         const std::string& switches, const RunOptions& options)
      : suite_(suite), cases_(cases), profile_(profile), switches_(switches), options_(options) {
    records_.resize(cases.size());
  }

  std::vector<std::optional<CaseRecord>> Run(const LibraryFacts& facts) {
    std::vector<std::size_t> alone;
    std::vector<Chunk> chunks = Divide(alone);
    while (!chunks.empty()) {
      RunChunks(chunks);
      std::erase_if(chunks, [](const Chunk& chunk) {
        return chunk.done >= chunk.cases.size() || chunk.hangs >= kHangs;
      });
    }
    RunAlone(alone, facts);
    return std::move(records_);
  }

 private:
  std::vector<Chunk> Divide(std::vector<std::size_t>& alone) const {
    std::map<const CaseTemplate*, Chunk> open;
    std::vector<Chunk> chunks;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      const bool observed = cases_[i]->clause->level == Level::kObserved;
      if (observed || NeedsItsOwnProcess(StepsOf(*cases_[i], suite_.functions()))) {
        alone.push_back(i);
        continue;
      }
      Chunk& chunk = open[cases_[i]->row];
      chunk.cases.push_back(i);
      if (chunk.cases.size() == kAtOnce) chunks.push_back(std::exchange(chunk, {}));
    }
    for (auto& [row, chunk] : open) {
      if (!chunk.cases.empty()) chunks.push_back(std::move(chunk));
    }
    return chunks;
  }

  void RunChunks(std::vector<Chunk>& chunks) {
    IsolationOptions isolation{options_.jobs, std::chrono::minutes(2), profile_.environment};
    RunIsolated(
        chunks.size(), isolation,
        [&](std::size_t i, Journal& journal) { InChild(chunks[i], journal); },
        [&](std::size_t i, Journal& journal, const ChildEnd& end) {
          Collect(chunks[i], journal, end);
        });
  }

  void InChild(const Chunk& chunk, Journal& journal) const {
    InstallCrashReports(journal);
    auto* recorder = new Recorder(journal, options_.timeout);
    const Library& library = *LoadLibraryOf(profile_).release();
    const auto configure = reinterpret_cast<int (*)(const char*)>(library.Find("WtsMockConfigure"));
    const auto reset = reinterpret_cast<void (*)()>(library.Find("WtsMockReset"));
    std::string letters;
    for (std::size_t i = chunk.done; i < chunk.cases.size(); ++i) {
      reset();
      configure(switches_.c_str());
      recorder->SetInControl(0);
      Caller caller(library, suite_, profile_, *recorder);
      Interpreter interpreter(*cases_[chunk.cases[i]], suite_, profile_, caller, *recorder,
                              {options_.timeout, kHandles});
      letters += static_cast<char>('a' + static_cast<int>(interpreter.Run().verdict));
      journal.detail.Set(letters);
    }
    recorder->Complete(0, "", letters);
  }

  void Collect(Chunk& chunk, Journal& journal, const ChildEnd& end) {
    for (const char letter : journal.detail.Get()) {
      Set(chunk.cases[chunk.done++], static_cast<Verdict>(letter - 'a'));
    }
    if (journal.complete == Journal::kCompleteMarker || chunk.done >= chunk.cases.size()) return;
    const bool hung = end.how == ChildEnd::How::kHung || end.how == ChildEnd::How::kOverBudget;
    chunk.hangs += hung;
    const Verdict death = hung ? Verdict::kHang : Verdict::kCrash;
    Set(chunk.cases[chunk.done++], journal.in_control ? Verdict::kUntestable : death);
  }

  void Set(std::size_t index, Verdict verdict) {
    const Case& subject = *cases_[index];
    CaseRecord record;
    record.id = subject.id;
    record.clause = subject.clause->id;
    record.level = LevelName(subject.clause->level);
    record.verdict = verdict;
    records_[index] = std::move(record);
  }

  void RunAlone(const std::vector<std::size_t>& alone, const LibraryFacts& facts) {
    std::vector<const Case*> cases;
    for (const std::size_t index : alone) cases.push_back(cases_[index]);
    const auto records = RunCases(suite_, cases, profile_, facts, options_,
                                  [](std::size_t, const CaseRecord&) {});
    for (std::size_t i = 0; i < alone.size(); ++i) records_[alone[i]] = records[i];
  }

  const Suite& suite_;
  const std::vector<const Case*>& cases_;
  const Profile& profile_;
  const std::string& switches_;
  const RunOptions& options_;
  std::vector<std::optional<CaseRecord>> records_;
};

}  // namespace

Profile MockWith(const Profile& mock, const std::string& switches) {
  Profile profile = mock;
  profile.environment["WTSMOCK"] = switches;
  return profile;
}

std::vector<std::optional<CaseRecord>> QuickRun(const Suite& suite,
                                                const std::vector<const Case*>& cases,
                                                const Profile& mock, const std::string& switches,
                                                const RunOptions& options, std::string* active) {
  Profile profile = MockWith(mock, switches);
  profile.max_handles = kHandles;
  const LibraryFacts facts = ProbeLibrary(suite, profile, options);
  if (active) *active = facts.configuration;
  return Runner(suite, cases, profile, switches, options).Run(facts);
}

std::vector<CaseRecord> SlowRun(const Suite& suite, const std::vector<const Case*>& cases,
                                const Profile& mock, const std::string& switches,
                                const RunOptions& options) {
  const Profile profile = MockWith(mock, switches);
  return RunCases(suite, cases, profile, ProbeLibrary(suite, profile, options), options,
                  [](std::size_t, const CaseRecord&) {});
}

}  // namespace wtsconform
