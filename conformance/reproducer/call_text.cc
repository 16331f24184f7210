#include "conformance/reproducer/call_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace wtsconform {
namespace {

using ArgumentKind = Argument::Kind;

// The arguments of one call: their words, and what stands before the call.
class ArgumentWords {
 public:
  ArgumentWords(const Call& call, const std::vector<Argument>& arguments) : call_(call) {
    for (const Argument& each : arguments) words_.push_back(Word(each));
  }

  std::size_t size() const { return words_.size(); }
  std::size_t dwords() const { return changed_.size(); }
  std::string Words() const { return fmt::format("{}", fmt::join(words_, ", ")); }
  const std::string& before() const { return before_; }
  // Whether an out-parameter holds something else than before.
  std::string Changed() const {
    return fmt::format("r->buffer != NOT_STORED{}", fmt::join(changed_, ""));
  }
  // The count that goes with the buffer is the last DWORD that the call filled.
  std::string Count() const {
    return changed_.empty() ? "0" : fmt::format("r->dword[{}]", changed_.size() - 1);
  }

 private:
  std::string Word(const Argument& argument) {
    const bool wide = call_.function->width() == 'W';
    switch (argument.kind) {
      case ArgumentKind::kServer:
        return "on->value";
      case ArgumentKind::kNumber:
        return argument.number < 10 ? fmt::format("{}", argument.number)
                                    : fmt::format("{:#x}u", argument.number);
      case ArgumentKind::kSession:
        before_ += "  const Word session = SessionOn(on);\n";
        return "session";
      case ArgumentKind::kProcess:
        before_ += "  const Word process = ProcessOn(on);\n";
        return "process";
      case ArgumentKind::kOutPointer:
        return "(Word)&r->buffer";
      case ArgumentKind::kOutDword:
        return OutDword("0x5A5A5A5Au");
      case ArgumentKind::kInOutDword:
        return OutDword(fmt::format("{}u", argument.number));
      case ArgumentKind::kText:
        return fmt::format("(Word){}({})", wide ? "Widen" : "Copy", CText(argument.text));
      case ArgumentKind::kAnsi:
        return fmt::format("(Word)Copy({})", CText(argument.text));
      case ArgumentKind::kZeroed:
        return fmt::format("(Word)Block({}, \"\", 0)", argument.number);
      case ArgumentKind::kBlock:
        before_ += fmt::format("  const uint32_t first = {:#x}u;\n", argument.first);
        return fmt::format("(Word)Block({}, &first, 4)", argument.number);
      case ArgumentKind::kBytes:
        return fmt::format("(Word)Block({0},\n    {1}, {0})", argument.text.size(),
                           CText(argument.text));
      case ArgumentKind::kWindow:
        return "(Word)&window";
      case ArgumentKind::kAnotherWindow:
        return "(Word)&another_window";
      case ArgumentKind::kResult:
        return "r->raw";
      default:
        return "0";
    }
  }

  std::string OutDword(const std::string& preset) {
    const std::string dword = fmt::format("r->dword[{}]", changed_.size());
    before_ += fmt::format("  {} = {};\n", dword, preset);
    changed_.push_back(fmt::format(" || {} != {}", dword, preset));
    return "(Word)&" + dword;
  }

