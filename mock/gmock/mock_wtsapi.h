// Wtsapi32 as a mock of GoogleMock. gmock.h has an example, and includes all that goes with it.
#ifndef WTSCONFORM_MOCK_GMOCK_MOCK_WTSAPI_H_
#define WTSCONFORM_MOCK_GMOCK_MOCK_WTSAPI_H_

#include <gmock/gmock.h>

#include "mock/gmock/wtsapi.h"

namespace wtsconform {

namespace internal {

// The call of a MockWtsapi that a thread is in. What GoogleMock does before and after an action may
// change the last error (on Windows, to take a lock does): the one before is there for the action,
// and the one that the action leaves is the caller's.
class MockedCall {
 public:
  using AnyFunction = void (*)();

  MockedCall(const char* function, AnyFunction by_default)
      : function_(function), own_(by_default), outer_(innermost_), error_(GetLastError()) {
    innermost_ = this;
  }
  ~MockedCall() {
    innermost_ = outer_;
    if (is_kept_) SetLastError(error_);
  }
  MockedCall(const MockedCall&) = delete;
  MockedCall& operator=(const MockedCall&) = delete;

  // Null outside a call.
  static MockedCall* Innermost() { return innermost_; }
  // The function that is called; "" outside a call.
  static const char* Function() { return innermost_ == nullptr ? "" : innermost_->function_; }

  AnyFunction own() const { return own_; }
  DWORD error() const { return error_; }
  void KeepError(DWORD error) {
    error_ = error;
    is_kept_ = true;
  }

 private:
  static inline thread_local MockedCall* innermost_ = nullptr;

  const char* function_;
  AnyFunction own_;
  MockedCall* outer_;
  DWORD error_;
  bool is_kept_ = false;
};

// The action sets the last error.
inline void LeaveError(DWORD error) {
  SetLastError(error);
  if (MockedCall* const call = MockedCall::Innermost()) call->KeepError(error);
}

// Around a call of the mock's own function from an action.
class OwnCall {
 public:
  OwnCall() : call_(MockedCall::Innermost()) {
    if (call_ != nullptr) SetLastError(call_->error());
  }
  ~OwnCall() {
    if (call_ != nullptr) call_->KeepError(GetLastError());
  }
  OwnCall(const OwnCall&) = delete;
  OwnCall& operator=(const OwnCall&) = delete;

 private:
  MockedCall* call_;
};

// What a MockWtsapi does by default.
struct ByDefault {
#define WTSAPI32_COUNTED(type) Counted<type>
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  static returns name parameters {                                          \
    const OwnCall call;                                                     \
    return WtsMockOwnFunctions()->name arguments;                           \
  }
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

class MockedMethods : public Wtsapi {
 public:
#define WTSAPI32_COUNTED(type) Counted<type>
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  MOCK_METHOD(returns, name, parameters, (override));
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

}  // namespace internal

// A mock method for each function. What a test says nothing of goes to the mock's world. NiceMock,
// NaggyMock and StrictMock do with it what they do with any mock: of a StrictMock a test must
// expect the closes and the frees too.
class MockWtsapi : public internal::MockedMethods {
 public:
  MockWtsapi() {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  ON_CALL(*this, name).WillByDefault(&internal::ByDefault::name);
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
  }

#define WTSAPI32_COUNTED(type) Counted<type>
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments)                      \
  returns name parameters override {                                                             \
    const internal::MockedCall call(                                                             \
        #name, reinterpret_cast<internal::MockedCall::AnyFunction>(&internal::ByDefault::name)); \
    return MockedMethods::name arguments;                                                        \
  }
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

}  // namespace wtsconform

#endif  // WTSCONFORM_MOCK_GMOCK_MOCK_WTSAPI_H_
