#include "conformance/channel/recorder.h"

#include <algorithm>
#include <cstring>

#include "conformance/platform/platform.h"

namespace wtsconform {
namespace {

thread_local int current_thread = 0;

void SetState(JournalCall& call, std::uint32_t state) {
  std::atomic_ref(call.state).store(state, std::memory_order_release);
}

}  // namespace

std::int64_t SteadyNanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void Recorder::UseThread(int index) {
  current_thread = std::min(index, static_cast<int>(Journal::kThreads) - 1);
}

int Recorder::CurrentThread() { return current_thread; }

JournalThread& Recorder::OwnThread() {
  return journal_.threads[static_cast<std::size_t>(current_thread)];
}

std::uint32_t Recorder::Begin(const CallIntent& intent, std::span<const Word> words) {
  // Clean-up after the verdict is no part of the story, unless the child dies of it.
  const std::uint32_t number =
      journal_.IsDecided() ? journal_.calls.load() : journal_.calls.fetch_add(1);
  JournalCall& call = journal_.Entry(number);
  call.function = intent.function;
  call.thread = static_cast<std::uint16_t>(current_thread);
  call.count = static_cast<std::uint8_t>(std::min(words.size(), kMaxWords));
  std::copy_n(words.begin(), call.count, call.words);
  call.target.Set(intent.target);
  call.note.Set(intent.note);
  SetState(call, JournalCall::kBegun);
  JournalThread& thread = OwnThread();
  thread.id = OwnThreadId();
  thread.call = number + 1;
  const std::int64_t now = SteadyNanoseconds();
  thread.begun_ns = now;
  thread.deadline_ns = intent.may_block ? 0 : now + timeout_.count();
  return number;
}

void Recorder::End(std::uint32_t number, Word result, bool has_last_error, std::uint32_t last_error,
                   bool touched) {
  JournalThread& thread = OwnThread();
  thread.deadline_ns = 0;
  thread.call = 0;
  JournalCall& call = journal_.Entry(number);
  call.result = result;
  call.has_last_error = has_last_error;
  call.last_error = last_error;
  call.last_error_touched = touched;
  SetState(call, JournalCall::kReturned);
}

void Recorder::DeclareLate(int index) {
  JournalThread& thread = journal_.threads[static_cast<std::size_t>(index)];
  // Whoever waited for it knows what for.
  thread.in_control = OwnThread().in_control.load();
  // 1: a moment that is long past.
  thread.deadline_ns = 1;
}

void Recorder::ForgetControls() {
  for (JournalThread& thread : journal_.threads) thread.in_control = 0;
}

bool Recorder::Send(const MessageWriter& message) {
  const std::string& bytes = message.bytes();
  const std::uint32_t used = journal_.outbox_used;
  const auto size = static_cast<std::uint32_t>(bytes.size());
  if (used > Journal::kOutboxSize || bytes.size() + sizeof size > Journal::kOutboxSize - used) {
    journal_.outbox_full = 1;
    return false;
  }
  std::memcpy(journal_.outbox + used, &size, sizeof size);
  std::memcpy(journal_.outbox + used + sizeof size, bytes.data(), bytes.size());
  journal_.outbox_used = used + static_cast<std::uint32_t>(sizeof size) + size;
  return true;
}

}  // namespace wtsconform
