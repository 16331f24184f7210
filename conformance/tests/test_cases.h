// What the tests share: cases of their own over the embedded functions and clauses.
#ifndef WTSCONFORM_CONFORMANCE_TESTS_TEST_CASES_H_
#define WTSCONFORM_CONFORMANCE_TESTS_TEST_CASES_H_

#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/tables/embedded.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// The embedded tables, read once.
inline const Suite& TheSuite() {
  static const Suite suite = LoadSuite();
  return suite;
}

// `cases` is the text of a file cases/t.toml, so ids start with "t/". Whether they make sense is
// not checked: most are there to be read only.
inline Suite SuiteOf(const std::string& cases) {
  std::vector<SourceFile> files = {{"cases/t.toml", cases}};
  for (const EmbeddedFile& file : EmbeddedTables()) {
    if (!file.name.starts_with("cases/")) {
      files.push_back({std::string(file.name), std::string(file.text)});
    }
  }
  return Suite(files, Suite::Check::kNothing);
}

// A case of the clause that opens a handle, and of which only the identity matters.
inline std::string CaseOf(const std::string& id, const std::string& clause) {
  return "[[case]]\nid = \"" + id + "\"\nclause = \"" + clause +
         "\"\ntitle = \"a title\"\n"
         "steps = [{ open = \"h\", by = \"WTSOpenServerW\", server = \"reachable\" }]\n";
}

// What `refused` complains of when it throws an Error; "(nothing)" where it does not.
template <typename Error, typename Function>
std::string ComplaintOf(const Function& refused) {
  try {
    refused();
  } catch (const Error& error) {
    return error.what();
  }
  return "(nothing)";
}

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_TESTS_TEST_CASES_H_
