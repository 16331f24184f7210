// Whether this process is watched, as the environment says:
//
//   WTSCONFORM_WATCH=FILE.jsonl   the file that the report goes to (ledger/reporting.h)
//   WTSCONFORM_WATCH_STACKS=1     with stacks
//   WTSCONFORM_WATCH_ABORT=1      stops at the first breach
//   WTSCONFORM_WATCH_MOCK=1       not: the mock is in front and keeps its own ledger, and whoever
//                                 looks for an implementation is to find it (Linux)
#ifndef WTSCONFORM_MOCK_WATCH_LAYER_H_
#define WTSCONFORM_MOCK_WATCH_LAYER_H_

#include <cstdint>

namespace wtsmock {

enum class Task : std::uint8_t { kUnknown, kNothing, kWatch, kMock };

// The first who asks starts the ledger.
Task TheTask();

// In a child that was forked: what its parent holds is also the child's, and the ledger does not
// know it.
bool HasInherited();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_LAYER_H_
