// Results of parts of one run, made into those of the whole.
#ifndef WTSCONFORM_REPORTS_SUMMARY_MERGE_H_
#define WTSCONFORM_REPORTS_SUMMARY_MERGE_H_

#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

// All parts must come from one tool and one implementation, with the same SHA-256 of its library,
// of its tables,
// and no case may be in two of them; otherwise throws ResultsError, which names the parts by
// `files`. Cases are sorted as in `order`, those that it does not name at the end. Where the hosts
// differ, all their texts stay.
Results Merge(const std::vector<Results>& parts, const std::vector<std::string>& files,
              const std::vector<std::string>& order);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_MERGE_H_
