// wtsconform/gmock.h - tests of a program that calls Wtsapi32, with GoogleMock.
//
//   #include <wtsconform/gmock.h>
//
//   using namespace testing;
//   using namespace wtsconform;
//
//   TEST(Janitor, LogsOffWhoIsDisconnected) {
//     NiceMock<MockWtsapi> wtsapi;
//     InstalledWtsapi installed(wtsapi);  // from here the C functions land in `wtsapi`
//     EXPECT_CALL(wtsapi, WTSEnumerateSessionsW(HandleOf("FARM2"), _, _, _, _))
//         .WillOnce(ReturnSessions({{.id = 5, .state = WTSDisconnected}, {.id = 7}}));
//     EXPECT_CALL(wtsapi, WTSLogoffSession(HandleOf("FARM2"), 5, _)).WillOnce(Return(TRUE));
//     CleanUp("FARM2");  // the program's own function: it calls Wtsapi32 and knows of no mock
//   }
//
// Link it with wtsconform::gmock, which brings the mock and GoogleMock. What a test says nothing of
// goes to the mock's world: here the open and the close. A test that wants only an error, a world
// or an event needs no GoogleMock: wtsapi32mock.h has them.
//
// The headers, each with its own contract: wtsapi.h (every function as an interface, and its
// installation), mock_wtsapi.h (the mock), owners.h (ServerHandle, Buffer), matchers.h, actions.h,
// print.h. It takes a compiler half a minute, most of it GoogleMock's: include it in as few files as
// can be.
//
// Units: as in the API; texts of these headers are UTF-8. Ownership: a mock is its test's, and must
// outlive the InstalledWtsapi. Thread-safety: expectations are set before the threads that call
// start, as GoogleMock asks; calls may come from any thread. Errors: an action sets the last error
// with FailWith, or by SetLastError as its last act; without, it stays as the caller had it.
#ifndef WTSCONFORM_MOCK_GMOCK_GMOCK_H_
#define WTSCONFORM_MOCK_GMOCK_GMOCK_H_

#include "mock/gmock/actions.h"      // IWYU pragma: export
#include "mock/gmock/matchers.h"     // IWYU pragma: export
#include "mock/gmock/mock_wtsapi.h"  // IWYU pragma: export
#include "mock/gmock/owners.h"       // IWYU pragma: export
#include "mock/gmock/print.h"        // IWYU pragma: export
#include "mock/gmock/text.h"         // IWYU pragma: export
#include "mock/gmock/wtsapi.h"       // IWYU pragma: export

#endif  // WTSCONFORM_MOCK_GMOCK_GMOCK_H_
