#include "conformance/reproducer/repro_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace wtsconform {
namespace {

using Kind = Argument::Kind;

std::string ArgumentText(const Argument& argument) {
  switch (argument.kind) {
    case Kind::kServer:
      return "{A_SERVER, 0, 0, NULL}";
    case Kind::kNumber:
      return fmt::format("{{A_NUMBER, {:#x}, 0, NULL}}", argument.number);
    case Kind::kSession:
      return "{A_SESSION, 0, 0, NULL}";
    case Kind::kProcess:
      return "{A_PROCESS, 0, 0, NULL}";
    case Kind::kOutPointer:
      return "{A_OUT_POINTER, 0, 0, NULL}";
    case Kind::kOutDword:
      return "{A_OUT_DWORD, 0, 0, NULL}";
    case Kind::kInOutDword:
      return fmt::format("{{A_INOUT_DWORD, {:#x}, 0, NULL}}", argument.number);
    case Kind::kText:
      return fmt::format("{{A_TEXT, 0, 0, {}}}", CText(argument.text));
    case Kind::kAnsi:
      return fmt::format("{{A_ANSI, 0, 0, {}}}", CText(argument.text));
    case Kind::kZeroed:
      return fmt::format("{{A_BLOCK, {}, 0, NULL}}", argument.number);
    case Kind::kBlock:
      return fmt::format("{{A_BLOCK, {}, {:#x}, NULL}}", argument.number, argument.first);
    case Kind::kBytes:
      return fmt::format("{{A_BYTES, {}, 0, {}}}", argument.text.size(), CText(argument.text));
    case Kind::kWindow:
      return "{A_WINDOW, 0, 0, NULL}";
    case Kind::kResult:
      return "{A_RESULT, 0, 0, NULL}";
    default:
      return "{A_NUMBER, 0, 0, NULL}";
  }
}

std::string ArgumentsText(const std::vector<Argument>& arguments) {
  std::string text;
  for (const Argument& each : arguments) text += (text.empty() ? "" : ", ") + ArgumentText(each);
  return "{" + (text.empty() ? ArgumentText({Kind::kNull}) : text) + "}";
}

std::string AnswerText(const Call& call) {
  if (call.answer == Answer::kDword) return "A_DWORD";
  if (call.Position(Kind::kOutPointer) < 0) return "NO_ANSWER";
  switch (call.answer) {
    case Answer::kBytes:
      return "BYTES";
    case Answer::kSessions:
      return "SESSIONS";
    case Answer::kSessions1:
      return "SESSIONS_1";
    case Answer::kProcesses:
      return "PROCESSES";
    case Answer::kProcesses1:
      return "PROCESSES_1";
    default:
      return "NO_ANSWER";
  }
}

std::string CallReference(const std::string& id) {
  return id == kProbe ? "PROBE" : "&" + CallVariable(id);
}

std::string DwordText(const Step& step) {
  return step.dword ? fmt::format("{}", *step.dword) : "-1";
}

std::string CallStatement(const Step& step) {
  const std::string call = CallReference(step.call), on = CText(step.other);
  if (step.expect == "failure") {
    return fmt::format("ExpectFailure({}, {}, {:d});", call, on, step.optional);
  }
  if (step.expect == "documented failure") {
    return fmt::format("ExpectDocumentedFailure({}, {}, {});", call, on, DwordText(step));
  }
  if (!step.expect.empty()) {
    return fmt::format("ExpectSuccess({}, {}, {}, {}, {}, {:d});", call, on, CText(step.expect),
                       CText(step.label), CText(step.keep), step.optional);
  }
  return fmt::format("Make({}, {}, {}, {}, {:d}, {:d});", call, on, CText(step.label),
                     CText(step.keep), step.observe, step.optional);
}

}  // namespace

std::string CText(std::string_view text) {
  std::string literal = "\"";
  for (const unsigned char c : text) {
    if (c == '"' || c == '\\' || c == '?') {
      literal += fmt::format("\\{}", static_cast<char>(c));
    } else if (c < 0x20 || c >= 0x7F) {
      literal += fmt::format("\\{:03o}", c);
    } else {
      literal += static_cast<char>(c);
    }
  }
  return literal + "\"";
}

