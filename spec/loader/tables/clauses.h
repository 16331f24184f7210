// The numbered clauses of the documentation: clauses.toml as values.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_CLAUSES_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_CLAUSES_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/toml/fields.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

// What a clause means for an implementation.
enum class Level {
  kRequired,     // the documentation says it of the implementation, or it follows
  kRobustness,   // the caller breaks a rule on purpose, or repeats itself very often
  kObserved,     // the documentation is silent: recorded, never judged
  kInformative,  // nothing to run
};

std::string_view LevelName(Level level);

struct Clause {
  std::string id;
  Level level = Level::kInformative;
  std::vector<std::string> derived;  // the clauses it follows from
  std::string evidence;              // documented, observed, assumed
  std::vector<std::string> observed_on;
  std::string text;
  std::string page;     // the page's name
  std::string address;  // the page's URL, "" where the table gives none
  std::string section;
  std::string carried_by;          // the clause whose cases judge this one
  std::string nothing_to_run;      // why there is no case
  std::string no_defect;           // why no defect can exist
  std::vector<std::string> rules;  // of the searches without cases, whose breach is one of this
  bool of_live_handles = false;    // it says nothing of what a failed open returned
  bool of_every_consumer = false;  // a consumer that refuses a live handle deviates from it
  Location where;
};

class ClauseCatalogue {
 public:
  // Throws InputError: unknown key, duplicate id or page, an assumed clause that is required, a
  // reference to a clause that does not exist, an informative clause without its reason, a rule
  // that two clauses have.
  ClauseCatalogue(std::string_view toml, const std::string& file);

  const std::vector<Clause>& clauses() const { return clauses_; }
  const Clause* Find(std::string_view id) const;
  std::vector<std::string> Ids() const;
  // The clause that has this rule. Throws InputError where none has it.
  const Clause& OfRule(std::string_view rule) const;

 private:
  void ReadPages(Fields& fields);
  std::string AddressOf(const std::string& page) const;
  void CheckReferences() const;

  std::string site_;                          // what the addresses of most pages start with
  std::map<std::string, std::string> pages_;  // the addresses of the others
  std::vector<Clause> clauses_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::map<std::string, std::size_t, std::less<>> by_rule_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_CLAUSES_H_
