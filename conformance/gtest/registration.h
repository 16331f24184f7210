// The cases as GoogleTest tests.
#ifndef WTSCONFORM_CONFORMANCE_GTEST_REGISTRATION_H_
#define WTSCONFORM_CONFORMANCE_GTEST_REGISTRATION_H_

#include <vector>

#include "conformance/gtest/suite_run.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// Adds a test for each of the cases to this program, which then run in `run`; without one they can
// only be listed. Called once, after InitGoogleTest; all must outlive RUN_ALL_TESTS. Throws
// InputError.
void RegisterCases(const Suite& suite, const std::vector<const Case*>& cases, SuiteRun* run);

// After RUN_ALL_TESTS. False where the flags and variables of GoogleTest left nothing: no test, or
// no iteration. A shard that is not the first may be empty, since the tests may be fewer.
bool AnythingWasRun();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_GTEST_REGISTRATION_H_
