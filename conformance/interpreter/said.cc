#include "conformance/interpreter/said.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/patience.h"
#include "conformance/loading/answers.h"
#include "spec/loader/tables/placeholders.h"

namespace wtsconform {
namespace {

constexpr char kList[] = "list";

bool IsAscii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

// What the A form can say too; of a list, those of its entries.
bool CanBeSaidNarrow(const Statements& wide) {
  const auto list = wide.find(kList);
  if (list != wide.end()) {
    const auto entries = ListEntries(list->second);
    return std::any_of(entries.begin(), entries.end(), IsAscii);
  }
  return std::all_of(wide.begin(), wide.end(),
                     [](const auto& statement) { return IsAscii(statement.second); });
}

// Lists have as many entries in either form, and those that the A form can say, in any order.
bool SaysTheSame(const Statements& wide, const Statements& narrow) {
  const auto list = wide.find(kList);
  if (list == wide.end()) return wide == narrow;
  const auto entries = ListEntries(list->second), others = ListEntries(narrow.at(kList));
  return entries.size() == others.size() &&
         std::all_of(entries.begin(), entries.end(), [&](const std::string& entry) {
           return !IsAscii(entry) || others.count(entry) == entries.count(entry);
         });
}

std::string Shown(const Statements& statements) {
  std::string text;
  for (const auto& [name, said] : statements) {
    text += fmt::format("{}{} \"{}\"", text.empty() ? "" : ", ", name, ShownAnswer(said));
  }
  return text;
}

// All that a list says now, also what answers are not compared by elsewhere.
Statements ContentsNow(const Call& call, const Target& target, CaseContext& context) {
  const CallResult result = MakePatiently(call, target, context, true);
  if (!result.works()) return {};
  const std::string contents = ContentsOf(call.answer, call.function->width() == 'W',
                                          result.kept.pointer, result.kept.count);
  context.caller.Free(result.kept, "");
  return {{kList, contents}};
}

Statements SaidNow(const Call& call, const Target& target, CaseContext& context) {
  if (GivesList(call)) return ContentsNow(call, target, context);
  const CallResult result = MakePatiently(call, target, context);
  return result.works() ? StatementsOf(call, result.answer) : Statements();
}

// The other form of a call, or the same list at the other level: what was asked before, under a
// label. Null where neither answered.
const Call* AskedBefore(const std::string& label, const Call& call, CaseContext& context) {
  for (const std::string& id : {TwinOf(call.id), OtherLevelOf(call.id)}) {
    const Call* const other = context.suite.functions().FindCall(id);
    const Remembered* const before = other ? context.scope.Recall(label, *other) : nullptr;
    if (before && before->worked) return other;
  }
  return nullptr;
}

// Whether the call, made twice more, says another thing than before: then the world changes, and
// what two calls say is no evidence.
bool Changes(const Call& call, const Statements& before, const Target& target,
             CaseContext& context) {
  return SaidNow(call, target, context) != before || SaidNow(call, target, context) != before;
}

// No page says that each process has one name at both levels, so most of them do.
void ExpectOtherLevel(const Call& call, const Call& other, const Target& target,
                      CaseContext& context) {
  std::string wanted, said;
  const bool agree = HoldsPatiently(
      [&] {
        wanted = MakePatiently(other, target, context).answer;
        said = MakePatiently(call, target, context).answer;
        return !IsMostlyGone(wanted, said);
      },
      context);
  if (agree) return context.judgement.Decisive(false);
  context.judgement.Broken(
      "another list at the other level",
      fmt::format("{} lists what {} lists: {}", call.id, other.id, ShownAnswer(wanted)),
      ShownAnswer(said));
}

void ExpectTwin(const step::Call& made, const Call& call, const Target& target,
                const CallResult& result, CaseContext& context) {
  Judgement& judgement = context.judgement;
  const Call* const twin = AskedBefore(made.expect.label, call, context);
  if (!twin) return judgement.NotDecided("the other form did not answer");
  if (twin->function == call.function) return ExpectOtherLevel(call, *twin, target, context);
  const bool of_lists = GivesList(call);
  const Statements wanted =
      of_lists ? ContentsNow(*twin, target, context)
               : StatementsOf(*twin, context.scope.Recall(made.expect.label, *twin)->answer);
  const Statements said =
      of_lists ? ContentsNow(call, target, context) : StatementsOf(call, result.answer);
  const bool is_wide = call.function->width() == 'W';
  const Statements &wide = is_wide ? said : wanted, &narrow = is_wide ? wanted : said;
  if (said.empty() || wanted.empty() || !CanBeSaidNarrow(wide)) {
    return judgement.NotDecided("the forms say nothing that must look the same in both");
  }
  const bool same = SaysTheSame(wide, narrow);
  if (!same && !context.profile.fixed_world &&
      (Changes(*twin, wanted, target, context) || Changes(call, said, target, context))) {
    return judgement.NotDecided("what " + call.id + " says changes by itself");
  }
  if (!same) {
    judgement.Broken("another answer than " + twin->id,
                     fmt::format("{} says what {} says: {}", call.id, twin->id, Shown(wanted)),
                     Shown(said));
  }
  judgement.Decisive(false);
}

// What the server behind the handle lists of the session.
Statements Listed(std::uint32_t session, const Target& target, CaseContext& context) {
  for (const char* id : {"WTSEnumerateSessionsExW", "WTSEnumerateSessionsExA"}) {
    const Call* const list = context.suite.functions().FindCall(id);
    if (!list || !context.caller.Exports(id)) continue;
    const CallResult result = context.caller.Make(*list, target, true);
    if (!result.works()) continue;
    const Statements listed = StatementsOfSession(session, list->function->width() == 'W',
                                                  result.kept.pointer, result.kept.count);
    context.caller.Free(result.kept, "");
    if (!listed.empty()) return listed;
  }
  return {};
}

void ExpectOwn(const step::Call& made, const Call& call, const Target& target,
               const CallResult& result, CaseContext& context) {
  Judgement& judgement = context.judgement;
  const std::uint32_t session = context.caller.SessionOn(target);
  const Statements own = Listed(session, target, context);
  const Statements other = Listed(session, TargetNamed(made.expect.label, context), context);
  bool decided = false;
  for (const auto& [name, said] : StatementsOf(call, result.answer)) {
    const auto mine = own.find(name), theirs = other.find(name);
    if (mine == own.end() || theirs == other.end() || mine->second == theirs->second) continue;
    if (said == theirs->second) {
      judgement.Broken("the answer of another server",
                       fmt::format("{} on {} tells of the server that the handle was opened for, "
                                   "whose {} in session {} is \"{}\"",
                                   call.id, made.on, name, session, ShownAnswer(mine->second)),
                       fmt::format("\"{}\", which is that of the server of \"{}\"",
                                   ShownAnswer(said), made.expect.label));
    }
    decided |= said == mine->second;
  }
  if (decided) return judgement.Decisive(false);
  judgement.NotDecided("the servers' lists of sessions do not tell whose answer " + call.id +
                       " gave");
}

// What both say of the session, and otherwise; "" where they agree, or have nothing in common that
// both forms can say.
std::string SaidOtherwise(const Statements& said, const Statements& listed) {
  for (const auto& [name, text] : said) {
    const auto other = listed.find(name);
    if (other == listed.end() || other->second.empty() || !IsAscii(other->second)) continue;
    if (other->second != text) return name;
  }
  return "";
}

void ExpectListed(const Call& call, const Target& target, const CallResult& result,
                  CaseContext& context) {
  Judgement& judgement = context.judgement;
  const std::uint32_t session = context.caller.SessionOf(call, target);
  const Statements said = StatementsOf(call, result.answer);
  const Statements listed = Listed(session, target, context);
  const std::string name = SaidOtherwise(said, listed);
  if (name.empty()) {
    const bool in_common = std::any_of(said.begin(), said.end(), [&](const auto& statement) {
      return listed.contains(statement.first);
    });
    if (in_common) return judgement.Decisive(false);
    return judgement.NotDecided("no list of sessions tells what " + call.id + " says");
  }
  if (!context.profile.fixed_world &&
      (SaidNow(call, target, context) != said || Listed(session, target, context) != listed)) {
    return judgement.NotDecided("what is said of the session changes by itself");
  }
  judgement.Broken("another answer than the list",
                   fmt::format("{} says the {} of session {} that the server lists: \"{}\"",
                               call.id, name, session, ShownAnswer(listed.at(name))),
                   fmt::format("\"{}\"", ShownAnswer(said.at(name))));
}

}  // namespace

bool GivesList(const Call& call) {
  return call.answer != Answer::kBytes || call.Position(Argument::Kind::kSession) < 0;
}

Statements StatementsOf(const Call& call, const std::string& answer) {
  if (GivesList(call)) return {{kList, answer}};
  const auto session = static_cast<std::size_t>(call.Position(Argument::Kind::kSession));
  const Argument& which = call.arguments[session + 1];
  return StatementsOfClass(static_cast<std::uint32_t>(which.number), call.function->width() == 'W',
                           answer.data(), static_cast<std::uint32_t>(answer.size()));
}

void ExpectSaid(const step::Call& made, const Call& call, const Target& target,
                const CallResult& result, CaseContext& context) {
  if (made.expect.kind == step::Expectation::Kind::kTwin) {
    return ExpectTwin(made, call, target, result, context);
  }
  if (made.expect.kind == step::Expectation::Kind::kListed) {
    return ExpectListed(call, target, result, context);
  }
  ExpectOwn(made, call, target, result, context);
}

}  // namespace wtsconform