std::string CallVariable(const std::string& id) {
  std::string name = id.find('.') == std::string::npos ? id + "_" : id;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

std::string CallTable(const Call& call) {
  const bool frees_by_class = call.frees.starts_with("WTSFreeMemoryEx");
  return fmt::format(
      "static const struct Call {} = {{\n    {}, {}, {:d}, {:d}, {:d}, {:d}, {}, {}, {}, {}, {}, "
      "{},\n"
      "    {},\n    {}}};\n",
      CallVariable(call.id), CText(call.id), CText(call.function->name),
      call.function->width() == 'W', call.function->returns == Returns::kHandle,
      call.tier != Tier::kReadOnly, call.stable, AnswerText(call), CText(call.frees),
      frees_by_class ? static_cast<int>(call.free_class) : -1, CText(call.undo),
      call.arguments.size(), call.undo_arguments.size(), ArgumentsText(call.arguments),
      ArgumentsText(call.undo_arguments));
}

std::string SetUpText(const Profile& profile) {
  const auto first = [](const std::vector<std::string>& texts) {
    return CText(texts.empty() ? "" : texts.front());
  };
  const char* loader = "PLAIN";
  if (profile.loader == Loader::kWinpr) loader = "WINPR";
  if (profile.loader == Loader::kWinprProvider) loader = "WINPR_PROVIDER";
  if (profile.loader == Loader::kWinprFreerdp) loader = "WINPR_FREERDP";
  return fmt::format("{{{}, {}, {}, {}, {}, {:d}, {:d}}}", loader, first(profile.winpr),
                     CText(profile.marker), CText(profile.servers.other),
                     first(profile.servers.this_computer), profile.fixed_world,
                     profile.Provides("virtualization host"));
}

std::string StepStatement(const Step& step, const Case& subject) {
  const std::string name = CText(step.name), call = CallReference(step.call);
  const std::string opener = CText(step.call), server = CText(step.server);
  const std::string checking = step.checking.empty() ? "" : CallReference(step.checking);
  switch (step.verb) {
    case Verb::kOpen:
      return fmt::format("Open({}, {}, {}, {});", name, opener, server, CText(step.unlike));
    case Verb::kClose:
      return fmt::format("Close({});", name);
    case Verb::kValue:
      return fmt::format("Value({}, (Word){:#x}u);", name, static_cast<std::uint64_t>(step.number));
    case Verb::kCall:
      return CallStatement(step);
    case Verb::kControl:
      return fmt::format("Control({}, {}, {}, {}, {});", call, CText(step.other), CText(step.label),
                         CText(step.keep), CText(step.bind));
    case Verb::kMisuse:
      return fmt::format("Misuse({}, {});", call, CText(step.other));
    case Verb::kSleep:
      return fmt::format("Sleep_({});", step.number);
    case Verb::kJoin:
      return fmt::format("Join({});", name);
    case Verb::kRead:
      return fmt::format("ReadBuffer({});", name);
    case Verb::kFree:
      return fmt::format("FreeBuffer({}, {});", name, CText(step.call));
    case Verb::kNotNull:
      return fmt::format("NotNull({});", name);
    case Verb::kDiffer:
      return fmt::format("Differ({}, {});", name, CText(step.other));
    case Verb::kDescribe:
      return fmt::format("Describe({});", name);
    case Verb::kCompare:
      return fmt::format("Compare({}, {});", name, CText(step.other));
    case Verb::kMany:
      return fmt::format("Many({}, {}, {}, {}, {});", name, step.number, opener, server, checking);
    case Verb::kCloseMany:
      return fmt::format("CloseMany({}, {}, {:d}, {});", name, CText(step.order),
                         step.judges_closed, checking);
    case Verb::kChurn:
      return fmt::format("Churn({}, {}, {}, {});", step.number, opener, server, checking);
    case Verb::kBegin:
      return fmt::format("BeginWait({}, {}, {}, {:d});", name, call, CText(step.other),
                         step.refusable);
    case Verb::kRelease:
      return fmt::format("Release({}, {}, {}, {}, {:d});", name, call, CText(step.other),
                         DwordText(step), step.must);
    case Verb::kEnd:
      return fmt::format("EndWait({}, {}, {:d});", name, step.number, step.must);
    case Verb::kPending:
      return fmt::format("StillWaits({}, {}, {:d}, {});", name, step.number, step.must,
                         CText(step.unlike));
    case Verb::kAtExit:
      return fmt::format("AtExit({});", name);
    case Verb::kExit:
      return "Exit();";
    case Verb::kParallel:
      return "";
    case Verb::kResources:
      break;
  }
  throw InputError(subject.id +
                   " watches descriptors, threads and memory, which no C file repeats: run it with "
                   "wtsconform run IMPLEMENTATION --filter '" +
                   subject.id + "'");
}

}  // namespace wtsconform
