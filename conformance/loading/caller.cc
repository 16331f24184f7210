#include "conformance/loading/caller.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <list>
#include <utility>
#include <vector>

#include "conformance/loading/answers.h"
#include "conformance/loading/invoke.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/text.h"
#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

using Kind = Argument::Kind;

// What out-parameters hold before a call, so that a write is noticed.
constexpr Word kPointerCanary = static_cast<Word>(0x5A5A5A5A5A5A5A5AULL);
constexpr std::uint32_t kDwordCanary = 0x5A5A5A5A;

Word AsWord(const void* pointer) { return reinterpret_cast<Word>(pointer); }

// Only the address matters: off Windows a window is whatever a program calls one.
int some_window = 0, another_window = 0;

bool Succeeded(Returns returns, Word raw) {
  switch (returns) {
    case Returns::kNothing:
      return true;
    case Returns::kHandle:
      return raw != 0;
    case Returns::kBool:
    case Returns::kDword:
      return static_cast<std::uint32_t>(raw) != 0;
  }
  return false;
}

// Where to ask for what is on the target's server: what a failed open returned must not be asked.
Target EnumerationTarget(const Target& target) {
  return target.server == "unreachable" ? Target{"current", 0, "current"} : target;
}

}  // namespace

// The memory behind one call's arguments.
struct Caller::Slots {
  std::vector<Word> words;
  Word pointer = kPointerCanary;
  std::array<std::uint32_t, 4> dwords{};
  std::array<std::uint32_t, 4> presets{};
  std::size_t dword_count = 0;
  std::list<std::string> texts;
  std::list<std::u16string> wide_texts;
  std::list<std::vector<std::uint32_t>> blocks;  // of words, for their alignment

  Word AddDword(std::uint32_t preset) {
    dwords[dword_count] = presets[dword_count] = preset;
    return AsWord(&dwords[dword_count++]);
  }
  Word AddText(const std::string& text, bool wide) {
    if (wide) return AsWord(wide_texts.emplace_back(ToUtf16(text)).c_str());
    return AsWord(texts.emplace_back(text).c_str());
  }
  Word AddBlock(std::size_t bytes, std::uint32_t first) {
    auto& block = blocks.emplace_back((bytes + 3) / 4 + 1);
    block[0] = first;
    return AsWord(block.data());
  }
  bool Changed() const { return pointer != kPointerCanary || dwords != presets; }
  // The count that goes with the buffer is the last DWORD that the call filled.
  std::uint32_t Count() const { return dword_count ? dwords[dword_count - 1] : 0; }
  // After a success: no buffer where the call's page promises one. What one session has may be
  // nothing, and need none; a server without any session or process answers no call.
  bool LacksBuffer(const Call& call) const {
    if (call.Position(Kind::kOutPointer) < 0) return false;
    if (pointer == kPointerCanary) return true;
    const bool of_one_session = call.Position(Kind::kSession) >= 0;
    const bool may_be_nothing = call.answer != Answer::kBytes && of_one_session && Count() == 0;
    return pointer == 0 && !may_be_nothing;
  }
};

std::uint16_t Caller::IndexOf(const Function& function) const {
  return static_cast<std::uint16_t>(&function - suite_.functions().functions().data());
}

// The loader looks a name up in each library again, which takes longer than most calls.
void* Caller::AddressOf(const Function& function) const {
  std::atomic<void*>& known = addresses_[IndexOf(function)];
  if (void* const address = known.load(std::memory_order_relaxed)) return address;
  void* const address = library_.Find(function.name);
  known.store(address, std::memory_order_relaxed);
  return address;
}

Word Caller::Raw(const Function& function, std::span<const Word> words, const CallIntent& intent,
                 CallResult* result) {
  const Convention convention =
      function.cdecl_convention ? Convention::kCdecl : Convention::kWinapi;
  void* const address = AddressOf(function);
  const std::uint32_t number = recorder_.Begin(intent, words);
  const bool has_last_error = library_.has_last_error();
  std::uint32_t before = kLastErrorSentinel;
  if (has_last_error && intent.keeps_error) {
    before = library_.LastError();
  } else if (has_last_error) {
    library_.SetLastError(before);
  }
  errno = 0;
  const Word raw = Invoke(address, words, convention);
  const std::uint32_t error = has_last_error ? library_.LastError() : before;
  recorder_.End(number, raw, has_last_error, error, error != before);
  if (result) {
    result->raw = raw;
    result->has_last_error = has_last_error;
    result->last_error = error == before ? kLastErrorSentinel : error;
    result->success = Succeeded(function.returns, raw);
  }
  return raw;
}

