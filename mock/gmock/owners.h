// What a program gets from the API, given back by itself: server handles and buffers.
//
//   using namespace wtsconform;
//   ServerHandle server = ServerHandle::Open("FARM2");
//   Buffer<WTS_SESSION_INFOW> sessions;
//   if (WTSEnumerateSessionsW(server.get(), 0, 1, sessions.out(), sessions.out_count())) {
//     for (const WTS_SESSION_INFOW& each : sessions) Show(each);
//   }
//
// They call the exported functions, so that expectations see what is closed and freed. They need no
// GoogleMock, and work with any implementation. Thread-safety: as of a std::unique_ptr. Errors:
// that of the call that filled them; they report none of their own.
#ifndef WTSCONFORM_MOCK_GMOCK_OWNERS_H_
#define WTSCONFORM_MOCK_GMOCK_OWNERS_H_

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "mock/gmock/text.h"
#include "spec/wtsapi32.h"

namespace wtsconform {

// Closes the handle at its end; not WTS_CURRENT_SERVER_HANDLE, which nobody opened (CLOSE-3). A
// failed open returns what may be closed (GAP-14): whether it failed, the first use shows (OPEN-3).
class ServerHandle {
 public:
  ServerHandle() = default;
  explicit ServerHandle(HANDLE handle) : handle_(handle) {}
  ServerHandle(ServerHandle&& other) noexcept : handle_(other.release()) {}
  ServerHandle& operator=(ServerHandle&& other) noexcept {
    if (this != &other) reset(other.release());
    return *this;
  }
  ~ServerHandle() { reset(); }

  // By WTSOpenServerW and WTSOpenServerExW; the name is UTF-8.
  static ServerHandle Open(std::string_view name) {
    return ServerHandle(WTSOpenServerW(Wide(name).data()));
  }
  static ServerHandle OpenEx(std::string_view name) {
    return ServerHandle(WTSOpenServerExW(Wide(name).data()));
  }

  HANDLE get() const { return handle_; }
  HANDLE release() { return std::exchange(handle_, WTS_CURRENT_SERVER_HANDLE); }
  void reset(HANDLE handle = WTS_CURRENT_SERVER_HANDLE) {
    const HANDLE old = std::exchange(handle_, handle);
    if (old != WTS_CURRENT_SERVER_HANDLE) WTSCloseServer(old);
  }

 private:
  HANDLE handle_ = WTS_CURRENT_SERVER_HANDLE;
};

inline constexpr int kFreedUntyped = -1;  // by WTSFreeMemory

// How a buffer of T comes and goes: which WTS_TYPE_CLASS frees it, in which form, and whether its
// count is one of elements or of bytes.
template <class T>
struct BufferTraits {
  static constexpr int kClass = kFreedUntyped;
  static constexpr bool kIsWide = false;
  static constexpr bool kCountsBytes = true;
};

namespace internal {

template <int kOfClass, bool kWide>
struct ArrayTraits {
  static constexpr int kClass = kOfClass;
  static constexpr bool kIsWide = kWide;
  static constexpr bool kCountsBytes = false;
};

}  // namespace internal

template <>
struct BufferTraits<WTS_SERVER_INFOA> : internal::ArrayTraits<kFreedUntyped, false> {};
template <>
struct BufferTraits<WTS_SERVER_INFOW> : internal::ArrayTraits<kFreedUntyped, true> {};
template <>
struct BufferTraits<WTS_SESSION_INFOA> : internal::ArrayTraits<kFreedUntyped, false> {};
template <>
struct BufferTraits<WTS_SESSION_INFOW> : internal::ArrayTraits<kFreedUntyped, true> {};
template <>
struct BufferTraits<WTS_SESSION_INFO_1A> : internal::ArrayTraits<WTSTypeSessionInfoLevel1, false> {
};
template <>
struct BufferTraits<WTS_SESSION_INFO_1W> : internal::ArrayTraits<WTSTypeSessionInfoLevel1, true> {};
template <>
struct BufferTraits<WTS_PROCESS_INFOA> : internal::ArrayTraits<kFreedUntyped, false> {};
template <>
struct BufferTraits<WTS_PROCESS_INFOW> : internal::ArrayTraits<kFreedUntyped, true> {};
template <>
struct BufferTraits<WTS_PROCESS_INFO_EXA> : internal::ArrayTraits<WTSTypeProcessInfoLevel1, false> {
};
template <>
struct BufferTraits<WTS_PROCESS_INFO_EXW> : internal::ArrayTraits<WTSTypeProcessInfoLevel1, true> {
};

// A buffer of the API and its count, freed at its end by the function that its type asks for. One
// type comes both ways: what WTSEnumerateProcessesEx returns on level 0 is a
// Buffer<WTS_PROCESS_INFOW, WTSTypeProcessInfoLevel0>.
//
// Texts and structures of WTSQuerySessionInformation come with a count of bytes: Buffer<CHAR>,
// Buffer<WTSINFOW>. size() is one of elements all the same; a text's has its terminating zero in
// it.
template <class T, int kClass = BufferTraits<T>::kClass>
class Buffer {
 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  Buffer() = default;
  Buffer(Buffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), count_(std::exchange(other.count_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    if (this == &other) return *this;
    reset();
    data_ = std::exchange(other.data_, nullptr);
    count_ = std::exchange(other.count_, 0);
    return *this;
  }
  ~Buffer() { reset(); }

  // For a call to fill; what was there is freed. A function that returns everything by one type, as
  // WTSQuerySessionInformation and WTSEnumerateProcessesEx do, takes out_as<LPWSTR>().
  T** out() {
    reset();
    return &data_;
  }
  template <class Pointer>
  Pointer* out_as() {
    return reinterpret_cast<Pointer*>(out());
  }
  DWORD* out_count() { return &count_; }

  T* data() const { return data_; }
  std::size_t size() const {
    if (data_ == nullptr) return 0;
    return BufferTraits<T>::kCountsBytes ? count_ / sizeof(T) : count_;
  }
  bool empty() const { return size() == 0; }
  T* begin() const { return data_; }
  T* end() const { return data_ + size(); }
  T& operator[](std::size_t i) const { return data_[i]; }

  // The caller's to free.
  T* release() {
    count_ = 0;
    return std::exchange(data_, nullptr);
  }

  void reset() {
    const ULONG entries = static_cast<ULONG>(size());
    T* const old = release();
    if (old == nullptr) return;
    if constexpr (kClass == kFreedUntyped) {
      WTSFreeMemory(old);
    } else if constexpr (BufferTraits<T>::kIsWide) {
      WTSFreeMemoryExW(static_cast<WTS_TYPE_CLASS>(kClass), old, entries);
    } else {
      WTSFreeMemoryExA(static_cast<WTS_TYPE_CLASS>(kClass), old, entries);
    }
  }

 private:
  T* data_ = nullptr;
  DWORD count_ = 0;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_MOCK_GMOCK_OWNERS_H_
