// A list of expected outcomes, brought up to date with a run (`run --write-expect`).
//
// The same run with the new list has nothing unexpected. The list says only what a run decided: an
// entry whose cases could not be decided this time stays, and no case that was not decided gets
// one.
#ifndef WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_LIST_UPDATE_H_
#define WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_LIST_UPDATE_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "conformance/implementations/expectations.h"
#include "reports/formats/results.h"

namespace wtsconform {

struct OldList {
  Expectations entries;
  std::string text;  // of their file, "" where they come from elsewhere (a profile)
};

struct ListUpdate {
  Expectations entries;
  std::string text;
  std::vector<std::string> changes;  // what became of old entries, a sentence each
  std::size_t added = 0;             // new entries, and their cases
  std::size_t added_cases = 0;
};

// How the reason of a new entry starts, until somebody writes a better one.
inline constexpr char kNotExplained[] = "Not explained yet";

// `ran` are the cases of the run, `all_ids` those of the suite. A case that no entry covers gets
// one where `needs_one` says so and the run decided it. An entry that is as it was keeps its text
// and its comments; one that changes keeps its reason and its link. A text in which this cannot be
// done (entries as inline tables) is written from new, without its comments.
ListUpdate UpdateList(const OldList& old, const std::vector<CaseRecord>& ran,
                      const std::vector<std::string>& all_ids,
                      const std::function<bool(const CaseRecord&)>& needs_one);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_LIST_UPDATE_H_
