// Opens, closes, and what is asked of a handle's value.
#include <fmt/format.h>

#include "conformance/interpreter/interpreter.h"

namespace wtsconform {
namespace {

// How often `unlike` opens again, hoping for another value.
constexpr int kUnlikeAttempts = 16;

// What can be compared between runs and machines: addresses cannot.
std::string KindOfValue(Word value) {
  if (value == 0) return "NULL";
  if (value == ~Word{0}) return "INVALID_HANDLE_VALUE";
  return "another value";
}

}  // namespace

std::string OpensMayFail(const std::string& opener) {
  return opener + " gave no handle, and gave one when all others were closed: an open may fail";
}

Word Interpreter::OpenOnce(const std::string& opener, const std::string& server) {
  const Word value = caller_.Open(opener, server);
  const std::lock_guard lock(mutex_);
  if (server == "unreachable") {
    model_.OpenFailed(value);
  } else if (value) {
    model_.Opened(value);
  }
  return value;
}

void Interpreter::Open(const step::Open& step, Scope& scope) {
  if (!caller_.library().NameOf(step.server).available) {
    Judgement::Untestable(fmt::format(
        "there is no \"{}\" server to ask for on this implementation (its profile names none)",
        step.server));
  }
  Handle handle;
  handle.opener = step.opener->name;
  handle.server = step.server;
  handle.failed = step.server == "unreachable";
  handle.values = {OpenOnce(step.opener->name, step.server)};
  if (!step.unlike.empty()) OpenUnlike(step, scope, handle);
  const std::lock_guard lock(mutex_);
  handle.opens_seen = model_.OpenCount(handle.value());
  scope.handles[step.handle] = std::move(handle);
}

// Opens again while the value is the one to avoid, then closes what was too many.
void Interpreter::OpenUnlike(const step::Open& step, Scope& scope, Handle& handle) {
  const Word avoid = HandleNamed(step.unlike, scope).value();
  std::vector<Word> same;
  while (handle.value() == avoid && avoid) {
    if (same.size() == kUnlikeAttempts) {
      Judgement::Untestable(fmt::format(
          "each later open returned the value of \"{}\" again, which is lawful", step.unlike));
    }
    same.push_back(handle.value());
    handle.values = {OpenOnce(step.opener->name, step.server)};
  }
  for (const Word value : same) {
    {
      const std::lock_guard lock(mutex_);
      model_.Closed(value);
    }
    caller_.Close(step.unlike, value);
  }
}

void Interpreter::Close(const step::Close& step, Scope& scope) {
  if (step.handle == "current") {
    caller_.Close("current", 0);
    return judgement_.Decisive(false);
  }
  Handle& handle = HandleToClose(step.handle, scope);
  const bool required = case_.clause->level == Level::kRequired;
  if (handle.value() == 0 && case_.clause->level != Level::kRobustness) {
    Judgement::Untestable(
        fmt::format("{} returned NULL, which is WTS_CURRENT_SERVER_HANDLE and must not be closed",
                    handle.opener));
  }
  bool lawful = false;
  {
    const std::lock_guard lock(mutex_);
    const bool proved = proved_open_.contains(handle.value()) ||
                        proved_openers_.contains({handle.opener, handle.server});
    if (required && !proved) {
      Judgement::Untestable(fmt::format(
          "nothing shows that {} opened a handle, so there is none to close", handle.opener));
    }
    if (handle.closed && model_.LiveCount(handle.value()) > 0) {
      Judgement::Untestable(
          "the value is open for another open too, so closing it again is lawful");
    }
    handle.closed = true;
    lawful = model_.Closed(handle.value());
    if (required && !lawful) {
      Judgement::Untestable("the value is not open any more, so it must not be closed again");
    }
  }
  caller_.Close(step.handle, handle.value());
  if (!lawful) judgement_.Decisive(false);
}

void Interpreter::NotNull(const step::NotNull& step, Scope& scope) {
  const Handle& handle = HandleNamed(step.handle, scope);
  if (handle.value() == 0) {
    judgement_.Broken(
        "NULL",
        "a value that is not WTS_CURRENT_SERVER_HANDLE (NULL), which every function "
        "takes for this server",
        fmt::format("{} returned NULL for a server that does not exist", handle.opener));
  }
  judgement_.Decisive(false);
}

void Interpreter::Differ(const step::Differ& step, Scope& scope) {
  const Handle& a = HandleNamed(step.handle, scope);
  const Handle& b = HandleNamed(step.other, scope);
  if (a.value() == b.value()) {
    if (MayHaveFailed(a, TargetOf(step.handle, a, a.value()))) {
      Judgement::Untestable(OpensMayFail(a.opener));
    }
    judgement_.Broken(
        "the value of a failed open",
        fmt::format("{} opens the server that its twin opened", a.opener),
        fmt::format("{} returned {:#x}, which is also what {} returns for a server that does not "
                    "exist",
                    a.opener, a.value(), b.opener));
  }
  judgement_.Decisive(false);
}

void Interpreter::DescribeValue(const step::Describe& step, Scope& scope) {
  const Handle& handle = HandleNamed(step.handle, scope);
  judgement_.Observe(
      fmt::format("{} of {}: {}", handle.opener, handle.server, KindOfValue(handle.value())));
}

void Interpreter::Compare(const step::Compare& step, Scope& scope) {
  const bool same =
      HandleNamed(step.handle, scope).value() == HandleNamed(step.other, scope).value();
  judgement_.Observe(fmt::format("{} and {}: {}", step.handle, step.other,
                                 same ? "the same value" : "different values"));
}

}  // namespace wtsconform
