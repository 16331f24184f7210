// Matchers for what goes into the API's functions and comes out of them.
//
//   EXPECT_CALL(wtsapi, WTSLogoffSession(HandleOf("FARM2"), 21, _));
//   EXPECT_THAT(sessions, Contains(AllOf(SessionIdIs(2), StateIs(WTSActive))));
//   EXPECT_CALL(wtsapi, WTSOpenServerW(TextIs("FARM2")));
//   EXPECT_CALL(wtsapi, WTSSendMessageW).With(Args<4, 5>(CountedTextIs(HasSubstr("shut down"))));
#ifndef WTSCONFORM_MOCK_GMOCK_MATCHERS_H_
#define WTSCONFORM_MOCK_GMOCK_MATCHERS_H_

#include <gmock/gmock.h>

#include <string>
#include <tuple>
#include <type_traits>

#include "mock/gmock/print.h"
#include "mock/gmock/text.h"
#include "mock/gmock/wtsapi.h"

namespace wtsconform {

namespace internal {

inline void ExplainHandle(HANDLE handle, std::ostream* out) {
  if (out == nullptr) return;
  if (handle == WTS_CURRENT_SERVER_HANDLE) {
    *out << "which is WTS_CURRENT_SERVER_HANDLE";
  } else if (const char* const server = WtsMockServerOf(handle)) {
    *out << "which is an open handle of server \"" << server << "\"";
  } else if (WtsMockIsOpen(handle) != 0) {
    *out << "which is an open handle of a server that cannot be reached";
  } else {
    *out << "which is not open";
  }
}

template <class Info>
WTS_CONNECTSTATE_CLASS StateOf(const Info& info) {
  if constexpr (requires { info.State; }) {
    return info.State;
  } else {
    return info.SessionState;
  }
}

}  // namespace internal

// An open handle of the server of this name or alias (UTF-8), as the mock's world knows it. Neither
// a handle that an expectation made up, nor WTS_CURRENT_SERVER_HANDLE: IsNull() matches that.
MATCHER_P(HandleOf, server,
          (negation ? "is no open handle of server \"" : "is an open handle of server \"") +
              std::string(server) + "\"") {
  internal::ExplainHandle(arg, result_listener->stream());
  return WtsMockIsOpenOn(arg, std::string(server).c_str()) != 0;
}

// An open handle of any server; not WTS_CURRENT_SERVER_HANDLE, which nobody opened.
MATCHER(IsLiveHandle, negation ? "is no open server handle" : "is an open server handle") {
  internal::ExplainHandle(arg, result_listener->stream());
  return WtsMockIsOpen(arg) != 0;
}

// For every structure that names a session; `id` is a number or a matcher of one.
MATCHER_P(SessionIdIs, id,
          "has a session id that " + testing::DescribeMatcher<DWORD>(id, negation)) {
  return testing::ExplainMatchResult(id, arg.SessionId, result_listener);
}

// For every structure that has a session's state; `state` is one or a matcher of one.
MATCHER_P(StateIs, state,
          "has a state that " + testing::DescribeMatcher<WTS_CONNECTSTATE_CLASS>(state, negation)) {
  return testing::ExplainMatchResult(state, internal::StateOf(arg), result_listener);
}

// A text of the A or the W form, not NULL, that ends with a zero; `text` is UTF-8 or a matcher of a
// std::string.
MATCHER_P(TextIs, text, "is a text that " + testing::DescribeMatcher<std::string>(text, negation)) {
  if (arg == nullptr) {
    *result_listener << "which is NULL";
    return false;
  }
  return testing::ExplainMatchResult(text, Utf8(arg), result_listener);
}

// The same for a text with its length in bytes, of WTSSendMessage: Args<2, 3> is its title, Args<4,
// 5> its message. The length may have the terminating zero in it.
MATCHER_P(CountedTextIs, text,
          "is a text that " + testing::DescribeMatcher<std::string>(text, negation)) {
  const auto* const begin = +std::get<0>(arg);
  using Char = std::remove_cvref_t<decltype(*begin)>;
  if (begin == nullptr) {
    *result_listener << "which is NULL";
    return false;
  }
  std::basic_string_view<Char> units(begin, std::get<1>(arg) / sizeof(Char));
  if (!units.empty() && units.back() == Char()) units.remove_suffix(1);
  const std::string content = Utf8(units);
  *result_listener << "which is \"" << content << "\"";
  return testing::ExplainMatchResult(text, content, result_listener);
}

}  // namespace wtsconform

#endif  // WTSCONFORM_MOCK_GMOCK_MATCHERS_H_
