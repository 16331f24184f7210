// What happens at the process's exit.
#include <cstdlib>

#include "conformance/interpreter/verbs.h"
#include "conformance/loading/invoke.h"

namespace wtsconform {
namespace {

// Plain statics: the interpreter may be gone when exit handlers run, the library is not.
Word closed_at_exit = 0;
void* close_function = nullptr;

}  // namespace

// Registered before the first open, like the destructor of a static object that owns the handle.
void Run(const step::AtExit& at_exit, CaseContext& context) {
  context.at_exit.handle = at_exit.handle;
  close_function = context.caller.library().Find("WTSCloseServer");
  std::atexit([] {
    if (!closed_at_exit) return;
    const Word words[] = {closed_at_exit};
    Invoke(close_function, words, Convention::kWinapi);
  });
}

void Run(const step::Exit&, CaseContext& context) {
  context.at_exit.exits = true;
  context.judgement.Decisive(false);
  if (context.at_exit.handle.empty()) return;
  closed_at_exit = context.scope.Named(context.at_exit.handle).value();
  context.state.Closed(closed_at_exit);
}

}  // namespace wtsconform
