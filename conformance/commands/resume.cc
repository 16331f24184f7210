#include "conformance/commands/resume.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "conformance/loading/sha256.h"
#include "conformance/platform/platform.h"
#include "conformance/runner/step_text.h"
#include "conformance/version.h"
#include "reports/formats/input_kind.h"
#include "reports/formats/text.h"
#include "spec/loader/toml/toml_value.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// Names that are no options.
constexpr char kTables[] = "the tables";
constexpr char kProfile[] = "the profile or its servers";

// Tells two texts apart that an honest mistake made different (FNV-1a).
class Fingerprint {
 public:
  void Add(std::string_view text) {
    for (const char c : text) AddByte(static_cast<unsigned char>(c));
    AddByte('\0');
  }
  std::string Text() const { return fmt::format("{:016x}", hash_); }

 private:
  void AddByte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3; }

  std::uint64_t hash_ = 0xcbf29ce484222325;
};

std::string FingerprintOf(const std::vector<const Case*>& cases) {
  Fingerprint print;
  for (const Case* each : cases) {
    for (const std::string& text : {each->id, each->clause->id}) print.Add(text);
    print.Add(LevelName(each->clause->level));
    for (const Step& step : each->steps()) print.Add(StepText(step));
  }
  return print.Text();
}

// Not its files: which those are, their hash says.
std::string FingerprintOf(Profile profile) {
  profile.library.clear();
  profile.winpr.clear();
  Fingerprint print;
  print.Add(ToToml(profile));
  return print.Text();
}

// The options that change what a runner does, but for how many cases it runs at a time.
std::map<std::string, std::string> SettingsOf(RunSettings settings) {
  std::map<std::string, std::string> all;
  for (const Option& option : RunTable(settings)) {
    if (!(option.audience & kRunner) || option.name == JobsOption(settings.run).name) continue;
    std::string& text = all[option.name];
    for (const std::string& word : WordsOf(option)) {
      if (word != option.name) text += (text.empty() ? "" : " ") + word;
      if (std::holds_alternative<bool*>(option.value)) text = "on";
    }
  }
  return all;
}

std::string Shown(const std::string& value) { return value.empty() ? "none" : value; }

// In what the two differ, as words of a sentence.
class Differences {
 public:
  void Compare(const std::string& what, const std::string& there, const std::string& here) {
    if (there == here) return;
    Add(fmt::format("{} ({} there, {} here)", what, Shown(there), Shown(here)));
  }
  void Add(const std::string& what) { text_ += (text_.empty() ? "" : ", ") + what; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void CompareSettings(const UnfinishedResults& there, const UnfinishedResults& here,
                     Differences& differences) {
  std::set<std::string> names;
  for (const auto* each : {&there, &here}) {
    for (const auto& [name, value] : each->settings) names.insert(name);
  }
  const auto value = [](const UnfinishedResults& from, const std::string& name) {
    const auto found = from.settings.find(name);
    return found == from.settings.end() ? "" : found->second;
  };
  for (const std::string& name : names) {
    const bool is_option = name.starts_with('-');
    if (is_option) differences.Compare(name, value(there, name), value(here, name));
    if (!is_option && value(there, name) != value(here, name)) differences.Add(name);
  }
}

std::string DifferencesBetween(const UnfinishedResults& there, const UnfinishedResults& here) {
  Differences differences;
  const ImplementationRecord &theirs = there.results.implementation,
                             &ours = here.results.implementation;
  differences.Compare("the implementation", theirs.name, ours.name);
  differences.Compare("the library's SHA-256", theirs.sha256, ours.sha256);
  differences.Compare("its version", theirs.version, ours.version);
  differences.Compare("its loader", theirs.loader, ours.loader);
  CompareSettings(there, here, differences);
  differences.Compare("wtsconform's version", there.results.tool.version,
                      here.results.tool.version);
  differences.Compare("its revision", there.results.tool.revision, here.results.tool.revision);
  if (there.results.host != here.results.host) differences.Add("the machine or its system");
  return differences.text();
}

// That each is one of the run's, as the tables have it.
void CheckRecords(const std::vector<CaseRecord>& records, const std::vector<const Case*>& cases,
                  const std::string& file) {
  std::map<std::string_view, const Case*> by_id;
  for (const Case* each : cases) by_id[each->id] = each;
  for (const CaseRecord& record : records) {
    const auto found = by_id.find(record.id);
    const bool same = found != by_id.end() && record.clause == found->second->clause->id &&
                      record.level == LevelName(found->second->clause->level);
    if (!same) throw InputError(file + " has a case " + record.id + " that is none of this run");
  }
}

}  // namespace

UnfinishedResults StartOf(const Candidate& candidate, const std::vector<const Case*>& cases,
                          const RunSettings& settings) {
  const Profile& profile = candidate.profile;
  const LibraryFacts& facts = candidate.facts;
  UnfinishedResults start;
  start.selected = cases.size();
  start.settings = SettingsOf(settings);
  start.settings[kTables] = FingerprintOf(cases);
  start.settings[kProfile] = FingerprintOf(profile);
  Results& results = start.results;
  results.tool = {kVersion, kRevision};
  const std::string configured =
      facts.configuration.empty() ? "" : " (" + facts.configuration + ")";
  results.implementation = {profile.name, facts.version + configured,
                            TextOf(PathOf(facts.file).filename()), Sha256Of(PathOf(facts.file)),
                            std::string(LoaderName(profile.loader))};
  results.host = DescribeHost();
  // A machine of 64 bits runs programs of 32, too.
  if (sizeof(void*) == 4) results.host["bits"] = "32";
  return start;
}

UnfinishedResults GoOnFrom(const std::string& file, UnfinishedResults start,
                           const std::vector<const Case*>& cases) {
  const std::filesystem::path path = PathOf(file);
  if (InputKindOf(path) != InputKind::kUnfinished) {
    const Results finished = ReadResults(path);
    throw InputError(
        fmt::format("{} is finished: all {} of its run are there, and nothing is left "
                    "to go on with",
                    file, Count(finished.cases.size(), "case")));
  }
  UnfinishedResults earlier = ReadUnfinishedResults(path);
  const std::string differences = DifferencesBetween(earlier, start);
  if (!differences.empty()) {
    throw InputError(
        fmt::format("{} was written by another run. It differs in {}. Without "
                    "--resume, a new run begins",
                    file, differences));
  }
  CheckRecords(earlier.results.cases, cases, file);
  start.results.cases = std::move(earlier.results.cases);
  for (CaseRecord& each : start.results.cases) each.expected = false;
  start.running = std::move(earlier.running);
  return start;
}

std::vector<std::string> ResumeWords(const RunSettings& settings, const Suite& suite,
                                     const std::string& implementation, const std::string& file) {
  RunSettings again = settings;
  again.json = again.resume = file;
  std::vector<std::string> words = {implementation};
  for (std::string& word : RunWords(again, suite, kSamePerson)) words.push_back(std::move(word));
  return words;
}

}  // namespace wtsconform