void Caller::Build(const Call& call, const Target& target, Slots& slots) {
  const bool wide = call.function->width() == 'W';
  for (const Argument& argument : call.arguments) {
    Word word = 0;
    switch (argument.kind) {
      case Kind::kServer:
        word = target.value;
        break;
      case Kind::kNull:
        break;
      case Kind::kNumber:
        word = static_cast<Word>(argument.number);
        break;
      case Kind::kSession:
        word = SessionOn(target);
        break;
      case Kind::kProcess:
        word = ProcessOn(target);
        break;
      case Kind::kOutPointer:
        word = AsWord(&slots.pointer);
        break;
      case Kind::kOutDword:
        word = slots.AddDword(kDwordCanary);
        break;
      case Kind::kInOutDword:
        word = slots.AddDword(static_cast<std::uint32_t>(argument.number));
        break;
      case Kind::kText:
        word = slots.AddText(argument.text, wide);
        break;
      case Kind::kAnsi:
        word = slots.AddText(argument.text, false);
        break;
      case Kind::kZeroed:
        word = slots.AddBlock(argument.number, 0);
        break;
      case Kind::kBlock:
        word = slots.AddBlock(argument.number, static_cast<std::uint32_t>(argument.first));
        break;
      case Kind::kBytes: {
        word = slots.AddBlock(argument.text.size(), 0);
        std::memcpy(reinterpret_cast<void*>(word), argument.text.data(), argument.text.size());
        break;
      }
      case Kind::kWindow:
        word = AsWord(&some_window);
        break;
      case Kind::kAnotherWindow:
        word = AsWord(&another_window);
        break;
      case Kind::kBuffer:
      case Kind::kCount:
      case Kind::kChannel:
      case Kind::kName:
      case Kind::kResult:
        break;  // filled by Open, Free and Undo, which know them
    }
    slots.words.push_back(word);
  }
}

CallResult Caller::Make(const Call& call, const Target& target, bool keep, bool may_block) {
  Slots slots;
  Build(call, target, slots);
  CallResult result;
  Raw(*call.function, slots.words, {IndexOf(*call.function), target.name, "", may_block}, &result);
  if (slots.dword_count) result.dword = slots.dwords[0];
  if (!result.success) {
    result.out_changed = slots.Changed();
    return result;
  }
  const bool wide = call.function->width() == 'W';
  result.lacks_result = slots.LacksBuffer(call);
  if (call.answer == Answer::kDword) {
    result.answer = std::to_string(slots.dwords[0]);
  } else if (call.Position(Kind::kOutPointer) >= 0 && !result.lacks_result) {
    void* const buffer = reinterpret_cast<void*>(slots.pointer);
    result.answer = ReadAnswer(call.answer, wide, buffer, slots.Count());
    result.kept = {&call, buffer, slots.Count()};
    if (keep) result.kept.contents = Contents(result.kept);
    if (!keep) Free(result.kept, "");
  }
  if (!call.undo.empty()) Undo(call, target, result.raw);
  return result;
}

void Caller::NeedIds(bool sessions, bool processes) {
  needs_sessions_ = sessions;
  needs_processes_ = processes;
}

void Caller::LearnIdsOf(const Target& target) {
  if (needs_sessions_) SessionOn(target);
  if (needs_processes_) ProcessOn(target);
}

Word Caller::Open(const std::string& opener, std::string_view kind) {
  const Function& function = *suite_.functions().Find(opener);
  const ServerName name = library_.NameOf(kind);
  // A copy that is spoiled after the call: the name is the caller's memory, and no page says that
  // it must live longer.
  std::string narrow = name.text.value_or("");
  std::u16string wide = ToUtf16(narrow);
  const void* const text =
      function.width() == 'W' ? static_cast<void*>(wide.data()) : static_cast<void*>(narrow.data());
  const Word words[] = {AsWord(name.text ? text : name.pointer)};
  const Word handle = Raw(function, words, {IndexOf(function), "", name.shown, false}, nullptr);
  std::fill(narrow.begin(), narrow.end(), '#');
  std::fill(wide.begin(), wide.end(), u'#');
  return handle;
}

CallResult Caller::Close(const std::string& name, Word value, bool observes_error) {
  const Function& function = *suite_.functions().Find("WTSCloseServer");
  const Word words[] = {value};
  CallResult result;
  Raw(function, words, {IndexOf(function), name, "", false, !observes_error}, &result);
  return result;
}

std::string Caller::Contents(const KeptBuffer& buffer) const {
  return ContentsOf(buffer.call->answer, buffer.call->function->width() == 'W', buffer.pointer,
                    buffer.count);
}

bool Caller::Free(const KeptBuffer& buffer, const std::string& by) {
  const std::string& name = by.empty() ? buffer.call->frees : by;
  if (name.empty() || !buffer.pointer || !Exports(name)) return true;
  const Function& function = *suite_.functions().Find(name);
  std::vector<Word> words = {AsWord(buffer.pointer)};
  if (function.params.size() == 3) {
    words = {static_cast<Word>(buffer.call->free_class), AsWord(buffer.pointer), buffer.count};
  }
  CallResult result;
  Raw(function, words, {IndexOf(function), "", "", false}, &result);
  return result.success;
}

