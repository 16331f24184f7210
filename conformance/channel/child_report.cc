#include "conformance/channel/child_report.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace wtsconform {
namespace {

// More than any case makes.
constexpr std::uint32_t kMostCalls = 1U << 31;

class Damage : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

void Demand(bool holds, const char* what) {
  if (!holds) throw Damage(what);
}

bool Flag(std::uint32_t value, const char* what) {
  Demand(value <= 1, what);
  return value == 1;
}

void Check(const JournalCall& call) {
  Demand(call.state <= JournalCall::kReturned, "the state of a call");
  Demand(call.thread < Journal::kThreads, "the thread of a call");
  Demand(call.count <= kMaxWords, "the arguments of a call");
  Demand(call.last_error_touched <= 1 && call.has_last_error <= 1, "the last error of a call");
  Demand(call.target.Ends() && call.note.Ends(), "a text of a call");
}

std::vector<JournalCall> KeptCalls(const Journal& journal, std::uint32_t calls) {
  // One more: a call of the clean-up is no call of the case, and stands after the last one.
  const std::size_t count =
      std::min<std::size_t>(std::size_t{calls} + 1, std::size(journal.entries));
  std::vector<JournalCall> kept(count);
  std::memcpy(kept.data(), journal.entries, count * sizeof(JournalCall));
  std::for_each(kept.begin(), kept.end(), Check);
  return kept;
}

ThreadNote NoteOf(const JournalThread& thread, std::uint32_t calls) {
  ThreadNote note;
  if (const std::uint32_t call = thread.call) {
    Demand(call - 1 <= calls, "the call that a thread is in");
    note.call = call - 1;
    note.waits = thread.deadline_ns == 0;
  }
  note.in_control = thread.in_control != 0;
  return note;
}

std::optional<CrashNote> CrashOf(const JournalCrash& crash) {
  if (!Flag(crash.seen, "whether there was a crash")) return std::nullopt;
  CrashNote note{crash.signal, crash.address, crash.thread, {}};
  const std::uint32_t count = crash.frame_count;
  Demand(note.thread >= 0 && note.thread < static_cast<int>(Journal::kThreads),
         "the thread of a crash");
  Demand(count <= std::size(crash.frames), "the frames of a crash");
  for (std::uint32_t i = 0; i < count; ++i) {
    const JournalFrame frame = crash.frames[i];
    Demand(frame.symbol.Ends(), "a frame of a crash");
    note.frames.emplace_back(frame.symbol.Get());
  }
  // Zero where the child was cut off before it could say which.
  return note.signal ? std::optional(std::move(note)) : std::nullopt;
}

std::vector<std::string> MessagesOf(const Journal& journal) {
  const std::uint32_t used = journal.outbox_used;
  Demand(used <= Journal::kOutboxSize, "the size of the outbox");
  const std::string outbox(journal.outbox, used);
  std::vector<std::string> messages;
  for (std::size_t at = 0; at < outbox.size();) {
    std::uint32_t size = 0;
    Demand(outbox.size() - at >= sizeof size, "a message of the outbox");
    std::memcpy(&size, outbox.data() + at, sizeof size);
    at += sizeof size;
    Demand(outbox.size() - at >= size, "a message of the outbox");
    messages.push_back(outbox.substr(at, size));
    at += size;
  }
  return messages;
}

ChildReport Copy(const Journal& journal, std::uint64_t nonce) {
  const JournalIdentity identity = journal.identity;
  Demand(identity == JournalIdentity{Journal::kVersion, sizeof(Journal), nonce}, "its identity");
  ChildReport report;
  const std::uint32_t stage = journal.stage;
  Demand(stage <= Journal::kFinished, "its stage");
  report.decided = stage >= Journal::kDecided;
  report.finished = stage == Journal::kFinished;
  report.exiting = Flag(journal.exiting, "whether the exit is part of the case");
  report.outbox_full = Flag(journal.outbox_full, "whether the outbox is full");
  report.progress = journal.progress;
  report.calls = journal.calls;
  Demand(report.calls < kMostCalls, "the number of calls");
  for (std::size_t i = 0; i < Journal::kThreads; ++i) {
    report.threads[i] = NoteOf(journal.threads[i], report.calls);
  }
  report.crash = CrashOf(journal.crash);
  report.messages = MessagesOf(journal);
  report.kept = KeptCalls(journal, report.calls);
  return report;
}

}  // namespace

const JournalCall* ChildReport::Call(std::uint32_t number) const {
  const std::uint32_t index = Journal::IndexOf(number);
  return number <= calls && index < kept.size() ? &kept[index] : nullptr;
}

const JournalCall* ChildReport::RunningCall(int thread) const {
  if (thread < 0 || thread >= static_cast<int>(threads.size())) return nullptr;
  const std::optional<std::uint32_t> call = threads[static_cast<std::size_t>(thread)].call;
  return call ? Call(*call) : nullptr;
}

ChildReport ReadReport(const Journal& journal, std::uint64_t nonce) {
  try {
    return Copy(journal, nonce);
  } catch (const Damage& damage) {
    ChildReport report;
    report.damage = std::string("the child's channel is damaged: ") + damage.what();
    return report;
  }
}

}  // namespace wtsconform
