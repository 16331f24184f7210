#include "conformance/reproducer/case_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "conformance/reproducer/call_text.h"

namespace wtsconform {
namespace {

using Expect = step::Expectation::Kind;

// Part of a name in C; another text gives another one.
std::string Identifier(const std::string& text) {
  std::string name;
  for (const unsigned char c : text) {
    name += std::isalnum(c) ? std::string(1, static_cast<char>(c)) : fmt::format("_{:02x}", c);
  }
  return name;
}

// One letter, and perhaps digits: such a name is nothing else in C, nor in the prelude.
bool IsShort(const std::string& name) {
  return !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) &&
         std::all_of(name.begin() + 1, name.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::string ServerText(const std::string& kind) {
  static const std::map<std::string, std::string> kOthers = {
      {"null", "&null_name"},
      {"empty", "&empty_name"},
      {"backslashes", "Around(\"backslashes\", \"\\\\\\\\\", \"\")"},
      {"long", "Around(\"long\", \"\", \"-WITH-A-LONG-TAIL\")"},
      {"respelled", "Respelled()"}};
  const auto found = kOthers.find(kind);
  return found == kOthers.end() ? "&" + kind : found->second;
}

std::string OpenArguments(const step::Opening& open) {
  return fmt::format("{}, {}", CText(open.opener->name), ServerText(open.server));
}

std::string CallText(const CallRef& call, const std::string& on) {
  return call.is_probe() ? fmt::format("Probe({})", on) : "&" + CallVariable(call.id());
}

std::string CheckingText(const CallRef& call) {
  return call.is_probe() ? "NULL" : CallText(call, "");
}

// Writes the steps of one list, and of the lists in it: a function for each verb.
class CaseWriter {
 public:
  CaseWriter(const Case& subject, const std::string& prefix, const Profile& implementation)
      : subject_(subject),
        prefix_(prefix),
        implementation_(implementation),
        is_plain_(IsPlain(subject)) {
    VisitSteps(subject.steps(), [&](const Step& step) { LookAhead(step); });
  }

  CaseText Write() {
    result_.function = prefix_ + "Steps";
    if (!is_plain_) result_.flags.insert({"FULL", "ANSWERS", "IDS"});
    std::string body = Refusal();
    if (body.empty()) body = Beginning() + Body(subject_.steps()) + Ending();
    std::string variables;
    for (const auto& [name, type] : variables_) {
      variables += fmt::format("static struct {} {};\n", type, name);
    }
    result_.text = variables + (variables.empty() ? "" : "\n") + functions_ +
                   fmt::format("static void {}(void) {{\n{}}}\n", result_.function, body);
    return result_;
  }

 private:
  // What is asked of all steps before the first is written.
  void LookAhead(const Step& step) {
    if (step.Is<step::Exit>()) result_.flags.insert("EXIT");
    const auto* judged = step.As<step::Call>();
    if_it_can_ |= judged && judged->if_it_can;
    if (step.in_walk) result_.flags.insert("WALK");
    if (const auto* many = step.As<step::Many>()) crowds_.insert(many->handle);
    if (const auto* opening = step.As<step::Opening>()) result_.servers.insert(opening->server);
    if (const auto* made = step.As<step::OnHandle>()) {
      const Call* call = made->call.call;
      needs_session_ |= call && call->Position(Argument::Kind::kSession) >= 0;
      needs_process_ |= call && call->Position(Argument::Kind::kProcess) >= 0;
      if (!call || needs_session_ || needs_process_) result_.flags.insert("IDS");
    }
    const auto* control = step.As<step::Control>();
    if (!control || control->keep.empty()) return;
    if (control->call.is_probe()) {
      throw InputError(subject_.id + " keeps a buffer of a call that is chosen as it runs");
    }
    kept_[control->keep] = control->call.call;
    result_.flags.insert("KEEP");
  }

  // Where the implementation is not asked at all.
  std::string Refusal() const {
    for (const std::string& need : subject_.row->needs) {
      if (!implementation_.Provides(need)) return NotDecided("it needs a " + need);
    }
    std::string changes;
    VisitSteps(subject_.steps(), [&](const Step& step) {
      const Call* call = CallOf(step);
      if (call && call->tier != Tier::kReadOnly) changes = call->id;
    });
    if (changes.empty() || implementation_.fixed_world) return "";
    return NotDecided(changes + " changes something and is made on the mock only");
  }

  static std::string NotDecided(const std::string& why) {
    return fmt::format("  Verdict(NOT_DECIDED, \"%s\", {});\n", CText(why));
  }

  // What the clause is about, where that matters to what is judged.
  std::string Beginning() const {
    if (is_plain_) return "";
    std::string text;
    if (subject_.clause->of_live_handles) text += "  of_live_handles = 1;\n";
    if (if_it_can_) text += "  if_it_can = 1;\n";
    if (subject_.clause->of_every_consumer) text += "  of_every_consumer = 1;\n";
    return text;
  }

  std::string Ending() const {
    const std::vector<Step>& steps = subject_.steps();
    if (!steps.empty() && steps.back().Is<step::Exit>()) return "";
    if (subject_.clause->level == Level::kObserved) return "  DecideObserved();\n";
    if (is_plain_) {
      return fmt::format("  Verdict(CONFORMS, \"%s\", {});\n", CText(subject_.Title()));
    }
    return fmt::format("  Decide({});\n", CText(subject_.Title()));
  }

  std::string Body(const std::vector<Step>& steps) {
    std::string body;
    for (const Step& step : steps) {
      std::string text = std::visit([&](const auto& verb) { return Write(verb); }, step.action);
      if (step.optional) text = OnlyIfExported(step, text);
      if (!step.thread.empty()) {
        const std::string worker = New("Worker", "thread", step.thread);
        text = fmt::format("  On(&{}, {});\n", worker, NewFunction("Step", text));
      }
      body += text;
    }
    return body;
  }

  static std::string OnlyIfExported(const Step& step, const std::string& text) {
    const Call* call = CallOf(step);
    if (!call) return text;
    return fmt::format("  if (Find(exports, {})) {{\n{}  }}\n", CText(call->function->name), text);
  }

  std::string NewFunction(const std::string& what, const std::string& body) {
    const std::string name = fmt::format("{}{}{}", prefix_, what, ++count_);
    functions_ += fmt::format("static void {}(void) {{\n{}}}\n\n", name, body);
    return name;
  }

  // --- names

  static std::string Plain(const std::string& kind, const std::string& name) {
    return kind == "handle" && IsShort(name) ? name : kind + "_" + Identifier(name);
  }
  std::string Name(const std::string& kind, const std::string& name) const {
    const std::string plain = Plain(kind, name);
    return prefix_ + (own_.contains(plain) ? branch_ : "") + plain;
  }
  // Where a step makes it. In a branch it is that branch's own.
  std::string New(const std::string& type, const std::string& kind, const std::string& name) {
    if (!branch_.empty()) own_.insert(Plain(kind, name));
    const std::string variable = Name(kind, name);
    variables_.emplace(variable, type);
    return variable;
  }

  // The address of a handle that some step makes.
  std::string Ref(const std::string& name) const {
    if (name == "current") return "&current";
    const std::string variable = Name("handle", name);
    return crowds_.contains(name) ? variable + ".each" : "&" + variable;
  }
  std::string NewHandle(const std::string& name) { return New("Handle", "handle", name); }
  std::string Buffer(const std::string& name) { return New("Result", "buffer", name); }
  std::string Wait(const std::string& name) { return New("Wait", "wait", name); }
  // The answer that this call gave under a label.
  std::string Answer(const std::string& label, const CallRef& call) {
    return New("Result", "as_" + CallVariable(call.id()), label);
  }
  std::string Remembered(const std::string& label, const CallRef& call, const std::string& on) {
    if (label.empty()) return "";
    answered_on_[branch_ + label + "\n" + call.id()] = on;
    return Answer(label, call) + " = ";
  }

  std::int64_t CountOf(const step::Volume& verb) const {
    return std::min(verb.count, implementation_.max_handles);
  }

  // --- verbs

  std::string Write(const step::Open& verb) {
    if (verb.first) Refuse("is judged over several processes");
    openings_[verb.handle] = {verb.opener->name, verb.server};
    const std::string unlike = verb.unlike.empty() ? "" : ", " + Ref(verb.unlike);
    return fmt::format("  {} = Open{}({}, {}{});\n", NewHandle(verb.handle),
                       unlike.empty() ? "" : "Unlike", CText(verb.handle), OpenArguments(verb),
                       unlike);
  }

  std::string Write(const step::Close& verb) {
    const std::string handle = Ref(verb.handle);
    if (verb.observe) {
      result_.flags.insert("OBSERVE");
      return fmt::format("  ObserveClose({});\n", handle);
    }
    if (is_plain_) {
      return fmt::format("  CallVoid(\"WTSCloseServer\", {}, {}.value);\n", CText(verb.handle),
                         Name("handle", verb.handle));
    }
    const Level level = subject_.clause->level;
    if (verb.handle == "current" || level == Level::kRobustness) {
      return fmt::format("  Close({});\n", handle);
    }
    std::string guard;
    if (level == Level::kRequired && !proved_.contains(openings_[verb.handle])) {
      guard = fmt::format("  MustHaveWorked({});\n", handle);
    }
    return guard + fmt::format("  CloseLive({});\n", handle);
  }

  std::string Write(const step::FixedValue& verb) {
    return fmt::format("  {} = Value({}, (Word){:#x}u);\n", NewHandle(verb.handle),
                       CText(verb.handle), static_cast<std::uint64_t>(verb.value));
  }

  std::string Write(const step::NotNull& verb) {
    return fmt::format("  NotNull({});\n", Ref(verb.handle));
  }
  std::string Write(const step::Differ& verb) {
    return fmt::format("  Differ({}, {});\n", Ref(verb.handle), Ref(verb.other));
  }
  std::string Write(const step::Describe& verb) {
    return fmt::format("  Describe({});\n", Ref(verb.handle));
  }
  std::string Write(const step::Compare& verb) {
    return fmt::format("  Compare({}, {});\n", Ref(verb.handle), Ref(verb.other));
  }

  std::string Write(const step::Call& verb) {
    const std::string on = Ref(verb.on), call = CallText(verb.call, on);
    if (verb.observe) {
      result_.flags.insert("OBSERVE");
      return fmt::format("  Observe({}, {});\n", call, on);
    }
    if (verb.expect.kind == Expect::kFailure) {
      return fmt::format("  ExpectFailure({}, {});\n", call, on);
    }
    if (verb.expect.kind == Expect::kDocumentedFailure) {
      const std::string made = fmt::format("ExpectDocumentedFailure({}, {})", call, on);
      if (!verb.dword) return fmt::format("  {};\n", made);
      return fmt::format("  ExpectDword({}, {}, {});\n", call, made, *verb.dword);
    }
    return fmt::format("  {}{};\n", Remembered(verb.remember_as, verb.call, verb.on),
                       SuccessText(verb, call, on));
  }

  std::string SuccessText(const step::Call& verb, const std::string& call, const std::string& on) {
    if (verb.expect.kind == Expect::kNothing) {
      return fmt::format("{}({}, {})", is_plain_ ? "Call" : "Use", call, on);
    }
    if (verb.expect.kind == Expect::kTwin || verb.expect.kind == Expect::kOwn ||
        verb.expect.kind == Expect::kListed) {
      Refuse("compares what two calls say");
    }
    if (verb.on == "current" && verb.expect.kind == Expect::kUnlike) {
      Refuse("compares the answer of WTS_CURRENT_SERVER_HANDLE with another server's");
    }
    if (verb.right_after) Refuse("makes two calls in turn until that shows something");
    std::string made = fmt::format("ExpectSuccess({}, {})", call, on);
    if (verb.dword) return fmt::format("ExpectDword({}, {}, {})", call, made, *verb.dword);
    if (verb.expect.kind == Expect::kSuccess) return made;
    const std::string before = "&" + Answer(verb.expect.label, verb.call);
    if (verb.expect.kind == Expect::kUnlike) {
      return fmt::format("ExpectUnlike({}, {}, {})", call, on, before);
    }
    if (verb.on == "current") made = fmt::format("ExpectCurrent({}, {})", call, before);
    if (!IsCompared(verb)) return made;
    result_.flags.insert("ANSWERS");
    return fmt::format("ExpectSame({}, {}, {})", call, made, before);
  }

  // Two handles need not show the same, and a real machine may change in between.
  bool IsCompared(const step::Call& verb) const {
    if (implementation_.fixed_world) return true;
    const auto from = answered_on_.find(branch_ + verb.expect.label + "\n" + verb.call.id());
    return from != answered_on_.end() && from->second == verb.on &&
           (verb.call.is_probe() || verb.call.call->stable);
  }

  std::string Write(const step::Control& verb) {
    const std::string on = Ref(verb.on), call = CallText(verb.call, on);
    const std::string made = fmt::format("Control({}, {})", call, on);
    const std::string remembered = Remembered(verb.remember_as, verb.call, verb.on);
    std::string text = fmt::format("  {}{};\n", remembered, made);
    if (!verb.keep.empty()) {
      text = fmt::format("  keeping = 1;\n  {}{} = {};\n  keeping = 0;\n", remembered,
                         Buffer(verb.keep), made);
    }
    if (!verb.bind.empty()) {
      text =
          fmt::format("  {} = Value({}, {}.raw);\n", NewHandle(verb.bind), CText(verb.bind), made);
    }
    proved_.insert(openings_[verb.on]);
    return text + LearnIds(verb.call, on);
  }

  // Later calls, on a closed handle, are given the ids of what its server lists now.
  std::string LearnIds(const CallRef& call, const std::string& on) const {
    const auto learns = [&](bool needed, Argument::Kind kind) {
      return needed && (call.is_probe() || call.call->Position(kind) < 0);
    };
    std::string text;
    if (learns(needs_session_, Argument::Kind::kSession))
      text += fmt::format("  SessionOn({});\n", on);
    if (learns(needs_process_, Argument::Kind::kProcess))
      text += fmt::format("  ProcessOn({});\n", on);
    return text;
  }

  std::string Write(const step::Misuse& verb) {
    const std::string on = Ref(verb.on);
    return fmt::format("  Misuse({}, {});\n", CallText(verb.call, on), on);
  }

  std::string Write(const step::ReadBuffer& verb) {
    const Call& call = *kept_.at(verb.buffer);
    return fmt::format("  ReadBuffer(&{}, {}, {});\n", Buffer(verb.buffer), CText(verb.buffer),
                       LayoutText(call));
  }

  std::string Write(const step::FreeBuffer& verb) {
    const Call& call = *kept_.at(verb.buffer);
    const std::string by = verb.by ? verb.by->name : call.frees;
    const std::string free = FreeText(call, by, Buffer(verb.buffer) + ".");
    const std::string judged = by.starts_with("WTSFreeMemoryEx")
                                   ? fmt::format("Freed({}, {});", free, CText(by))
                                   : fmt::format("{{ {}; Shown(0); }}", free);
    return fmt::format(
        "  if (!Find(exports, {0})) Excuse(\"%s is not exported\", {0});\n"
        "  else {1}\n",
        CText(by), judged);
  }

  std::string Write(const step::Many& verb) {
    openings_[verb.handle] = {verb.opener->name, verb.server};
    proved_.insert(openings_[verb.handle]);
    return fmt::format("  {} = Many({}, {}, {}, {});\n", New("Crowd", "handle", verb.handle),
                       CText(verb.handle), CountOf(verb), OpenArguments(verb),
                       CheckingText(verb.checking));
  }

  std::string Write(const step::CloseMany& verb) {
    return fmt::format("  CloseMany(&{}, {}, {:d}, {});\n", Name("handle", verb.handle),
                       CText(OrderText(verb.order)), verb.judges_closed,
                       CheckingText(verb.checking));
  }

  std::string Write(const step::Churn& verb) const {
    return fmt::format("  Churn({}, {}, {}, {:d});\n", CountOf(verb), OpenArguments(verb),
                       CheckingText(verb.checking), subject_.clause->level == Level::kRobustness);
  }

  std::string Write(const step::Opens& verb) const {
    return fmt::format("  Opens({}, {}, {}, {:d});\n", CountOf(verb), OpenArguments(verb),
                       CheckingText(verb.checking), verb.held);
  }

  std::string Write(const step::Resources&) const {
    Refuse("watches descriptors, threads and memory");
  }
  std::string Write(const step::Allocations&) const { Refuse("watches memory"); }

  [[noreturn]] void Refuse(const std::string& what_it_does) const {
    throw InputError(subject_.id + " " + what_it_does +
                     ", which no C file repeats: run it with wtsconform run IMPLEMENTATION "
                     "--filter '" +
                     subject_.id + "'");
  }

  std::string Write(const step::Session& verb) const {
    return fmt::format("  TurnToSession({}, {});\n", Ref(verb.handle), verb.number);
  }

  std::string Write(const step::Sleep& verb) const {
    return fmt::format("  {}({});\n", branch_.empty() ? "Pause" : "PauseBesideOthers",
                       verb.milliseconds);
  }

  std::string Write(const step::Join& verb) {
    return fmt::format("  Join(&{});\n", New("Worker", "thread", verb.thread));
  }

  std::string Write(const step::Parallel& verb) {
    result_.flags.insert("PARALLEL");
    std::string branches;
    for (const std::vector<Step>& steps : verb.branches) {
      branch_ = fmt::format("branch{}_", ++count_);
      own_.clear();
      const std::string body = Body(steps);
      branches += (branches.empty() ? "" : ", ") + NewFunction("Branch", body);
    }
    branch_.clear();
    own_.clear();
    return fmt::format(
        "  {{\n    void (*const branches[])(void) = {{{}}};\n    AtOnce(branches, {}, {});\n  }}\n",
        branches, verb.branches.size(), verb.times);
  }

  std::string Write(const step::Begin& verb) {
    const std::string on = Ref(verb.on);
    const char* const refusal = verb.must        ? "MUST_BE_TAKEN"
                                : verb.refusable ? "MAY_BE_REFUSED"
                                                 : "UNDECIDED_IF_REFUSED";
    return fmt::format("  BeginWait(&{}, {}, {}, {}, {});\n", Wait(verb.wait),
                       CallText(verb.call, on), on, refusal,
                       verb.thread_of.empty() ? "NULL" : "&" + Wait(verb.thread_of));
  }

  std::string Write(const step::Release& verb) {
    const std::string on = Ref(verb.on), wait = Wait(verb.wait);
    const std::string with = fmt::format("{}, {}, {:d}", CallText(verb.call, on), on, verb.must);
    std::string text = fmt::format("  Release(&{}, {});\n", wait, with);
    if (!verb.together.empty()) {
      text = fmt::format("  ReleaseBoth(&{}, &{}, {});\n", wait, Wait(verb.together), with);
    }
    if (!verb.dword) return text;
    return text + fmt::format("  ExpectDword({0}.call, {0}.result, {1});\n", wait, *verb.dword);
  }

  std::string Write(const step::End& verb) {
    return fmt::format("  {}(&{}, {});\n", verb.must ? "EndWait" : "ObserveWait", Wait(verb.wait),
                       verb.within);
  }

  std::string Write(const step::Pending& verb) {
    const std::string wait = Wait(verb.wait);
    const std::string text = fmt::format(
        "{}(&{}, {});\n", verb.must ? "ExpectStillWaits" : "StillWaits", wait, verb.after);
    if (verb.unlike.empty()) return "  " + text;
    return fmt::format("  if ({}.on->value != ({})->value) {}", wait, Ref(verb.unlike), text);
  }

  std::string Write(const step::AtExit& verb) {
    return fmt::format("  left_open = {};\n  atexit(CloseAtExit);\n", Ref(verb.handle));
  }

  std::string Write(const step::Exit&) const { return "  Exit();\n"; }

  const Case& subject_;
  const std::string prefix_;
  const Profile& implementation_;
  const bool is_plain_;
  bool if_it_can_ = false;
  bool needs_session_ = false, needs_process_ = false;
  CaseText result_;
  std::map<std::string, std::string> variables_;  // name -> its struct
  std::string functions_;
  int count_ = 0;
  std::set<std::string> crowds_;
  std::map<std::string, std::string> answered_on_;  // label and call -> the handle it was made on
  std::map<std::string, const Call*> kept_;         // buffer -> the call that gave it
  // Of the handles so far: opener and server, and those that a control showed to work.
  using Opening = std::pair<std::string, std::string>;
  std::map<std::string, Opening> openings_;
  std::set<Opening> proved_;
  // In a branch of a parallel step: what begins the names that are its own, and those names.
  std::string branch_;
  std::set<std::string> own_;
};

}  // namespace

CaseText WriteCase(const Case& subject, const std::string& prefix, const Profile& implementation) {
  return CaseWriter(subject, prefix, implementation).Write();
}

}  // namespace wtsconform
