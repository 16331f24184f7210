#include <algorithm>
#include <memory>
#include <set>

#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "conformance/runner/claims.h"
#include "reports/formats/text.h"
#include "reports/summary/brief.h"
#include "reports/summary/merge.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

std::vector<std::string> IdsOf(const Suite& suite) {
  std::vector<std::string> ids;
  for (const Case& each : suite.cases()) ids.push_back(each.id);
  return ids;
}

// A shard that was forgotten looks like a smaller suite.
void ReportMissingCases(const Results& merged, const std::vector<std::string>& ids) {
  std::set<std::string> there;
  for (const CaseRecord& record : merged.cases) there.insert(record.id);
  const auto missing = std::count_if(ids.begin(), ids.end(),
                                     [&](const std::string& id) { return !there.contains(id); });
  if (missing > 0) {
    PrintError(
        "wtsconform: missing from the files: {} of the {} of this suite; is there "
        "another shard?\n",
        missing, Count(ids.size(), "case"));
  }
}

struct MergeSettings {
  std::vector<std::string> files;
  std::string output;
  bool brief = false;
};

int MergeResults(const MergeSettings& settings, const Suite& suite) {
  const std::vector<std::string>& files = settings.files;
  std::vector<NamedFile> inputs;
  for (const std::string& each : files) inputs.push_back({"the input", PathOf(each)});
  CheckCollisions(inputs, {{"--output", PathOf(settings.output)}});
  std::vector<Results> parts;
  for (const std::string& file : files) parts.push_back(ReadResultsOf(suite, file));
  const std::vector<std::string> ids = IdsOf(suite);
  Results merged = Merge(parts, files, ids);
  if (merged.cases.empty()) throw InputError("these files hold no cases");
  if (settings.brief) MakeBrief(merged);
  CheckWritable({{"--output", PathOf(settings.output)}});
  WriteFile(PathOf(settings.output), ToJson(merged));
  ReportMissingCases(merged, ids);
  Print("{}: {} of {} from {}\n", settings.output, Count(merged.cases.size(), "case"),
        merged.implementation.name, Count(files.size(), "file"));
  return kAllAsExpected;
}

}  // namespace

Command MergeCommand() {
  const auto settings = std::make_shared<MergeSettings>();
  return {.name = "merge",
          .summary = "Merge the parts of a run into one file",
          .options = {{.name = "results",
                       .type = "",
                       .help = "Results files: shards of one run, on any machines, or one file",
                       .value = &settings->files,
                       .required = true},
                      {.name = "-o,--output",
                       .type = "FILE",
                       .help = "The file to write",
                       .value = &settings->output,
                       .required = true},
                      {.name = "--brief",
                       .type = "",
                       .help = "Keep the calls of a case only where something was found: of the "
                               "first case of each problem and observation",
                       .value = &settings->brief}},
          .run = [settings](const Suite& suite) { return MergeResults(*settings, suite); }};
}

}  // namespace wtsconform
