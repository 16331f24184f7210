// All tables together: functions, clauses and cases, checked against each other.
//
//   const Suite suite = LoadSuite();             // the embedded tables
//   for (const Case& each : suite.cases()) ...
//
// A suite is immutable once loaded and may be read from any thread.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_SUITE_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_SUITE_H_

#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/tables/cases.h"
#include "spec/loader/tables/clauses.h"
#include "spec/loader/tables/functions.h"

namespace wtsconform {

// A file's path below spec/ ("cases/close.toml") and its text.
struct SourceFile {
  std::string path;
  std::string text;
};

class Suite {
 public:
  enum class Check {
    kNothing,     // tables that a test has checked: the embedded ones
    kCases,       // every case's steps, against the lifecycle model
    kEverything,  // and that each clause that needs a case has one
  };

  // Throws InputError where a table is refused. Reading is always strict; `check` says how much
  // more is looked at.
  Suite(const std::vector<SourceFile>& files, Check check);

  const FunctionCatalogue& functions() const { return *functions_; }
  const ClauseCatalogue& clauses() const { return *clauses_; }
  const std::vector<Case>& cases() const { return cases_; }
  const Case* Find(std::string_view id) const;
  // What all of it was read from, sorted by path.
  const std::vector<SourceFile>& sources() const { return sources_; }
  // Where LoadSuiteFrom read it; empty for the embedded tables.
  const std::filesystem::path& folder() const { return folder_; }

 private:
  friend Suite LoadSuiteFrom(const std::filesystem::path& folder);
  void ReadCases(const SourceFile& file, Check check);
  // The interpreter calls some functions by itself.
  void CheckOwnCalls(const std::string& file) const;
  void CheckEveryClauseHasCases() const;

  std::vector<SourceFile> sources_;
  std::unique_ptr<FunctionCatalogue> functions_;
  std::unique_ptr<ClauseCatalogue> clauses_;
  std::list<Value> documents_;    // what the templates' steps point into
  std::list<CaseTemplate> rows_;  // what the cases point to
  std::vector<Case> cases_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::filesystem::path folder_;
};

// The tables that were embedded when the program was built. They are not checked again at every
// start; suite_test.cc does that.
Suite LoadSuite(Suite::Check check = Suite::Check::kNothing);

// A vendor's own tables: a folder like spec/. What it lacks (functions.toml, clauses.toml) is taken
// from the embedded ones; its cases replace theirs. Throws InputError where it cannot be read or
// holds no case.
Suite LoadSuiteFrom(const std::filesystem::path& folder);

// What a command line names: such a folder, in UTF-8; "" for the embedded tables.
Suite LoadNamedSuite(const std::string& folder);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_SUITE_H_
