#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "conformance/commands/commands.h"
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
void TellWhatIsMissing(const Results& merged, const std::vector<std::string>& ids) {
  std::set<std::string> there;
  for (const CaseRecord& record : merged.cases) there.insert(record.id);
  const auto missing = std::count_if(ids.begin(), ids.end(),
                                     [&](const std::string& id) { return !there.contains(id); });
  if (missing > 0) {
    fmt::print(stderr,
               "wtsconform: {} of this suite's {} cases are in none of the files: is a shard "
               "missing?\n",
               missing, ids.size());
  }
}

}  // namespace

int MergeResults(const std::vector<std::string>& files, const std::string& output,
                 const Suite& suite) {
  std::vector<Results> parts;
  for (const std::string& file : files) parts.push_back(ReadResults(PathOf(file)));
  const std::vector<std::string> ids = IdsOf(suite);
  const Results merged = Merge(parts, files, ids);
  if (merged.cases.empty()) throw InputError("there is no case in these files");
  ResultsFile(PathOf(output)).Finish(merged);
  TellWhatIsMissing(merged, ids);
  fmt::print("{}: {} cases of {} from {} {}\n", output, merged.cases.size(),
             merged.implementation.name, files.size(), files.size() == 1 ? "file" : "files");
  return kAllAsExpected;
}

}  // namespace wtsconform