void Caller::Undo(const Call& call, const Target& target, Word result) {
  if (!Exports(call.undo)) return;
  const Function& function = *suite_.functions().Find(call.undo);
  std::vector<Word> words;
  for (const Argument& argument : call.undo_arguments) {
    switch (argument.kind) {
      case Kind::kServer:
        words.push_back(target.value);
        break;
      case Kind::kWindow:
        words.push_back(AsWord(&some_window));
        break;
      case Kind::kResult:
        words.push_back(result);
        break;
      default:
        words.push_back(static_cast<Word>(argument.number));
    }
  }
  Raw(function, words, {IndexOf(function), target.name, "", false}, nullptr);
}

std::vector<ListedSession> Caller::SessionsOn(const Target& target) {
  for (const char* id : {"WTSEnumerateSessionsW", "WTSEnumerateSessionsA"}) {
    const Call* call = suite_.functions().FindCall(id);
    if (!call || !Exports(id)) continue;
    const CallResult result = Make(*call, EnumerationTarget(target), true);
    if (!result.works()) continue;
    auto sessions = ListSessions(result.kept.pointer, result.kept.count);
    Free(result.kept, "");
    if (!sessions.empty()) return sessions;
  }
  return {};
}

// The first active session, else any; 0, the services' session, where none is listed.
std::uint32_t Caller::SessionOn(const Target& target) {
  const std::lock_guard lock(mutex_);
  if (sessions_.contains(target.server)) return sessions_[target.server];
  std::uint32_t chosen = 0;
  const auto sessions = SessionsOn(target);
  for (auto session = sessions.rbegin(); session != sessions.rend(); ++session) {
    if (chosen == 0 || session->state == WTSActive) chosen = session->id;
  }
  return sessions_[target.server] = chosen;
}

std::uint32_t Caller::SessionOf(const Call& call, const Target& target) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(target.server);
  return call.Position(Kind::kSession) < 0 || found == sessions_.end() ? 0 : found->second;
}

bool Caller::TurnToSession(std::size_t number, const Target& target) {
  const std::lock_guard lock(mutex_);
  const auto sessions = SessionsOn(target);
  if (sessions.empty()) return false;
  sessions_[target.server] = sessions[number % sessions.size()].id;
  return true;
}

std::optional<CallResult> Caller::MakeForAnotherSession(const Call& call, const Target& target,
                                                        bool keep) {
  constexpr std::size_t kMostTried = 4;
  const std::lock_guard lock(mutex_);
  if (call.Position(Kind::kSession) < 0) return std::nullopt;
  const std::uint32_t before = SessionOn(target);
  std::size_t tried = 0;
  for (const ListedSession& session : SessionsOn(target)) {
    if (session.id == before || tried++ == kMostTried) continue;
    sessions_[target.server] = session.id;
    CallResult result = Make(call, target, keep);
    if (result.works()) return result;
  }
  sessions_[target.server] = before;
  return std::nullopt;
}

CallResult Caller::MakeAbout(std::uint32_t session, const Call& call, const Target& target) {
  const std::lock_guard lock(mutex_);
  const std::uint32_t before = std::exchange(sessions_[target.server], session);
  CallResult result = Make(call, target);
  sessions_[target.server] = before;
  return result;
}

std::vector<ListedProcess> Caller::ProcessesOn(const Target& target) {
  for (const char* id : {"WTSEnumerateProcessesW", "WTSEnumerateProcessesA"}) {
    const Call* call = suite_.functions().FindCall(id);
    if (!call || !Exports(id)) continue;
    const CallResult result = Make(*call, EnumerationTarget(target), true);
    if (!result.success) continue;
    auto processes = ListProcesses(call->answer, call->function->width() == 'W',
                                   result.kept.pointer, result.kept.count);
    Free(result.kept, "");
    return processes;
  }
  return {};
}

std::uint32_t Caller::ProcessOn(const Target& target) {
  const std::lock_guard lock(mutex_);
  if (!profile_.fixed_world) return OwnVictim(target);
  if (processes_.contains(target.server)) return processes_[target.server];
  const auto processes = ProcessesOn(target);
  if (processes.empty()) throw CannotCall("the server lists no process");
  return processes_[target.server] = processes.back().id;
}

std::uint32_t Caller::OwnVictim(const Target& target) {
  if (victim_ && DisposableProcessIsAlive(victim_)) return victim_;
  bool this_machine = false;
  for (const auto& process : ProcessesOn(target)) {
    this_machine |= process.id == OwnProcessId() && process.name == OwnProcessName();
  }
  if (!this_machine) {
    throw CannotCall(
        "the server does not list this very process, so it is not proved to be this "
        "machine, where a process id means the suite's own victim");
  }
  return victim_ = StartDisposableProcess();
}

}  // namespace wtsconform
