// What answers say, whatever the width that they were asked in, and of which server they say it.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_SAID_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_SAID_H_

#include "conformance/interpreter/case_context.h"

namespace wtsconform {

// Expectation::Kind::kTwin: the answer says what the call's other form said under the label. Texts
// with characters outside ASCII decide nothing: no page says what the A form makes of them.
// Expectation::Kind::kOwn: the answer is not that of another server, to which the handle named by
// the label leads. Which is whose, the servers' own lists of sessions tell.
// Expectation::Kind::kListed: the answer says what the server's list says of the same session.
void ExpectSaid(const step::Call& made, const Call& call, const Target& target,
                const CallResult& result, CaseContext& context);

// What an answer of the call says: of a class, by the members of its text or structure; of a list,
// its text.
Statements StatementsOf(const Call& call, const std::string& answer);
// Whether the answers of the call are lists.
bool GivesList(const Call& call);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_SAID_H_
