#include "conformance/gtest/suite_run.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "conformance/commands/resume.h"
#include "conformance/commands/run_status.h"
#include "conformance/platform/interruption.h"
#include "conformance/platform/progress_line.h"
#include "conformance/platform/terminal.h"
#include "conformance/runner/remote_runner.h"
#include "conformance/runner/selection.h"

namespace wtsconform {
namespace {

// So many ids fit into a command line of any system.
constexpr std::size_t kMostNamed = 150;

using Cases = std::vector<const Case*>;

// These cases, which are some of all that the other program can select, by their names.
std::vector<CaseRecord> RunNamed(const Cases& cases, const Profile& profile, RunSettings settings,
                                 const Suite& suite) {
  settings.selection.filters.clear();
  for (const Case* each : cases) settings.selection.filters.push_back(each->id);
  // Selected in the order of the suite, whatever the order of the tests.
  const Cases in_order = Select(suite, settings.selection);
  return RunRemotely(in_order, profile, RunWords(settings, suite, kRunner)).cases;
}

}  // namespace

SuiteRun::SuiteRun(const Suite& suite, const RunSettings& settings, Candidate candidate)
    : suite_(suite),
      settings_(settings),
      candidate_(std::move(candidate)),
      repetition_(RepetitionOf(candidate_.name, settings_, suite)),
      implementation_(StartOf(candidate_, {}, settings_).results.implementation) {}

void SuiteRun::Begin(Cases order, std::size_t at_once) {
  order_ = std::move(order);
  at_once_ = at_once;
  ended_.clear();
  places_.clear();
  for (const Case* each : order_) places_.emplace(each, places_.size());
  if (!order_.empty()) RunNext();
}

const SuiteRun::Ended& SuiteRun::EndOf(const Case& subject) {
  const std::size_t place = places_.at(&subject);
  while (place >= ended_.size()) RunNext();
  return ended_[place];
}

SuiteRun::Ended SuiteRun::EndOf(CaseRecord record) const {
  const std::string block = FindingText(record, implementation_.name, suite_, repetition_,
                                        {.colour = false, .width = TerminalWidth()});
  CaseOutcome outcome = OutcomeOf(record, candidate_.profile.expectations, block);
  return {std::move(record), std::move(outcome)};
}

void SuiteRun::RunNext() {
  const Interruptible until_they_have_ended;
  const auto first = order_.begin() + static_cast<std::ptrdiff_t>(ended_.size());
  const std::size_t left = order_.size() - ended_.size();
  const Cases next(first, first + static_cast<std::ptrdiff_t>(std::min(left, at_once_)));
  const bool here = candidate_.profile.runner.empty();
  for (CaseRecord& each : here ? RunHere(next) : RunElsewhere(next)) {
    ended_.push_back(EndOf(std::move(each)));
  }
  ThrowIfInterrupted();
}

std::vector<CaseRecord> SuiteRun::RunHere(const Cases& cases) const {
  ProgressLine line(candidate_.profile.name);
  return RunCases(
      suite_, cases, candidate_.profile, candidate_.facts, settings_.run,
      [&](std::size_t done, const CaseRecord&) { line.Show(ended_.size() + done, order_.size()); });
}

// The other program takes patterns, not a list: it is given all the names, some at a time; or runs
// everything, where most of it is asked for.
std::vector<CaseRecord> SuiteRun::RunElsewhere(const Cases& cases) const {
  std::map<std::string, CaseRecord> records;
  const auto keep = [&records](std::vector<CaseRecord> some) {
    for (CaseRecord& each : some) records.emplace(each.id, std::move(each));
  };
  const Cases all = Select(suite_, settings_.selection);
  if (2 * cases.size() > all.size()) {
    keep(RunRemotely(all, candidate_.profile, RunWords(settings_, suite_, kRunner)).cases);
  } else {
    for (std::size_t i = 0; i < cases.size(); i += kMostNamed) {
      const std::size_t end = std::min(cases.size(), i + kMostNamed);
      keep(RunNamed(Cases(&cases[i], cases.data() + end), candidate_.profile, settings_, suite_));
    }
  }
  std::vector<CaseRecord> in_order;
  for (const Case* each : cases) in_order.push_back(std::move(records.at(each->id)));
  return in_order;
}

std::vector<std::string> SuiteRun::Problems() {
  if (ended_.empty()) return {};
  std::vector<CaseRecord> records;
  std::transform(ended_.begin(), ended_.end(), std::back_inserter(records),
                 [](const Ended& each) { return each.record; });
  const Profile& profile = candidate_.profile;
  std::vector<std::string> problems;
  ExitStatus status =
      StatusOf(Cases(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(ended_.size())),
               records, profile, problems);
  if (status == kNotDecided && Inconclusive(records).empty()) {
    problems.push_back(NothingDecided(profile));
  }
  if (!IsSameFile(candidate_, implementation_.sha256)) {
    problems.push_back("the library changed while it was judged");
    status = Worst(status, kHarnessFailed);
  }
  status_ = Worst(status_, status);
  return problems;
}

}  // namespace wtsconform
