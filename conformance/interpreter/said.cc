#include "conformance/interpreter/said.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/listed.h"
#include "conformance/interpreter/patience.h"
#include "conformance/loading/answers.h"
#include "spec/loader/tables/placeholders.h"

namespace wtsconform {
namespace {

constexpr char kList[] = "list";

// What the A form can say too; of a list, those of its entries.
bool CanBeSaidNarrow(const Statements& wide) {
  const auto list = wide.find(kList);
  if (list != wide.end()) {
    const auto entries = ListEntries(list->second);
    return std::any_of(entries.begin(), entries.end(), CanBeSaidInBothForms);
  }
  return std::all_of(wide.begin(), wide.end(),
                     [](const auto& statement) { return CanBeSaidInBothForms(statement.second); });
}

// Lists have as many entries in either form, and those that the A form can say, in any order.
bool SaysTheSame(const Statements& wide, const Statements& narrow) {
  const auto list = wide.find(kList);
  if (list == wide.end()) return wide == narrow;
  const auto entries = ListEntries(list->second), others = ListEntries(narrow.at(kList));
  return entries.size() == others.size() &&
         std::all_of(entries.begin(), entries.end(), [&](const std::string& entry) {
           return !CanBeSaidInBothForms(entry) || others.count(entry) == entries.count(entry);
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

// At level 0 a list says less of a process.
std::string NamesNow(const Call& list, const Target& target, CaseContext& context) {
  std::string names;
  for (const ListedProcess& process : ProcessesNow(list, target, context)) {
    names += fmt::format("{} {}; ", process.id, process.name);
  }
  return names;
}

// No page says that each process has one name at both levels, so most of them do.
void ExpectOtherLevel(const Call& call, const Call& other, const Target& target,
                      CaseContext& context) {
  std::string wanted, said;
  const bool agree = HoldsPatiently(
      [&] {
        wanted = NamesNow(other, target, context);
        said = NamesNow(call, target, context);
        return !IsMostlyGone(wanted, said);
      },
      context);
  if (agree) return context.judgement.Decisive(false);
  context.judgement.Broken(
      "another list at the other level",
      fmt::format("{} lists what {} lists: {}", call.id, other.id, ShownAnswer(wanted)),
      ShownAnswer(said));
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

bool CanBeSaidInBothForms(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

Statements SaidNow(const Call& call, const Target& target, CaseContext& context) {
  if (GivesList(call)) return ContentsNow(call, target, context);
  const CallResult result = MakePatiently(call, target, context);
  return result.works() ? StatementsOf(call, result.answer) : Statements();
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

}  // namespace wtsconform