  const Call& call_;
  std::vector<std::string> words_;
  std::string before_;
  std::vector<std::string> changed_;  // one for each DWORD
};

std::string InvokeExpression(const std::string& function, const ArgumentWords& arguments) {
  std::string types;
  for (std::size_t i = 0; i < arguments.size(); ++i) types += i ? ", Word" : "Word";
  return fmt::format("((Word(WINAPI*)({}))Export(exports, {}))(\n      {})",
                     types.empty() ? "void" : types, CText(function), arguments.Words());
}

// The members of the rows that a call returns, as ReadRows has them; null where it returns none
// that can be compared.
const char* Layout(Answer answer) {
  switch (answer) {
    case Answer::kBytes:
      return "";
    case Answer::kSessions:
      return "utu";
    case Answer::kSessions1:
      return "_uutttPt";
    case Answer::kProcesses:
      return "_uts";
    case Answer::kProcesses1:
      return "_utsnnn_n_QQ";
    default:
      return nullptr;
  }
}

std::string BufferStatements(const Call& call, const ArgumentWords& words,
                             const std::set<std::string>& flags) {
  const bool answers = flags.contains("ANSWERS");
  if (call.answer == Answer::kDword) {
    return answers ? "  if (r->success) AppendNumber(r, r->dword[0]);\n" : "";
  }
  if (call.Position(ArgumentKind::kOutPointer) < 0) return "";
  const std::string count = call.answer == Answer::kBytes ? "0" : words.Count() + " == 0";
  const std::string free = call.frees.empty() ? "" : FreeText(call, call.frees, "r->") + ";\n";
  if (!answers)
    return fmt::format("  if (HasBuffer(r, {})) {}", count, free.empty() ? "{}\n" : free);
  std::string text =
      fmt::format("  r->count = {};\n  if (!HasBuffer(r, {})) return;\n", words.Count(), count);
  if (call.answer == Answer::kBytes) {
    text += "  ReadBytes(r);\n";
  } else if (Layout(call.answer)) {
    text += fmt::format("  ReadRows(r, {});\n", LayoutText(call));
  }
  if (free.empty()) return text;
  return text + (flags.contains("KEEP") ? "  if (!keeping) " : "  ") + free;
}

std::string UndoStatements(const Call& call) {
  if (call.undo.empty()) return "";
  return fmt::format(
      "  if (!r->success || !Find(exports, {0})) return;\n"
      "  Before({0}, on->name, on->value);\n  After(1, {1});\n",
      CText(call.undo), InvokeExpression(call.undo, ArgumentWords(call, call.undo_arguments)));
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
  std::string name = id;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

std::string LayoutText(const Call& call) {
  return fmt::format("{}, {:d}", CText(Layout(call.answer)), call.function->width() == 'W');
}

std::string FreeText(const Call& call, const std::string& by, const std::string& result) {
  if (!by.starts_with("WTSFreeMemoryEx")) return fmt::format("Free({}buffer)", result);
  return fmt::format("FreeEx({0}, {1}, {2}buffer, {2}dword[{3}])", CText(by), call.free_class,
                     result, ArgumentWords(call, call.arguments).dwords() - 1);
}

Block CallBlock(const Call& call, const std::set<std::string>& flags, bool fixed_world) {
  const std::string name = CallVariable(call.id), function = CText(call.function->name);
  const ArgumentWords words(call, call.arguments);
  const bool is_handle = call.function->returns == Returns::kHandle;
  std::string body =
      words.before() + fmt::format(
                           "  Before({}, on->name, on->value);\n  r->raw = After(1, {});\n"
                           "  r->success = r->works = {}r->raw != 0;\n",
                           function, InvokeExpression(call.function->name, words),
                           is_handle ? "" : "(uint32_t)");
  if (flags.contains("OBSERVE")) {
    body += fmt::format("  r->error = last_error;\n  r->changed = {};\n", words.Changed());
  }
  if (flags.contains("WALK") && call.Position(ArgumentKind::kSession) >= 0) {
    body += "  r->session = (uint32_t)session;\n";
  }
  body += UndoStatements(call) + BufferStatements(call, words, flags);  // no call has both
  std::string variable = fmt::format("static struct Call {0} = {{.id = {1},{2}.make = Make{0}",
                                     name, CText(call.id), name.size() > 24 ? "\n    " : " ");
  if (flags.contains("ANSWERS") && (fixed_world || call.stable)) variable += ", .comparable = 1";
  return {{name},
          fmt::format("static void Make{}(struct Handle* on, struct Result* r) {{\n{}}}\n{}}};\n",
                      name, body, variable)};
}

}  // namespace wtsconform
