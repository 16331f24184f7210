// What each verb does: one function for each, in a file for each subject.
//
// A function judges (CaseContext::judgement), remembers (CaseContext::state, scope), and throws a
// Decision where the case is decided.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_VERBS_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_VERBS_H_

#include "conformance/interpreter/case_context.h"
#include "spec/loader/tables/step.h"

namespace wtsconform {

// verbs_handles.cc
void Run(const step::Open& open, CaseContext& context);
void Run(const step::Close& close, CaseContext& context);
void Run(const step::FixedValue& fixed, CaseContext& context);
void Run(const step::NotNull& judged, CaseContext& context);
void Run(const step::Differ& pair, CaseContext& context);
void Run(const step::Describe& described, CaseContext& context);
void Run(const step::Compare& pair, CaseContext& context);

// verbs_calls.cc
void Run(const step::Call& made, CaseContext& context);
void Run(const step::Control& control, CaseContext& context);
void Run(const step::Misuse& misuse, CaseContext& context);
void Run(const step::Session& session, CaseContext& context);

// verbs_buffers.cc
void Run(const step::ReadBuffer& read, CaseContext& context);
void Run(const step::FreeBuffer& freed, CaseContext& context);

// verbs_volume.cc
void Run(const step::Many& many, CaseContext& context);
void Run(const step::CloseMany& close, CaseContext& context);
void Run(const step::Churn& churn, CaseContext& context);
void Run(const step::Opens& opens, CaseContext& context);

// verbs_resources.cc
void Run(const step::Resources& pairs, CaseContext& context);
void Run(const step::Allocations& calls, CaseContext& context);

// verbs_threads.cc
void Run(const step::Sleep& sleep, CaseContext& context);
void Run(const step::Join& join, CaseContext& context);
void Run(const step::Parallel& parallel, CaseContext& context);

// verbs_waits.cc
void Run(const step::Begin& begin, CaseContext& context);
void Run(const step::Release& release, CaseContext& context);
void Run(const step::End& end, CaseContext& context);
void Run(const step::Pending& pending, CaseContext& context);

// A call was made on a handle that may end what waits on others: one value may stand for several.
void NoteWaitsMayEnd(const Call& call, const Target& target, CaseContext& context);

// verbs_exit.cc
void Run(const step::AtExit& at_exit, CaseContext& context);
void Run(const step::Exit& exit, CaseContext& context);

// What several of them need: pairs of an open and a close, each used, as many as the table asks for
// and `most` permits (verbs_volume.cc), and a pause that is no hang (verbs_threads.cc).
void RunPairs(const step::Volume& pairs, CaseContext& context, std::int64_t most);
void SleepMs(std::chrono::milliseconds time, CaseContext& context);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_VERBS_H_
