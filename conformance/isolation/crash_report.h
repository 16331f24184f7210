// What a dying child writes down: the signal or exception, where, and the topmost frames.
// crash_report_posix.cc and its siblings.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_CRASH_REPORT_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_CRASH_REPORT_H_

#include "conformance/channel/journal.h"

namespace wtsconform {

// Called in the parent: what its children would otherwise each spend a fifth of their time on.
// Any number of times; only the first does something.
void PrepareCrashReports();

// Called once in a child, before the library is loaded: from now on a crash is noted in `journal`
// and the process then dies of it as it would have.
void InstallCrashReports(Journal& journal);

// Called on each further thread, so that a stack overflow there can be reported too.
void PrepareThreadForCrashReports();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_CRASH_REPORT_H_
