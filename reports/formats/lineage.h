// Which results are of versions of one implementation, and in which order.
#ifndef WTSCONFORM_REPORTS_FORMATS_LINEAGE_H_
#define WTSCONFORM_REPORTS_FORMATS_LINEAGE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

struct Lineage {
  std::string name;
  std::vector<std::size_t> columns;  // places in the results, the oldest version first
};

// "freerdp" of "freerdp-3.10": the name of an implementation without a version at its end.
std::string NameWithoutVersion(const std::string& name);

// "freerdp-3.10 3.10.3": its name, and its version where it has one.
std::string NameWithVersion(const ImplementationRecord& implementation);

// Each of the results is in one of them, alone where no other has its name. They are in the order
// of their first members in the results; members of the same version keep their order.
std::vector<Lineage> LineagesOf(const std::vector<Results>& all);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_LINEAGE_H_
