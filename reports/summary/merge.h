// Results of parts of one run, made into those of the whole.
#ifndef WTSCONFORM_REPORTS_SUMMARY_MERGE_H_
#define WTSCONFORM_REPORTS_SUMMARY_MERGE_H_

#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

// The parts come from one tool and are of one implementation, whose library has one SHA-256; no
// case is in two of them. Throws ResultsError where that is not so; `files` names the parts in its
// words. Cases come in the order of `order`, those it does not name after them. Where the hosts
// differ, each of their texts is kept.
Results Merge(const std::vector<Results>& parts, const std::vector<std::string>& files,
              const std::vector<std::string>& order);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_MERGE_H_
