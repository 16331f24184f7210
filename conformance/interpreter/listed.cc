#include "conformance/interpreter/listed.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/patience.h"
#include "conformance/interpreter/said.h"

namespace wtsconform {
namespace {

// A session's station has more than one name on the pages, so that it is not compared.
bool IsCompared(const std::string& name) { return name != "station"; }

// What both say of the session, and otherwise; "" where they agree, or have nothing in common that
// both forms can say.
std::string SaidOtherwise(const Statements& said, const Statements& listed) {
  for (const auto& [name, text] : said) {
    const auto other = listed.find(name);
    if (other == listed.end() || other->second.empty() || !IsCompared(name)) continue;
    if (other->second != text && CanBeSaidInBothForms(other->second)) return name;
  }
  return "";
}

void ExpectListedSession(const Call& call, const Target& target, CaseContext& context) {
  Judgement& judgement = context.judgement;
  const std::uint32_t session = context.caller.SessionOf(call, target);
  Statements said, listed;
  std::string name;
  // What a session is like may change between the two calls.
  const bool agree = HoldsPatiently(
      [&] {
        said = SaidNow(call, target, context);
        listed = ListedNow(session, target, context);
        name = SaidOtherwise(said, listed);
        return name.empty();
      },
      context);
  if (agree) {
    const bool in_common = std::any_of(said.begin(), said.end(), [&](const auto& statement) {
      return IsCompared(statement.first) && listed.contains(statement.first);
    });
    if (in_common) return judgement.Decisive(false);
    return judgement.NotDecided("no list of sessions tells what " + call.id + " says");
  }
  judgement.Broken("another answer than the list",
                   fmt::format("{} says the {} of session {} that the server lists: \"{}\"",
                               call.id, name, session, ShownAnswer(listed.at(name))),
                   fmt::format("\"{}\"", ShownAnswer(said.at(name))));
}

// Of a session: the ids of its processes.
using ProcessIds = std::set<std::uint32_t>;

// Of the list of all, what is there both before and after that of the session.
struct ProcessLists {
  ProcessIds of_session;  // in the list of that session alone
  ProcessIds of_others;   // in the list of all, as another session's
  ProcessIds wanted;      // in the list of all, as that session's
};

ProcessLists ProcessListsNow(const Call& call, const Target& target, CaseContext& context) {
  const auto all_before = context.caller.ProcessesOn(target);
  ProcessLists lists;
  for (const ListedProcess& process : ProcessesNow(call, target, context)) {
    lists.of_session.insert(process.id);
  }
  ProcessIds before;
  for (const ListedProcess& process : all_before) before.insert(process.id);
  const std::uint32_t session = context.caller.SessionOf(call, target);
  for (const ListedProcess& process : context.caller.ProcessesOn(target)) {
    if (!before.contains(process.id)) continue;
    (process.session == session ? lists.wanted : lists.of_others).insert(process.id);
  }
  return lists;
}

// Processes start and end between two calls, so most of what both list agrees.
bool Agree(const ProcessLists& lists) {
  const auto count_in = [](const ProcessIds& ids, const ProcessIds& others) {
    return static_cast<std::size_t>(std::count_if(
        ids.begin(), ids.end(), [&](std::uint32_t id) { return others.contains(id); }));
  };
  return 2 * count_in(lists.wanted, lists.of_session) >= lists.wanted.size() &&
         2 * count_in(lists.of_session, lists.of_others) <= lists.of_session.size();
}

void ExpectListedProcesses(const Call& call, const Target& target, CaseContext& context) {
  ProcessLists lists;
  const bool agree = HoldsPatiently(
      [&] {
        lists = ProcessListsNow(call, target, context);
        return Agree(lists);
      },
      context);
  if (agree && lists.wanted.empty()) {
    return context.judgement.NotDecided("the server lists no process of the session");
  }
  if (agree) return context.judgement.Decisive(false);
  context.judgement.Broken(
      "other processes than the list of all",
      fmt::format("{} lists the processes that the server lists of session {}: {}", call.id,
                  context.caller.SessionOf(call, target), fmt::join(lists.wanted, ", ")),
      fmt::format("it lists these: {}", fmt::join(lists.of_session, ", ")));
}

}  // namespace

std::map<std::uint32_t, Statements> SessionsIn(const char* list, const Target& target,
                                               CaseContext& context) {
  const Call* const call = context.suite.functions().FindCall(list);
  if (!call || !context.caller.Exports(list)) return {};
  const CallResult result = context.caller.Make(*call, target, true);
  if (!result.works()) return {};
  auto sessions = StatementsOfSessions(call->answer, call->function->width() == 'W',
                                       result.kept.pointer, result.kept.count);
  context.caller.Free(result.kept, "");
  return sessions;
}

Statements ListedNow(std::uint32_t session, const Target& target, CaseContext& context) {
  for (const char* list : {"WTSEnumerateSessionsExW", "WTSEnumerateSessionsExA",
                           "WTSEnumerateSessionsW", "WTSEnumerateSessionsA"}) {
    const auto sessions = SessionsIn(list, target, context);
    if (const auto found = sessions.find(session); found != sessions.end()) return found->second;
  }
  return {};
}

std::vector<ListedProcess> ProcessesNow(const Call& list, const Target& target,
                                        CaseContext& context) {
  const CallResult result = MakePatiently(list, target, context, true);
  if (!result.works()) return {};
  const auto processes = ListProcesses(list.answer, list.function->width() == 'W',
                                       result.kept.pointer, result.kept.count);
  context.caller.Free(result.kept, "");
  return processes;
}

void ExpectListed(const Call& call, const Target& target, CaseContext& context) {
  if (GivesList(call)) return ExpectListedProcesses(call, target, context);
  ExpectListedSession(call, target, context);
}

}  // namespace wtsconform
