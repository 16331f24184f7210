#include "conformance/interpreter/own_answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/listed.h"
#include "conformance/interpreter/patience.h"
#include "conformance/interpreter/said.h"

namespace wtsconform {
namespace {

// No server has that many sessions.
constexpr std::uint32_t kAbsentSession = 0x7FFFFFF0;

using SessionIds = std::vector<std::uint32_t>;

struct SessionsOfServer {
  SessionIds shared;  // the other server lists these too
  SessionIds own;
};

SessionsOfServer SessionsBeside(const Target& other, const Target& target, CaseContext& context) {
  std::set<std::uint32_t> there;
  for (const ListedSession& session : context.caller.SessionsOn(other)) there.insert(session.id);
  SessionsOfServer sessions;
  for (const ListedSession& session : context.caller.SessionsOn(target)) {
    (there.contains(session.id) ? sessions.shared : sessions.own).push_back(session.id);
  }
  return sessions;
}

// Whether the call is answered about all sessions that the servers have in common, and says of all
// others what it says of one that does not exist. A right that is lacking looks otherwise: it is
// lacked for sessions of either kind, or has another error.
bool KnowsSharedSessionsOnly(const Call& call, const SessionsOfServer& sessions,
                             const Target& target, CaseContext& context) {
  const auto answer = [&](std::uint32_t session) {
    return context.caller.MakeAbout(session, call, target);
  };
  std::optional<std::uint32_t> error;
  for (const std::uint32_t session : sessions.own) {
    const CallResult refused = answer(session);
    if (refused.success || refused.last_error != error.value_or(refused.last_error)) return false;
    error = refused.last_error;
  }
  const CallResult absent = answer(kAbsentSession);
  return !absent.success && absent.last_error == error &&
         std::all_of(sessions.shared.begin(), sessions.shared.end(),
                     [&](std::uint32_t session) { return answer(session).works(); });
}

// Whether there was anything to tell by.
bool JudgeOwnSessions(const step::Call& made, const Call& call, const Target& target,
                      CaseContext& context) {
  constexpr std::size_t kEnough = 2;
  if (call.Position(Argument::Kind::kSession) < 0) return false;
  SessionsOfServer sessions;
  const auto can_tell = [&] {
    return sessions.shared.size() >= kEnough && sessions.own.size() >= kEnough;
  };
  const Target other = TargetNamed(made.expect.label, context);
  const bool are_known = HoldsPatiently(
      [&] {
        sessions = SessionsBeside(other, target, context);
        // That the other server lacks them is nothing to this one.
        for (const std::uint32_t each : sessions.own) context.caller.MakeAbout(each, call, other);
        return !can_tell() || !KnowsSharedSessionsOnly(call, sessions, target, context);
      },
      context);
  if (are_known) return can_tell();
  context.judgement.Broken(
      "a session that only its server has is refused",
      fmt::format("{} on {} is answered about the sessions that the server lists", call.id,
                  made.on),
      fmt::format("of those that \"{}\" lists too ({}) it is; {}, which that does not list, are "
                  "refused like one that does not exist",
                  made.expect.label, fmt::join(sessions.shared, ", "),
                  fmt::join(sessions.own, ", ")));
}

// What was said, and what the server listed, may be of two moments.
bool ChangesByItself(const Call& call, const CallResult& result, const Statements& listed,
                     const Target& target, CaseContext& context) {
  return !context.profile.fixed_world &&
         (SaidNow(call, target, context) != StatementsOf(call, result.answer) ||
          ListedNow(context.caller.SessionOn(target), target, context) != listed);
}

// Whether the call says what only its own server can have said.
bool JudgeOwnStatements(const step::Call& made, const Call& call, const Target& target,
                        const CallResult& result, CaseContext& context) {
  const std::uint32_t session = context.caller.SessionOn(target);
  const Statements own = ListedNow(session, target, context);
  const Statements other = ListedNow(session, TargetNamed(made.expect.label, context), context);
  bool decided = false;
  for (const auto& [name, said] : StatementsOf(call, result.answer)) {
    const auto mine = own.find(name), theirs = other.find(name);
    if (mine == own.end() || theirs == other.end() || mine->second == theirs->second) continue;
    if (said == theirs->second) {
      if (ChangesByItself(call, result, own, target, context)) return false;
      context.judgement.Broken(
          "the answer of another server",
          fmt::format("{} on {} tells of the server that the handle was opened for, whose {} in "
                      "session {} is \"{}\"",
                      call.id, made.on, name, session, ShownAnswer(mine->second)),
          fmt::format("\"{}\", which is that of the server of \"{}\"", ShownAnswer(said),
                      made.expect.label));
    }
    decided |= said == mine->second;
  }
  return decided;
}

// All that the server's list of sessions says that names users too.
std::map<std::uint32_t, Statements> SessionsInFull(const Target& target, CaseContext& context) {
  std::map<std::uint32_t, Statements> sessions;
  HoldsPatiently(
      [&] {
        sessions = SessionsIn("WTSEnumerateSessionsExW", target, context);
        if (sessions.empty()) sessions = SessionsIn("WTSEnumerateSessionsExA", target, context);
        return !sessions.empty();
      },
      context);
  return sessions;
}

// Whether each session that the call lists is there in the full list, in the same state.
bool IsPartOf(const std::map<std::uint32_t, Statements>& full, const Call& call,
              const Target& target, CaseContext& context) {
  const CallResult result = MakePatiently(call, target, context, true);
  if (!result.works()) return false;
  const auto listed = ListSessions(result.kept.pointer, result.kept.count);
  context.caller.Free(result.kept, "");
  return std::all_of(listed.begin(), listed.end(), [&](const ListedSession& session) {
    const auto found = full.find(session.id);
    return found != full.end() && found->second.at("state") == std::to_string(session.state);
  });
}

}  // namespace

bool ServersListTheSame(const Call& call, const Target& target, const Handle& other,
                        CaseContext& context) {
  if (call.answer != Answer::kSessions) return false;
  const auto here = SessionsInFull(target, context);
  if (here.empty() || !IsPartOf(here, call, target, context)) return false;
  const Word value = context.caller.Open(other.opener, other.server);
  if (!context.state.MayBeHandle(value)) return false;
  const auto there = SessionsInFull(TargetOf("(once more)", other, value), context);
  context.caller.Close("(once more)", value);
  return !there.empty() && here != there;
}

void ExpectOwn(const step::Call& made, const Call& call, const Target& target,
               const CallResult& result, CaseContext& context) {
  const bool by_sessions = JudgeOwnSessions(made, call, target, context);
  const bool by_statements = JudgeOwnStatements(made, call, target, result, context);
  if (by_sessions || by_statements) return context.judgement.Decisive(false);
  context.judgement.NotDecided("the servers' lists of sessions do not tell whose answer " +
                               call.id + " gave");
}

}  // namespace wtsconform
