#include "spec/loader/tables/suite.h"

#include <algorithm>
#include <set>
#include <utility>

#include "spec/loader/tables/check.h"
#include "spec/loader/tables/embedded.h"
#include "spec/loader/toml/fields.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

const SourceFile& Named(const std::vector<SourceFile>& files, std::string_view path) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [path](const SourceFile& file) { return file.path == path; });
  if (found == files.end()) throw InputError("there is no " + std::string(path));
  return *found;
}

std::string ReadFile(const fs::path& path) {
  FileText read = ReadFileText(path, kLargestToml);
  if (!read.problem.empty()) throw InputError(TextOf(path) + ": " + read.problem);
  return std::move(read.text);
}

}  // namespace

Suite::Suite(const std::vector<SourceFile>& files, Check check) : sources_(files) {
  std::sort(sources_.begin(), sources_.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  const SourceFile& functions = Named(files, "functions.toml");
  const SourceFile& clauses = Named(files, "clauses.toml");
  functions_ = std::make_unique<FunctionCatalogue>(functions.text, functions.path);
  clauses_ = std::make_unique<ClauseCatalogue>(clauses.text, clauses.path);
  CheckOwnCalls(functions.path);
  for (const SourceFile& file : files) {
    if (file.path.starts_with("cases/")) ReadCases(file, check);
  }
  if (cases_.empty()) throw InputError("the tables hold no case: write one into cases/*.toml");
  if (check == Check::kEverything) CheckEveryClauseHasCases();
}

void Suite::ReadCases(const SourceFile& file, Check check) {
  const Catalogues catalogues{*functions_, *clauses_};
  const std::string stem = TextOf(PathOf(file.path).stem());
  const Value& document = documents_.emplace_back(ParseToml(file.text, file.path));
  std::set<std::string> ids;
  for (CaseTemplate& read : ReadCaseTemplates(document, stem, catalogues)) {
    const CaseTemplate& row = rows_.emplace_back(std::move(read));
    if (!ids.insert(row.id).second) {
      throw InputError(row.where, "id: \"" + row.id + "\" stands here a second time");
    }
    for (Case& each : Expand(row, catalogues)) {
      if (check != Check::kNothing) {
        each.Title();
        CheckAgainstModel(each);
        CheckForm(each);
      }
      if (!by_id_.emplace(each.id, cases_.size()).second) {
        throw InputError(row.where, "id: \"" + each.id + "\" is the id of another case");
      }
      cases_.push_back(std::move(each));
    }
  }
}

void Suite::CheckOwnCalls(const std::string& file) const {
  const std::vector<std::string>* everyday = functions_->Group("everyday");
  if (!everyday || everyday->empty()) {
    throw InputError(file +
                     ": the group \"everyday\" is missing or empty: its calls show whether a "
                     "handle works");
  }
  if (!functions_->Find("WTSCloseServer")) {
    throw InputError(file + ": WTSCloseServer is missing, which closes what a case leaves open");
  }
  if (!functions_->FindCall("WTSEnumerateProcessesW")) {
    throw InputError(file +
                     ": WTSEnumerateProcessesW is missing, which finds the processes that "
                     "calls are about");
  }
}

void Suite::CheckEveryClauseHasCases() const {
  std::set<std::string> covered;
  for (const Case& each : cases_) covered.insert(each.clause->id);
  for (const Clause& clause : clauses_->clauses()) {
    const bool excused = clause.level == Level::kInformative || !clause.nothing_to_run.empty();
    if (!excused && !covered.contains(clause.id) && !covered.contains(clause.carried_by)) {
      throw InputError(clause.where, clause.id +
                                         " has no case: write one, or say in "
                                         "\"carried_by\" or \"nothing_to_run\" why not");
    }
  }
}

const Case* Suite::Find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &cases_[found->second];
}

Suite LoadSuite(Suite::Check check) {
  std::vector<SourceFile> files;
  for (const EmbeddedFile& file : EmbeddedTables()) {
    files.push_back({std::string(file.name), std::string(file.text)});
  }
  return Suite(files, check);
}

namespace {

Suite ReadFolder(const fs::path& folder) {
  if (!IsFolderThere(folder)) {
    throw InputError("--spec " + TextOf(folder) +
                     ": is no folder; give one that holds cases/*.toml");
  }
  std::vector<SourceFile> files;
  for (const char* name : {"functions.toml", "clauses.toml"}) {
    if (IsThere(folder / name)) {
      files.push_back({name, ReadFile(folder / name)});
      continue;
    }
    for (const EmbeddedFile& file : EmbeddedTables()) {
      if (file.name == name) files.push_back({name, std::string(file.text)});
    }
  }
  std::vector<fs::path> tables;
  if (IsFolderThere(folder / "cases")) {
    for (const auto& entry : fs::directory_iterator(folder / "cases")) {
      if (entry.path().extension() == ".toml") tables.push_back(entry.path());
    }
  }
  std::sort(tables.begin(), tables.end());
  for (const fs::path& path : tables) {
    files.push_back({"cases/" + TextOf(path.filename()), ReadFile(path)});
  }
  const bool own_clauses = IsThere(folder / "clauses.toml");
  return Suite(files, own_clauses ? Suite::Check::kEverything : Suite::Check::kCases);
}

}  // namespace

Suite LoadSuiteFrom(const fs::path& folder) {
  try {
    Suite suite = ReadFolder(folder);
    suite.folder_ = folder;
    return suite;
  } catch (const fs::filesystem_error& error) {
    throw InputError("--spec " + TextOf(folder) + ": " + error.code().message());
  }
}

Suite LoadNamedSuite(const std::string& folder) {
  return folder.empty() ? LoadSuite() : LoadSuiteFrom(PathOf(folder));
}

}  // namespace wtsconform
