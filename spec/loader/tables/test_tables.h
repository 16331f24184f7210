// What the tests of the tables share: the embedded catalogues, and the words of a refusal.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_TEST_TABLES_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_TEST_TABLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/tables/cases.h"
#include "spec/loader/tables/check.h"
#include "spec/loader/tables/embedded.h"

namespace wtsconform::testing {

// The text of one embedded table; "" where there is none of that name.
inline std::string Embedded(std::string_view name) {
  for (const EmbeddedFile& file : EmbeddedTables()) {
    if (file.name == name) return std::string(file.text);
  }
  return "";
}

inline const Catalogues& EmbeddedCatalogues() {
  static const FunctionCatalogue functions(Embedded("functions.toml"), "functions.toml");
  static const ClauseCatalogue clauses(Embedded("clauses.toml"), "clauses.toml");
  static const Catalogues catalogues{functions, clauses};
  return catalogues;
}

// Reads the rows of a file cases/t.toml, and everything about each of their cases.
inline void ReadAndCheck(std::string_view toml, const Catalogues& catalogues) {
  const Value document = ParseToml(toml, "cases/t.toml");
  for (const CaseTemplate& row : ReadCaseTemplates(document, "t", catalogues)) {
    for (const Case& each : Expand(row, catalogues)) {
      each.Title();
      CheckAgainstModel(each);
      CheckForm(each);
    }
  }
}

// What the InputError says with which `read` ends; "(accepted)" where it does not.
template <typename Read>
std::string RefusalOf(const Read& read) {
  try {
    read();
  } catch (const InputError& error) {
    return error.what();
  }
  return "(accepted)";
}

inline std::string RefusalOfCases(std::string_view toml) {
  return RefusalOf([toml] { ReadAndCheck(toml, EmbeddedCatalogues()); });
}

// The head of a row t/a of that clause; its steps start in line 6, and each stands in a line.
inline std::string CaseWith(std::string_view clause, const std::vector<std::string>& steps) {
  std::string toml = "[[case]]\nid = \"t/a\"\nclause = \"" + std::string(clause) +
                     "\"\ntitle = \"a title\"\nsteps = [\n";
  for (const std::string& step : steps) toml += "{ " + step + " },\n";
  return toml + "]\n";
}

// Steps that many cases start with.
inline constexpr char kOpenH[] = R"(open = "h", by = "WTSOpenServerW", server = "reachable")";
inline constexpr char kOpenF[] = R"(open = "f", by = "WTSOpenServerW", server = "unreachable")";
inline constexpr char kControlH[] = R"(control = "probe", on = "h")";
inline constexpr char kUseH[] = R"(call = "probe", on = "h", expect = "success")";
inline constexpr char kCloseH[] = R"(close = "h")";

}  // namespace wtsconform::testing

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_TEST_TABLES_H_
