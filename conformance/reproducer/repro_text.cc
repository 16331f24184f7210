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

std::string Ref(const CallRef& call) {
  return call.is_probe() ? "PROBE" : "&" + CallVariable(call.id());
}

std::string DwordText(const std::optional<std::uint32_t>& dword) {
  return dword ? fmt::format("{}", *dword) : "-1";
}

std::string CallStatement(const step::Call& made, bool optional) {
  const std::string call = Ref(made.call), on = CText(made.on);
  switch (made.expect.kind) {
    case step::Expectation::Kind::kFailure:
      return fmt::format("ExpectFailure({}, {}, {:d});", call, on, optional);
    case step::Expectation::Kind::kDocumentedFailure:
      return fmt::format("ExpectDocumentedFailure({}, {}, {});", call, on, DwordText(made.dword));
    case step::Expectation::Kind::kNothing:
      return fmt::format("Make({}, {}, {}, \"\", {:d}, {:d});", call, on, CText(made.remember_as),
                         made.observe, optional);
    default:
      return fmt::format("ExpectSuccess({}, {}, {}, {}, \"\", {:d});", call, on,
                         CText(made.expect.Text()), CText(made.remember_as), optional);
  }
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
  const auto opening = [](const step::Opening& open) {
    return CText(open.opener->name) + ", " + CText(open.server);
  };
  return std::visit(
      Overloaded{
          [&](const step::Open& v) {
            return fmt::format("Open({}, {}, {});", CText(v.handle), opening(v), CText(v.unlike));
          },
          [](const step::Close& v) { return fmt::format("Close({});", CText(v.handle)); },
          [](const step::FixedValue& v) {
            return fmt::format("Value({}, (Word){:#x}u);", CText(v.handle),
                               static_cast<std::uint64_t>(v.value));
          },
          [&](const step::Call& v) { return CallStatement(v, step.optional); },
          [](const step::Control& v) {
            return fmt::format("Control({}, {}, {}, {}, {});", Ref(v.call), CText(v.on),
                               CText(v.remember_as), CText(v.keep), CText(v.bind));
          },
          [](const step::Misuse& v) {
            return fmt::format("Misuse({}, {});", Ref(v.call), CText(v.on));
          },
          [](const step::Sleep& v) { return fmt::format("Sleep_({});", v.milliseconds); },
          [](const step::Join& v) { return fmt::format("Join({});", CText(v.thread)); },
          [](const step::ReadBuffer& v) { return fmt::format("ReadBuffer({});", CText(v.buffer)); },
          [](const step::FreeBuffer& v) {
            return fmt::format("FreeBuffer({}, {});", CText(v.buffer),
                               CText(v.by ? v.by->name : ""));
          },
          [](const step::NotNull& v) { return fmt::format("NotNull({});", CText(v.handle)); },
          [](const step::Differ& v) {
            return fmt::format("Differ({}, {});", CText(v.handle), CText(v.other));
          },
          [](const step::Describe& v) { return fmt::format("Describe({});", CText(v.handle)); },
          [](const step::Compare& v) {
            return fmt::format("Compare({}, {});", CText(v.handle), CText(v.other));
          },
          [&](const step::Many& v) {
            return fmt::format("Many({}, {}, {}, {});", CText(v.handle), v.count, opening(v),
                               Ref(v.checking));
          },
          [](const step::CloseMany& v) {
            return fmt::format("CloseMany({}, {}, {:d}, {});", CText(v.handle),
                               CText(OrderText(v.order)), v.judges_closed, Ref(v.checking));
          },
          [&](const step::Churn& v) {
            return fmt::format("Churn({}, {}, {});", v.count, opening(v), Ref(v.checking));
          },
          [](const step::Begin& v) {
            return fmt::format("BeginWait({}, {}, {}, {:d});", CText(v.wait), Ref(v.call),
                               CText(v.on), v.refusable);
          },
          [](const step::Release& v) {
            return fmt::format("Release({}, {}, {}, {}, {:d});", CText(v.wait), Ref(v.call),
                               CText(v.on), DwordText(v.dword), v.must);
          },
          [](const step::End& v) {
            return fmt::format("EndWait({}, {}, {:d});", CText(v.wait), v.within, v.must);
          },
          [](const step::Pending& v) {
            return fmt::format("StillWaits({}, {}, {:d}, {});", CText(v.wait), v.after, v.must,
                               CText(v.unlike));
          },
          [](const step::AtExit& v) { return fmt::format("AtExit({});", CText(v.handle)); },
          [](const step::Exit&) { return std::string("Exit();"); },
          [](const step::Parallel&) { return std::string(); },
          [&](const step::Resources&) -> std::string {
            throw InputError(subject.id +
                             " watches descriptors, threads and memory, which no C file repeats: "
                             "run it with wtsconform run IMPLEMENTATION --filter '" +
                             subject.id + "'");
          },
      },
      step.action);
}

}  // namespace wtsconform
