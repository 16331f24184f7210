#include "spec/loader/tables/walk.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "spec/loader/tables/placeholders.h"
#include "spec/loader/tables/walk_palette.h"

namespace wtsconform {
namespace {

using Judged = Walk::Judged;
using Expected = step::Expectation::Kind;

constexpr char kWait[] = "WTSWaitSystemEvent.License", kFlush[] = "WTSWaitSystemEvent.Flush";
// For each window.
constexpr const char* kRegister[] = {"WTSRegisterSessionNotificationEx.Leaving",
                                     "WTSRegisterSessionNotificationEx.AnotherWindow"};
constexpr const char* kUnregister[] = {"WTSUnRegisterSessionNotificationEx",
                                       "WTSUnRegisterSessionNotificationEx.AnotherWindow"};

struct Handle {
  std::string name;
  std::string server;
  std::set<std::string> answered = {};  // ids of the calls whose first answer has a label
};

class Walker {
 public:
  Walker(const Walk& walk, const FunctionCatalogue& functions, const Location& where)
      : walk_(walk),
        where_(where),
        functions_(functions),
        dice_(walk.number),
        palette_(PaletteOf(walk, functions, dice_)) {}

  std::vector<Step> Steps() {
    Begin();
    for (std::size_t i = 0; i < walk_.length; ++i) Act();
    End();
    return std::move(steps_);
  }

 private:
  // What a call is made for, besides that it is made.
  struct Aim {
    step::Expectation expect = {};
    std::string label = "";  // under which its answer is remembered
    bool if_it_can = false;
  };

  void Begin();
  void ChooseDirection();
  void Act();
  void End();

  void Open();
  void FailToOpen();
  void Close();
  void UseOpen();
  void UseOpen(Handle& handle, const CallRef& call);
  void UseClosed();
  void UseCurrent();
  void Fail();
  void Turn();
  void Keep();
  void ReadBuffer();
  void FreeBuffer();
  void CompareForms();
  void UseFailed();
  void BeginWait();
  void EndWait();
  void Release(const std::string& handle);
  void Register();
  void Unregister(std::size_t which);
  void FinishWith(const std::string& handle);

  Aim AimAtServer(const Handle& handle, const CallRef& call);
  Aim AimAt(Handle& handle, const CallRef& call);
  bool JudgesOpens() const {
    return walk_.judged == Judged::kOpen || walk_.judged == Judged::kServers;
  }
  const Handle* OfAnotherServer(const Handle& handle);
  std::size_t ToClose();
  void Add(Action action) { AddOn(dice_.Of(palette_.threads), std::move(action)); }
  void AddOn(const std::string& thread, Action action) {
    steps_.push_back({std::move(action), thread, false, true, &where_});
    if (!thread.empty()) threads_.insert(thread);
  }
  // Left out where its function is not exported.
  void AddCall(const CallRef& call, const std::string& on, Aim aim) {
    Add(step::Call{{call, on},
                   std::move(aim.expect),
                   std::move(aim.label),
                   false,
                   std::nullopt,
                   aim.if_it_can,
                   nullptr});
    steps_.back().optional = true;
  }
  std::string NewName(char kind) { return kind + std::to_string(++names_); }

