// Buffers that a control kept.
#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/verbs.h"

namespace wtsconform {

void Run(const step::ReadBuffer& read, CaseContext& context) {
  const KeptBuffer& buffer = context.scope.Buffer(read.buffer);
  if (!buffer.pointer) {
    Judgement::Untestable(buffer.call->id + " gave no buffer (it listed nothing)");
  }
  const std::string now = context.caller.Contents(buffer);
  if (now != buffer.contents) {
    context.judgement.Broken("buffer changed",
                             "the buffer still holds: " + ShownAnswer(buffer.contents),
                             ShownAnswer(now));
  }
  context.judgement.Decisive(false);
}

void Run(const step::FreeBuffer& freed, CaseContext& context) {
  const KeptBuffer& buffer = context.scope.Buffer(freed.buffer);
  const std::string& by = freed.by ? freed.by->name : buffer.call->frees;
  if (!context.caller.Exports(by)) {
    return context.judgement.NotDecided(by + " is not exported, so the buffer cannot be freed");
  }
  if (!context.caller.Free(buffer, by)) {
    context.judgement.Broken(by + " failed", by + " frees the buffer of " + buffer.call->id,
                             by + " returned zero");
  }
  context.judgement.Decisive(false);
}

}  // namespace wtsconform
