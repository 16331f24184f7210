// The tables of cases: steps over named handles, multiplied over openers, calls and numbers.
//
// spec/cases/README.md explains the steps for whoever writes a row.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_CASES_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_CASES_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spec/loader/tables/clauses.h"
#include "spec/loader/tables/functions.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

enum class Verb {
  kOpen,       // open a handle
  kClose,      // close it
  kValue,      // give a name to a value that nobody opened
  kCall,       // call a function, perhaps with an expectation
  kControl,    // the same, as a precondition: where it fails, the case is untestable
  kMisuse,     // call a function with a handle that it should not take: it must not succeed
  kSleep,      // let time pass
  kJoin,       // end a named thread
  kRead,       // a kept buffer still holds what it held
  kFree,       // free a kept buffer
  kNotNull,    // a handle's value is not NULL
  kDiffer,     // two handles' values differ
  kDescribe,   // record what a handle's value looks like
  kCompare,    // record whether two handles' values are the same
  kMany,       // open many handles
  kCloseMany,  // close them in some order, checking the rest
  kChurn,      // open and close many times
  kBegin,      // start a call that blocks, on a thread of its own
  kRelease,    // make it return by another call
  kEnd,        // see whether it returned
  kPending,    // see that it did not return
  kParallel,   // run several lists of steps at once
  kResources,  // open and close very often, watching descriptors, threads and memory
  kAtExit,     // from here on an exit handler waits that closes the handle
  kExit,       // exit normally
};

// Stands for a call: the first of the group "everyday" that works on the handle it is made on.
inline constexpr char kProbe[] = "probe";

struct Step {
  Verb verb = Verb::kSleep;
  std::string name;    // the handle, buffer or wait that the verb speaks of
  std::string other;   // the second name: `on`, or the second of a pair
  std::string call;    // the call's id, or the opener or free function
  std::string checking;  // many, churn: the call that shows that a handle works
  std::string server;  // which server an opener is asked for
  std::string expect;  // success, failure, documented failure, as LABEL, unlike LABEL, or ""
  std::string label;   // `as`
  std::string thread;  // "" is the case's first thread
  std::string unlike;  // open: a value that the new one must differ from; pending: see README.md
  std::string keep;    // control: the name under which the buffer is kept
  std::string bind;    // control: the handle's name that the returned value gets
  std::string order;   // close-many: in order, reverse, shuffled
  bool judges_closed = false;  // close-many: the closed ones are judged, not the open ones
  std::int64_t number = 0;          // milliseconds, a count, a fixed value
  std::optional<std::uint32_t> dword;  // call: what the DWORD must hold afterwards
  bool must = false;       // release, end, pending: this is what the case is about, no control
  bool refusable = false;  // begin: a wait that is refused at once is none
  bool observe = false;
  bool optional = false;  // one of a group: left out where the implementation lacks the function
  std::vector<std::vector<Step>> branches;  // parallel
  Location where;
};

// One row as written: placeholders not yet filled.
struct CaseTemplate {
  std::string id;
  std::string clause;
  std::string title;
  std::vector<std::string> needs;  // what the implementation's profile must provide
  // In the order in which they appear in an id; each with its values.
  std::vector<std::pair<std::string, std::vector<std::string>>> parameters;
  const Value* steps = nullptr;
  Location where;
};

// The values of a template's parameters, by name.
using Binding = std::map<std::string, std::string, std::less<>>;

// A template with one value for each parameter. Its steps are read when they are needed (StepsOf):
// a runner forks for each case, and every page that it holds makes a fork slower.
struct Case {
  std::string id;
  const Clause* clause = nullptr;
  const CaseTemplate* row = nullptr;
  Binding binding;
};

// Where steps are read from: the catalogues that names in them refer to.
struct Catalogues {
  const FunctionCatalogue& functions;
  const ClauseCatalogue& clauses;
};

// Reads [[case]] rows of one file, whose ids start with the file's stem ("close/..."). `document`
// must outlive the templates. Throws InputError.
std::vector<CaseTemplate> ReadCaseTemplates(const Value& document, const std::string& stem,
                                            const Catalogues& catalogues);

// All cases of a template, which must outlive them.
std::vector<Case> Expand(const CaseTemplate& row, const Catalogues& catalogues);

// Both throw InputError where a placeholder dangles or a step is wrong.
std::vector<Step> StepsOf(const Case& subject, const FunctionCatalogue& functions);
std::string TitleOf(const Case& subject);

// Each step, and after a parallel one those of its branches.
void VisitSteps(const std::vector<Step>& steps, const std::function<void(const Step&)>& visit);

// The names of servers that a step may ask an opener for.
const std::vector<std::string>& ServerKinds();

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_CASES_H_
