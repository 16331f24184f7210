// What a case is called as a GoogleTest test: CLOSE_6.use_after_close/WTSOpenServerW/... of the
// case close/use-after-close/WTSOpenServerW/... of the clause CLOSE-6.
//
// In a filter of GoogleTest '-', ':', '*' and '?' have a meaning, so names have none of them: one
// that is copied from a listing selects its test and nothing else.
#ifndef WTSCONFORM_CONFORMANCE_GTEST_TEST_NAME_H_
#define WTSCONFORM_CONFORMANCE_GTEST_TEST_NAME_H_

#include <map>
#include <string>

#include "spec/loader/tables/suite.h"

namespace wtsconform {

struct TestName {
  std::string suite;  // the clause that the case's row names
  std::string test;   // the case's id without the name of its table

  std::string Full() const { return suite + "." + test; }
};

TestName TestNameOf(const Case& subject);

// The cases by the full names of their tests. Throws InputError where two have the same, which
// tables of a user's own might.
std::map<std::string, const Case*> ByTestName(const std::vector<const Case*>& cases);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_GTEST_TEST_NAME_H_
