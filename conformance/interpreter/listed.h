// Answers about a session, held against what the server behind the handle lists.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_LISTED_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_LISTED_H_

#include "conformance/interpreter/case_context.h"
#include "conformance/loading/answers.h"

namespace wtsconform {

// What that list, one of the calls that list sessions, says now of each; nothing where it fails.
std::map<std::uint32_t, Statements> SessionsIn(const char* list, const Target& target,
                                               CaseContext& context);

// What the server's list of sessions says of the session now; nothing where it has none.
Statements ListedNow(std::uint32_t session, const Target& target, CaseContext& context);

// What a list of processes says now; nothing where it fails.
std::vector<ListedProcess> ProcessesNow(const Call& list, const Target& target,
                                        CaseContext& context);

// Expectation::Kind::kListed: the answer says of the session what the server's list of sessions
// says; a list of the session's processes has those that the list of all has of that session.
void ExpectListed(const Call& call, const Target& target, CaseContext& context);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_LISTED_H_
