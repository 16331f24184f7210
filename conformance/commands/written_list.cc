#include "conformance/commands/written_list.h"

#include <algorithm>

#include "conformance/implementations/list_update.h"
#include "conformance/platform/print.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

void PrintUpdate(const ListUpdate& update, const std::string& file) {
  for (const std::string& change : update.changes) PrintError("wtsconform: {}\n", change);
  const auto unexplained =
      static_cast<std::size_t>(std::ranges::count_if(update.entries, [](const Expectation& each) {
        return each.reason.starts_with(kNotExplained);
      }));
  PrintError("wtsconform: {}: {}, {} of them new{}{}\n", file,
             Count(update.entries.size(), "entry", "entries"), update.added,
             update.added == 0 ? "" : " for " + Count(update.added_cases, "case"),
             unexplained == 0
                 ? ""
                 : "; write the reason of those that begin with \"" + std::string(kNotExplained) +
                       "\": " + std::to_string(unexplained));
}

}  // namespace

std::string UpdateExpectations(Candidate& candidate, const std::vector<CaseRecord>& records,
                               const RunSettings& settings, const Suite& suite) {
  std::vector<std::string> ids;
  for (const Case& each : suite.cases()) ids.push_back(each.id);
  // As a test, it fails at every level.
  const auto fails_the_run = [&](const CaseRecord& record) {
    return settings.as_test || record.level == LevelName(Level::kRequired);
  };
  const ListUpdate update = UpdateList({candidate.profile.expectations, candidate.list_text},
                                       records, ids, fails_the_run);
  PrintUpdate(update, settings.write_expect);
  candidate.profile.expectations = ReadExpectationsText(update.text, settings.write_expect);
  return update.text;
}

}  // namespace wtsconform
