// Every function of Wtsapi32 as a class, and what stands in its place behind the exported ones.
//
//   class Logged : public wtsconform::Own {   // what is not overridden goes to the mock's own
//     BOOL WTSLogoffSession(HANDLE server, DWORD session, BOOL wait) override {
//       std::cout << "log off " << session << "\n";
//       return Own::WTSLogoffSession(server, session, wait);
//     }
//   } logged;
//   wtsconform::InstalledWtsapi installed(logged);
//   RunTheProgram();  // its WTSLogoffSession, however it got it, lands in `logged`
//
// Not where expectations are wanted: mock_wtsapi.h has them, with GoogleMock.
//
// Ownership, units, errors: as spec/wtsapi32.h says of the functions. Thread-safety:
// InstalledWtsapi says.
#ifndef WTSCONFORM_MOCK_GMOCK_WTSAPI_H_
#define WTSCONFORM_MOCK_GMOCK_WTSAPI_H_

#include <atomic>
#include <ostream>
#include <stdexcept>

#include "mock/hook/wtsapi32mock_functions.h"

namespace wtsconform {

// A pointer to text or bytes, as the API takes it with a length of its own. It converts to that
// pointer, but GoogleMock must not see a `char*`, which it prints up to a zero: that need not
// exist.
template <class Pointer>
class Counted {
 public:
  Counted(Pointer at) : at_(at) {}          // NOLINT: as a pointer is handed on
  operator Pointer() const { return at_; }  // NOLINT: likewise

  friend void PrintTo(const Counted& counted, std::ostream* out) {
    *out << static_cast<const void*>(counted.at_);
  }

 private:
  Pointer at_;
};

class Wtsapi {
 public:
  virtual ~Wtsapi() = default;

#define WTSAPI32_COUNTED(type) Counted<type>
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  virtual returns name parameters = 0;
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

// The mock's own functions, whatever is installed in front of them.
class Own : public Wtsapi {
 public:
#define WTSAPI32_COUNTED(type) Counted<type>
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  returns name parameters override { return WtsMockOwnFunctions()->name arguments; }
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

namespace internal {

inline std::atomic<Wtsapi*> installed_wtsapi = nullptr;

// What is put in front of the mock's functions: each passes its call on to the one that is
// installed.
struct PassedOn {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  static returns convention name parameters {                               \
    Wtsapi* const wtsapi = installed_wtsapi;                                \
    if (wtsapi == nullptr) return WtsMockOwnFunctions()->name arguments;    \
    return wtsapi->name arguments;                                          \
  }
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION

  static constexpr WtsMockFunctions Table() {
    return {
        sizeof(WtsMockFunctions),
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) &PassedOn::name,
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
    };
  }
};

inline constexpr WtsMockFunctions kPassedOn = PassedOn::Table();

}  // namespace internal

// While it lives, the exported functions of the mock call `wtsapi`, on whichever thread, and
// through whatever pointer (dlsym, GetProcAddress, a WinPR) a program calls them. Of several the
// one that was made last counts; they end in the opposite order, as locals do.
//
// `wtsapi` belongs to its maker, and must outlive it. When it ends, no other thread may be in a
// call that came through it: join them first, or end their waits (WtsMockReset). No exception may
// leave `wtsapi`: there is C between it and the program. Throws std::logic_error where the header
// is another version's than the library.
class InstalledWtsapi {
 public:
  explicit InstalledWtsapi(Wtsapi& wtsapi) {
    if (WtsMockInstall(&internal::kPassedOn, &table_before_) != 0) {
      throw std::logic_error(WtsMockError());
    }
    before_ = internal::installed_wtsapi.exchange(&wtsapi);
  }
  ~InstalledWtsapi() {
    WtsMockInstall(table_before_, nullptr);
    internal::installed_wtsapi = before_;
  }
  InstalledWtsapi(const InstalledWtsapi&) = delete;
  InstalledWtsapi& operator=(const InstalledWtsapi&) = delete;

 private:
  const WtsMockFunctions* table_before_ = nullptr;
  Wtsapi* before_ = nullptr;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_MOCK_GMOCK_WTSAPI_H_
