// What the suite says of itself: which defect of the mock is caught by which clause's cases.
#ifndef WTSCONFORM_REPORTS_FORMATS_SELFTEST_H_
#define WTSCONFORM_REPORTS_FORMATS_SELFTEST_H_

#include <filesystem>
#include <string>
#include <vector>

namespace wtsconform {

// The cases of one clause under one defect.
struct Kill {
  std::string clause;
  int caught = 0;
  int of = 0;
};

struct DefectKills {
  std::string name;
  std::string text;
  std::string clause;
  std::string level;
  bool caught = false;
  std::string example;  // a case of its clause and level that catches it, run by itself
  std::string history;  // where no case does: a short history that does
  std::vector<Kill> kills;
};

struct SelftestResults {
  std::string file;
  std::string tool;
  std::vector<DefectKills> defects;
  std::vector<std::string> accusations;  // of the mock where it is lawful, a sentence each
  std::vector<std::string> problems;
};

// Schema "wtsconform-selftest/1". Throws ResultsError: unreadable, another schema, incomplete, a
// key missing or of the wrong type.
SelftestResults ReadSelftest(const std::filesystem::path& path);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_SELFTEST_H_
