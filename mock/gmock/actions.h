// Actions for expectations on a MockWtsapi.
//
//   EXPECT_CALL(wtsapi,
//   WTSOpenServerW(TextIs("FARM2"))).WillOnce(FailWith(RPC_S_SERVER_UNAVAILABLE));
//   EXPECT_CALL(wtsapi, WTSEnumerateSessionsW)
//       .WillOnce(ReturnSessions({{.id = 1, .state = WTSActive, .station = "Console"}}));
//   EXPECT_CALL(wtsapi, WTSQuerySessionInformationW(_, 1, WTSUserName, _, _))
//       .WillRepeatedly(ReturnText("ann"));
//   EXPECT_CALL(wtsapi, WTSEnumerateSessionsW)
//       .WillRepeatedly(OnNthCall(3, FailWith(ERROR_ACCESS_DENIED)));
//
// Ownership: what they return is the caller's, and freed as the mock's own answers are, by
// WTSFreeMemory or WTSFreeMemoryEx; the ledger knows it. Thread-safety: one action may run on
// several threads. Errors: without memory, and where an out-parameter is NULL, they fail as the API
// does.
#ifndef WTSCONFORM_MOCK_GMOCK_ACTIONS_H_
#define WTSCONFORM_MOCK_GMOCK_ACTIONS_H_

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "mock/gmock/mock_wtsapi.h"
#include "mock/gmock/owners.h"
#include "mock/gmock/text.h"

namespace wtsconform {

namespace internal {

inline BOOL Failed(DWORD error) {
  LeaveError(error);
  return FALSE;
}

class FailWithAction {
 public:
  explicit FailWithAction(DWORD error) : error_(error) {}

  template <class Result, class Arguments>
  Result Perform(const Arguments&) const {
    LeaveError(error_);
    // Those that return a HANDLE and have one parameter are the openers, whose NULL would be valid.
    if constexpr (std::is_same_v<Result, HANDLE> && std::tuple_size_v<Arguments> == 1) {
      return WtsMockFailedOpen(MockedCall::Function());
    } else {
      return Result();
    }
  }

 private:
  DWORD error_;
};

}  // namespace internal

// Sets the last error and returns what says so: FALSE, a channel that is NULL; for an opener what
// the mock's own returns where a server cannot be reached, which is not NULL unless a switch says
// so. Out-parameters stay as they are.
inline auto FailWith(DWORD error) {
  return testing::MakePolymorphicAction(internal::FailWithAction(error));
}

// A session, for ReturnSessions. Texts are UTF-8. What one of the two structures has no place for
// is left out of it; in WTS_SESSION_INFO_1 an empty text but the station is NULL, as its page has
// it.
struct SessionRow {
  DWORD id = 0;
  WTS_CONNECTSTATE_CLASS state = WTSActive;
  std::string station = {};
  std::string user = {};
  std::string domain = {};
  std::string host = {};
  std::string farm = {};
};

namespace internal {

// Structures and, behind them, their texts: one buffer, as the API has it.
template <class Info>
class Answer {
 public:
  using Char = std::conditional_t<BufferTraits<Info>::kIsWide, WCHAR, CHAR>;

  explicit Answer(std::size_t size) : infos_(size) {}

  Info& operator[](std::size_t i) { return infos_[i]; }

  // The place is set by Finish.
  void SetText(std::size_t i, Char* Info::*place, const std::string& text) {
    texts_.push_back({i, place, As<Char>(text)});
  }

  // False if there is no memory.
  bool Finish(Info** out, DWORD* count) const {
    std::size_t bytes = infos_.size() * sizeof(Info);
    for (const Text& each : texts_) bytes += (each.text.size() + 1) * sizeof(Char);
    const auto entries = static_cast<unsigned>(infos_.size());
    void* const buffer =
        WtsMockNewBuffer(MockedCall::Function(), bytes, BufferTraits<Info>::kClass, entries);
    if (buffer == nullptr) return false;
    auto* const infos = static_cast<Info*>(buffer);
    std::copy(infos_.begin(), infos_.end(), infos);
    auto* next = reinterpret_cast<Char*>(infos + infos_.size());
    for (const Text& each : texts_) {
      infos[each.index].*each.place = next;
      next = std::copy_n(each.text.c_str(), each.text.size() + 1, next);
    }
    *out = infos;
    *count = entries;
    return true;
  }

 private:
  struct Text {
    std::size_t index;
    Char* Info::*place;
    std::basic_string<Char> text;
  };

  std::vector<Info> infos_;
  std::vector<Text> texts_;
};

template <class Info>
void Describe(Answer<Info>& answer, std::size_t i, const SessionRow& row) {
  answer[i].SessionId = row.id;
  answer[i].State = row.state;
  if constexpr (requires { answer[i].pWinStationName; }) {
    answer.SetText(i, &Info::pWinStationName, row.station);
  } else {
    const auto set = [&](auto place, const std::string& text) {
      if (!text.empty()) answer.SetText(i, place, text);
    };
    answer[i].ExecEnvId = row.id;
    answer.SetText(i, &Info::pSessionName, row.station);
    set(&Info::pUserName, row.user);
    set(&Info::pDomainName, row.domain);
    set(&Info::pHostName, row.host);
    set(&Info::pFarmName, row.farm);
  }
}

class ReturnSessionsAction {
 public:
  explicit ReturnSessionsAction(std::vector<SessionRow> rows) : rows_(std::move(rows)) {}

