#include "conformance/channel/recorder.h"

#include <algorithm>

namespace wtsconform {
namespace {

thread_local int current_thread = 0;

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

std::uint32_t Recorder::Begin(const CallIntent& intent, std::span<const Word> words) {
  // Clean-up after the verdict is no part of the story.
  const bool told = journal_.complete == Journal::kCompleteMarker;
  const std::uint32_t number = told ? journal_.calls.load() : journal_.calls.fetch_add(1);
  JournalCall& call = journal_.Entry(number);
  call.function = intent.function;
  call.thread = static_cast<std::uint16_t>(current_thread);
  call.count = static_cast<std::uint8_t>(std::min(words.size(), kMaxWords));
  std::copy_n(words.begin(), call.count, call.words);
  call.target.Set(intent.target);
  call.note.Set(intent.note);
  call.state = JournalCall::kBegun;
  JournalThread& thread = journal_.threads[current_thread];
  thread.call = static_cast<std::int32_t>(number);
  const std::int64_t now = SteadyNanoseconds();
  thread.begun_ns = now;
  thread.deadline_ns = intent.may_block ? 0 : now + timeout_.count();
  return number;
}

void Recorder::End(std::uint32_t number, Word result, bool has_last_error, std::uint32_t last_error,
                   bool touched) {
  JournalThread& thread = journal_.threads[current_thread];
  thread.deadline_ns = 0;
  thread.call = -1;
  JournalCall& call = journal_.Entry(number);
  call.result = result;
  call.has_last_error = has_last_error;
  call.last_error = last_error;
  call.last_error_touched = touched;
  call.state = JournalCall::kReturned;
}

void Recorder::DeclareLate(int index) {
  // 1: a moment that is long past.
  journal_.threads[index].deadline_ns = 1;
}

void Recorder::Complete(std::uint32_t verdict, std::string_view signature, std::string_view detail,
                        std::string_view wanted) {
  journal_.verdict = verdict;
  journal_.signature.Set(signature);
  journal_.detail.Set(detail);
  journal_.wanted.Set(wanted);
  journal_.complete = Journal::kCompleteMarker;
}

}  // namespace wtsconform