  const Walk& walk_;
  const Location& where_;
  const FunctionCatalogue& functions_;
  WalkDice dice_;
  const Palette palette_;
  std::vector<Step> steps_;
  std::vector<Handle> open_, closed_;
  std::vector<std::string> buffers_;
  std::vector<std::string> failed_;           // what failed opens returned
  std::map<std::string, std::string> waits_;  // by the handle that is waited on
  std::string released_;  // the wait that ended last, if no other has taken its thread
  std::vector<std::pair<std::string, std::size_t>> registered_;  // handle, window
  std::set<std::string> proved_;  // openers, with the server, of which a control was made
  std::set<std::pair<std::string, std::string>> listed_;  // server and call of a labelled answer
  std::set<std::string> threads_;
  int names_ = 0;
  bool grows_ = true;
};

// Every call is made on a live handle first: that it fails on a closed one shows something then.
void Walker::Begin() {
  if (walk_.judged == Judged::kCurrent) {
    for (const CallRef& call : palette_.calls) {
      AddCall(call, "current", {.label = "first"});
    }
  }
  Open();
  for (const CallRef& call : palette_.calls) UseOpen(open_.front(), call);
}

// Between few handles and as many as the walk may have.
void Walker::ChooseDirection() {
  if (open_.size() >= palette_.most_open) grows_ = false;
  if (open_.size() <= 1) grows_ = true;
}

void Walker::Act() {
  ChooseDirection();
  const std::size_t roll = dice_.Below(100);
  const std::size_t opens = grows_ ? 35 : 8;
  if (open_.empty() || (roll < opens && open_.size() < palette_.most_open)) return Open();
  if (roll < 43 && open_.size() > 1) return Close();
  if (roll < 46 && palette_.turns) return Turn();
  if (roll < 50 && palette_.opens_fail) return FailToOpen();
  if (roll < 58 && !palette_.failing.empty()) return Fail();
  if (roll < 66 && palette_.uses_current) return UseCurrent();
  if (roll < 80 && walk_.judged == Judged::kClosed && !closed_.empty()) return UseClosed();
  if (walk_.judged == Judged::kBuffers) {
    if (roll < 78) return Keep();
    if (roll < 86 && !buffers_.empty()) return ReadBuffer();
    if (roll < 92 && !buffers_.empty()) return FreeBuffer();
  }
  if (walk_.judged == Judged::kForms && roll < 90) return CompareForms();
  if (walk_.judged == Judged::kFailed && roll < 90 && !failed_.empty()) return UseFailed();
  if (walk_.judged == Judged::kWaits && roll < 74) return BeginWait();
  if (walk_.judged == Judged::kWaits && roll < 88 && !waits_.empty()) return EndWait();
  if (walk_.judged == Judged::kRegistrations && roll < 80) return Register();
  if (walk_.judged == Judged::kRegistrations && roll < 94 && !registered_.empty()) {
    return Unregister(dice_.Below(registered_.size()));
  }
  UseOpen();
}

void Walker::End() {
  while (!open_.empty()) {
    if (walk_.judged == Judged::kOpen) UseOpen(open_.front(), palette_.calls.front());
    Close();
  }
  if (walk_.judged == Judged::kClosed) {
    for (std::size_t i = 0; i < std::min<std::size_t>(closed_.size(), 20); ++i) UseClosed();
  }
  if (walk_.judged == Judged::kFailed && !failed_.empty()) UseFailed();
  if (walk_.judged == Judged::kCurrent) UseCurrent();
  while (!buffers_.empty()) {
    ReadBuffer();
    FreeBuffer();
  }
  for (const std::string& thread : threads_) AddOn("", step::Join{thread});
}

// The first by each opener is shown to work: only then may what it gave be closed.
void Walker::Open() {
  const std::string& opener = dice_.Of(palette_.openers);
  const std::string& server = dice_.Of(walk_.servers);
  open_.push_back({NewName('h'), server});
  Add(step::Open{{functions_.Find(opener), server}, open_.back().name, "", false});
  if (JudgesOpens()) return UseOpen(open_.back(), dice_.Of(palette_.calls));
  if (proved_.insert(opener + server).second) {
    Add(step::Control{{CallRef{}, open_.back().name}, "", "", ""});
  }
}

void Walker::FailToOpen() {
  const std::string name = NewName('f');
  Add(step::Open{{functions_.Find(dice_.Of(palette_.openers)), "unreachable"}, name, "", false});
  if (walk_.judged == Judged::kFailed) failed_.push_back(name);
}

std::size_t Walker::ToClose() {
  if (dice_.Percent(30) || palette_.closes == Palette::Closes::kAny) {
    return dice_.Below(open_.size());
  }
  return palette_.closes == Palette::Closes::kNewest ? open_.size() - 1 : 0;
}

void Walker::Close() {
  const auto which = open_.begin() + static_cast<std::ptrdiff_t>(ToClose());
  FinishWith(which->name);
  Add(step::Close{which->name});
  closed_.push_back(std::move(*which));
  open_.erase(which);
  if (walk_.judged == Judged::kClosed && dice_.Percent(60)) {
    AddCall(dice_.Of(palette_.calls), closed_.back().name, {.expect = {Expected::kFailure}});
  }
}

const Handle* Walker::OfAnotherServer(const Handle& handle) {
  for (const Handle& each : open_) {
    if (each.server != handle.server) return &each;
  }
  return nullptr;
}

// A list is compared with the other server's first one, what is said of a session with what the
// other server says of it now.
Walker::Aim Walker::AimAtServer(const Handle& handle, const CallRef& call) {
  if (call.call->Position(Argument::Kind::kSession) >= 0) {
    const Handle* const other = OfAnotherServer(handle);
    if (other) return {.expect = {Expected::kOwn, other->name}};
    return {.expect = {Expected::kSuccess}};
  }
  if (listed_.insert({handle.server, call.id()}).second) {
    return {.expect = {Expected::kSuccess}, .label = handle.server};
  }
  for (const std::string& server : walk_.servers) {
    if (server != handle.server && listed_.contains({server, call.id()})) {
      return {.expect = {Expected::kUnlike, server}};
    }
  }
  return {.expect = {Expected::kAs, handle.server}};
}

Walker::Aim Walker::AimAt(Handle& handle, const CallRef& call) {
  if (walk_.judged == Judged::kServers) return AimAtServer(handle, call);
  if (walk_.judged != Judged::kOpen) return {};
  if (!handle.answered.insert(call.id()).second) return {.expect = {Expected::kAs, handle.name}};
  return {.expect = {Expected::kSuccess}, .label = handle.name};
}

void Walker::UseOpen(Handle& handle, const CallRef& call) {
  Aim aim = AimAt(handle, call);
  aim.if_it_can = true;
  AddCall(call, handle.name, std::move(aim));
}

void Walker::UseOpen() {
  Handle& handle = open_[dice_.Below(open_.size())];
  UseOpen(handle, dice_.Of(palette_.calls));
}

// Of those that were closed lately more often than of those from long ago.
void Walker::UseClosed() {
  const std::size_t recent = std::min<std::size_t>(closed_.size(), dice_.Percent(50) ? 3 : 30);
  const Handle& handle = closed_[closed_.size() - 1 - dice_.Below(recent)];
  AddCall(dice_.Of(palette_.calls), handle.name, {.expect = {Expected::kFailure}});
}

void Walker::UseCurrent() {
  Aim aim;
  if (walk_.judged == Judged::kCurrent) aim.expect = {Expected::kAs, "first"};
  AddCall(dice_.Of(palette_.calls), "current", std::move(aim));
}

void Walker::Fail() {
  const Handle& handle = dice_.Of(open_);
  AddCall(dice_.Of(palette_.failing), handle.name, {});
}

void Walker::Turn() {
  Add(step::Session{dice_.Of(open_).name, static_cast<std::int64_t>(dice_.Below(16))});
}

void Walker::Keep() {
  const bool of_current = palette_.uses_current && dice_.Percent(30);
  buffers_.push_back(NewName('b'));
  Add(step::Control{{dice_.Of(palette_.calls), of_current ? "current" : dice_.Of(open_).name},
                    "",
                    buffers_.back(),
                    ""});
}

void Walker::ReadBuffer() { Add(step::ReadBuffer{dice_.Of(buffers_)}); }

void Walker::FreeBuffer() {
  const auto which = buffers_.begin() + static_cast<std::ptrdiff_t>(dice_.Below(buffers_.size()));
  Add(step::FreeBuffer{*which, nullptr});
  buffers_.erase(which);
}

void Walker::CompareForms() {
  const Handle& handle = dice_.Of(open_);
  const CallRef& narrow = dice_.Of(palette_.calls);
  const CallRef wide{functions_.FindCall(TwinOf(narrow.call->id))};
  const std::string label = NewName('w');
  AddCall(wide, handle.name, {.label = label, .if_it_can = true});
  AddCall(narrow, handle.name, {.expect = {Expected::kTwin, label}, .if_it_can = true});
}

void Walker::UseFailed() {
  const CallRef& call = dice_.Of(palette_.calls);
  AddCall(call, dice_.Of(failed_), {.expect = {Expected::kFailure}});
}

// One at a time on each handle (GAP-09), and few in all: each costs the walk a part of a second.
void Walker::BeginWait() {
  constexpr std::size_t kMostWaits = 3;
  const Handle& handle = dice_.Of(open_);
  if (waits_.size() == kMostWaits) return EndWait();
  if (waits_.contains(handle.name)) return;
  const std::string wait = NewName('w');
  waits_[handle.name] = wait;
  std::string thread_of;
  if (!released_.empty() && dice_.Percent(50)) thread_of = std::exchange(released_, {});
  Add(step::Begin{{{functions_.FindCall(kWait)}, handle.name}, wait, false, false, thread_of});
}

void Walker::Release(const std::string& handle) {
  const CallRef flush{functions_.FindCall(kFlush)};
  const auto wait = waits_.find(handle);
  Add(step::Release{{flush, handle}, wait->second, std::nullopt, true, ""});
  released_ = wait->second;
  waits_.erase(wait);
}

// Another handle is flushed first, where one is not waited on; that ends nothing.
void Walker::EndWait() {
  constexpr std::int64_t kPause = 30;  // milliseconds
  const auto wait =
      std::next(waits_.begin(), static_cast<std::ptrdiff_t>(dice_.Below(waits_.size())));
  const Handle& other = dice_.Of(open_);
  const CallRef flush{functions_.FindCall(kFlush)};
  if (!waits_.contains(other.name)) {
    AddCall(flush, other.name, {});
    Add(step::Pending{wait->second, kPause, true, other.name});
  }
  Release(wait->first);
}

// A caller ends its waits and registrations before it closes the handle.
void Walker::FinishWith(const std::string& handle) {
  if (waits_.contains(handle)) Release(handle);
  for (std::size_t i = registered_.size(); i-- > 0;) {
    if (registered_[i].first == handle) Unregister(i);
  }
}

void Walker::Register() {
  const std::size_t window = dice_.Below(std::size(kRegister));
  const std::string& handle = dice_.Of(open_).name;
  registered_.emplace_back(handle, window);
  Add(step::Control{{{functions_.FindCall(kRegister[window])}, handle}, "", "", ""});
}

void Walker::Unregister(std::size_t which) {
  const auto [handle, window] = registered_[which];
  registered_.erase(registered_.begin() + static_cast<std::ptrdiff_t>(which));
  AddCall({functions_.FindCall(kUnregister[window])}, handle,
          {.expect = {Expected::kSuccess}, .if_it_can = true});
}

}  // namespace

const std::vector<std::string>& JudgedWords() {
  static const std::vector<std::string> words = {"closed",  "open",    "servers",
                                                 "current", "buffers", "forms",
                                                 "failed",  "waits",   "registrations"};
  return words;
}

const std::vector<std::string>& CallsOfWalks() {
  static const std::vector<std::string> calls = {kWait,        kFlush,         kRegister[0],
                                                 kRegister[1], kUnregister[0], kUnregister[1]};
  return calls;
}

std::vector<Step> StepsOf(const Walk& walk, const FunctionCatalogue& functions,
                          const Location& where) {
  return Walker(walk, functions, where).Steps();
}

}  // namespace wtsconform