  template <class Result, class Arguments>
  Result Perform(const Arguments& arguments) const {
    static_assert(std::tuple_size_v<Arguments> == 5,
                  "ReturnSessions is for WTSEnumerateSessionsA, W, ExA and ExW");
    return Return(std::get<3>(arguments), std::get<4>(arguments));
  }

 private:
  template <class Info>
  BOOL Return(Info** out, DWORD* count) const {
    if (out == nullptr || count == nullptr) return Failed(ERROR_INVALID_PARAMETER);
    Answer<Info> answer(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) Describe(answer, i, rows_[i]);
    return answer.Finish(out, count) ? TRUE : Failed(ERROR_NOT_ENOUGH_MEMORY);
  }

  std::vector<SessionRow> rows_;
};

// Bytes of an answer, which differ by the form where they are a text.
class ReturnBytesAction {
 public:
  ReturnBytesAction(std::string ansi, std::string wide)
      : ansi_(std::move(ansi)), wide_(std::move(wide)) {}

  template <class Result, class Arguments>
  Result Perform(const Arguments& arguments) const {
    static_assert(std::tuple_size_v<Arguments> == 5,
                  "this action is for WTSQuerySessionInformation and WTSQueryUserConfig");
    return Return(std::get<3>(arguments), std::get<4>(arguments));
  }

 private:
  template <class Char>
  BOOL Return(Char** out, DWORD* count) const {
    if (out == nullptr || count == nullptr) return Failed(ERROR_INVALID_PARAMETER);
    const std::string& bytes = sizeof(Char) == 1 ? ansi_ : wide_;
    void* const buffer = WtsMockNewBuffer(MockedCall::Function(), bytes.size(), kFreedUntyped, 1);
    if (buffer == nullptr) return Failed(ERROR_NOT_ENOUGH_MEMORY);
    std::memcpy(buffer, bytes.data(), bytes.size());
    *out = static_cast<Char*>(buffer);
    *count = static_cast<DWORD>(bytes.size());
    return TRUE;
  }

  std::string ansi_;
  std::string wide_;
};

template <class Object>
std::string BytesOf(const Object* objects, std::size_t count) {
  return std::string(reinterpret_cast<const char*>(objects), count * sizeof(Object));
}

}  // namespace internal

// The sessions, for WTSEnumerateSessionsA, W, ExA and ExW, whatever the call asks for.
inline auto ReturnSessions(std::vector<SessionRow> rows) {
  return testing::MakePolymorphicAction(internal::ReturnSessionsAction(std::move(rows)));
}

// A text, for WTSQuerySessionInformationA and W and WTSQueryUserConfigA and W: UTF-8.
inline auto ReturnText(const std::string& text) {
  const WideString wide = Wide(text);
  return testing::MakePolymorphicAction(
      internal::ReturnBytesAction(internal::BytesOf(text.c_str(), text.size() + 1),
                                  internal::BytesOf(wide.c_str(), wide.size() + 1)));
}

// A number or a structure, for the same functions: ReturnValue(USHORT{2}),
// ReturnValue(WTSINFOW{...}).
template <class Value>
auto ReturnValue(const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value> && !std::is_pointer_v<Value>);
  const std::string bytes = internal::BytesOf(&value, 1);
  return testing::MakePolymorphicAction(internal::ReturnBytesAction(bytes, bytes));
}

namespace internal {

// The call goes to the mock's own function.
template <class Result, class... Arguments>
Result PassOn(Arguments... arguments) {
  const MockedCall* const call = MockedCall::Innermost();
  if (call == nullptr) {
    ADD_FAILURE() << "OnNthCall is for functions of a MockWtsapi";
    return Result();
  }
  return reinterpret_cast<Result (*)(Arguments...)>(call->own())(arguments...);
}

template <class Inner>
class OnNthCallAction {
 public:
  OnNthCallAction(unsigned n, Inner inner) : n_(n), inner_(std::move(inner)) {}

  template <class Result, class... Arguments>
  operator testing::Action<Result(Arguments...)>() const {  // NOLINT: as actions are
    return [n = n_, calls = calls_, inner = testing::Action<Result(Arguments...)>(inner_)](
               Arguments... arguments) -> Result {
      if (++*calls == n) return inner.Perform(std::forward_as_tuple(arguments...));
      return PassOn<Result, Arguments...>(arguments...);
    };
  }

 private:
  unsigned n_;
  Inner inner_;
  std::shared_ptr<std::atomic<unsigned>> calls_ = std::make_shared<std::atomic<unsigned>>(0);
};

}  // namespace internal

// The n-th call, counted from 1 over all threads, gets the action; every other one goes to the
// mock's own function. For WillRepeatedly, WillByDefault.
template <class Inner>
auto OnNthCall(unsigned n, Inner action) {
  return internal::OnNthCallAction<Inner>(n, std::move(action));
}

}  // namespace wtsconform

#endif  // WTSCONFORM_MOCK_GMOCK_ACTIONS_H_
