#include "conformance/commands/clause_notes.h"

#include "conformance/reproducer/repro.h"

namespace wtsconform {
namespace {

constexpr char kSite[] = "https://learn.microsoft.com/windows/win32/";

// Where the pages are, clauses.toml tells; the archived page of 2012 has an address of its own.
std::string AddressOf(const std::string& page) {
  if (page.empty()) return "";
  if (page == "terminal-services-administration") return kSite + ("termserv/" + page);
  if (page == "aa383837")
    return "https://learn.microsoft.com/previous-versions/" + page + "(v=vs.85)";
  return kSite + ("api/wtsapi32/" + page);
}

}  // namespace

ClauseNotes NotesOn(const Suite& suite) {
  ClauseNotes notes;
  for (const Clause& clause : suite.clauses().clauses()) {
    notes[clause.id] = {clause.text, AddressOf(clause.page)};
  }
  return notes;
}

Reproducer ReproducersOf(const Suite& suite) {
  return [&suite](const std::string& id) {
    const Case* subject = suite.Find(id);
    return subject ? ReproSteps(*subject, suite) : "";
  };
}

}  // namespace wtsconform
