// What answers say, whatever the width that they were asked in, and what the call's other form says.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_SAID_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_SAID_H_

#include "conformance/interpreter/case_context.h"

namespace wtsconform {

// What an answer of the call says: of a class, by the members of its text or structure; of a list,
// its text.
Statements StatementsOf(const Call& call, const std::string& answer);
// What the call says now, of lists also what answers are not compared by elsewhere; nothing where
// it fails.
Statements SaidNow(const Call& call, const Target& target, CaseContext& context);
// Whether the answers of the call are lists.
bool GivesList(const Call& call);
// What both forms of a call can say. No page says what the A form makes of other characters.
bool CanBeSaidInBothForms(const std::string& text);

// Expectation::Kind::kTwin: the answer says what the call's other form said under the label. Texts
// that the A form cannot say decide nothing.
void ExpectTwin(const step::Call& made, const Call& call, const Target& target,
                const CallResult& result, CaseContext& context);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_SAID_H_
