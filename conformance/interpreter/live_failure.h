// What it shows that a call on a live handle failed, or that two opens gave one value.
//
// Nothing is held against an implementation that has another explanation: the call has been
// repeated (patience.h), it works elsewhere even now, and the handle is one.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_LIVE_FAILURE_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_LIVE_FAILURE_H_

#include <cstdint>
#include <functional>
#include <string>

#include "conformance/interpreter/case_context.h"

namespace wtsconform {

// The call on `handle` did not work, however often: a deviation where something shows that it
// should have, else the case is untestable.
[[noreturn]] void JudgeLiveFailure(const Call& call, const Target& target, const Handle& handle,
                                   const CallResult& result, CaseContext& context);

// The same of a precondition, which is a deviation only where the clause is about what consumers
// accept: everywhere else it decides nothing.
[[noreturn]] void JudgeFailedControl(const Call& call, const Target& target,
                                     const CallResult& result, CaseContext& context);

// Whether a call works on a handle, now.
using WorksOn = std::function<bool(const Target&)>;

// A wait on `handle` was refused, however often. Returns where nothing shows that it should have
// been taken.
void JudgeRefusedWait(const Call& call, const Target& target, const Handle& handle,
                      const CallResult& result, const WorksOn& is_taken, CaseContext& context);

// Decides that a case cannot be judged where `target` has the value INVALID_HANDLE_VALUE, an opener
// gave it, and it works: no page says that it is no handle. It is used only where failed opens give
// another value, since to use what a failed open gave may end the process.
void SpareInvalidHandleValue(const std::string& opener, const Target& target, CaseContext& context);

// Decides that a case cannot be judged where one of the next few dozen opens fails as well: one
// that fails often is busy. Each is closed before the next.
void SpareOpensThatFailOften(const std::string& opener, const std::string& server,
                             CaseContext& context);

// Whether the open of a handle that never worked failed where it may: no clause forbids a limit of
// what can be open at once, nor an open that fails now and then and shows it by its value. Then the
// opener gives a handle once nothing else is open. Everything is closed for that, so the case is
// over.
bool MayHaveFailed(const Handle& handle, const Target& target, CaseContext& context);
// Why a case is not decided whose open failed where it may.
std::string OpensMayFail(const std::string& opener);

bool ReachableIsNamedThisComputer(const Profile& profile);

inline constexpr char kLiveHandleRefused[] = "live handle refused";

// The signatures of a case in which an open gave nothing that works, and does when it is repeated:
// the first of its process, or another, which a case of many opens gives its number, from 1. The
// runner tells one that always fails from one that fails now and then, which is permitted.
inline constexpr char kFirstOpenFailed[] = "the first open fails";
inline constexpr char kOpenFailed[] = "an open fails";
std::string OpenFailed(std::int64_t number);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_LIVE_FAILURE_H_
