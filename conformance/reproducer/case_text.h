// The steps of one case as C statements.
#ifndef WTSCONFORM_CONFORMANCE_REPRODUCER_CASE_TEXT_H_
#define WTSCONFORM_CONFORMANCE_REPRODUCER_CASE_TEXT_H_

#include <set>
#include <string>

#include "conformance/implementations/profile.h"
#include "spec/loader/tables/cases.h"

namespace wtsconform {

struct CaseText {
  std::string text;               // variables and functions; the last one is `function`
  std::string function;           // runs the case and ends the program
  std::set<std::string> flags;    // of the prelude's lines that the case needs; see blocks.h
  std::set<std::string> servers;  // the kinds that it asks for
};

// One handle, which a control shows to be open and which is closed once; each failure that is
// expected is that of a call which a control showed to work. Such a case that comes to its end has
// shown what it is about, whatever values the implementation returns.
bool IsPlain(const Case& subject);

// `prefix` begins what the case defines: "" where it is alone in its program. Throws InputError for
// a case that no C file can repeat.
CaseText WriteCase(const Case& subject, const std::string& prefix, const Profile& implementation);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_REPRODUCER_CASE_TEXT_H_
