// Answers about one server, where there is another one.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_OWN_ANSWERS_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_OWN_ANSWERS_H_

#include "conformance/interpreter/case_context.h"

namespace wtsconform {

// Expectation::Kind::kOwn: the answer is not that of the server to which the handle named by the
// label leads, nor is a session refused because that server does not have it. Which is whose, the
// servers' own lists of sessions tell.
void ExpectOwn(const step::Call& made, const Call& call, const Target& target,
               const CallResult& result, CaseContext& context);

// Whether the servers behind `target` and `other` list the same sessions by this call, and are two
// servers nevertheless: a list that names users too has them otherwise, and is no other than the
// call's. Somebody without rights may see of each its console's session only.
bool ServersListTheSame(const Call& call, const Target& target, const Handle& other,
                        CaseContext& context);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_OWN_ANSWERS_H_
