// What the mock needs from the system beyond the C++ library. What differs between systems is in
// files whose names end in _posix or _windows, and nowhere else.
#ifndef WTSCONFORM_MOCK_ABI_SYSTEM_H_
#define WTSCONFORM_MOCK_ABI_SYSTEM_H_

#include <cstddef>
#include <mutex>

// A library's thread-local storage lies where the loader happens to put it, and is asked for on
// every access; a small part of it may be given a fixed place when the library is loaded.
#ifdef __ELF__
#define WTSMOCK_FIXED_PLACE __attribute__((tls_model("initial-exec")))
#else
#define WTSMOCK_FIXED_PLACE
#endif

namespace wtsmock {

// Calls `end` when this thread ends, while its thread-local variables without a destructor are
// still there. A program may use one function only, and a thread may ask for it only once.
void AtThreadEnd(void (*end)());

// Takes the mutex before each fork and gives it back after it, so that it is free in the child and
// what it guards is whole. A program may name one of each order; they are taken in this order,
// which must be that of the calls.
enum class ForkOrder { kWorld, kBuffers, kBook, kSlots, kCount };
void HoldAcrossFork(ForkOrder order, std::mutex& mutex);

// Calls `act` in each child, while it holds those mutexes still. A program may name one of each
// order.
void InForkedChild(ForkOrder order, void (*act)());

// Reads memory that may not be there: false where it is not, or where the system does not say.
bool ReadIfMapped(const void* from, void* to, std::size_t bytes);

// Whether AddressSanitizer looks after this process's memory, and what it is told of bytes: that
// nobody may touch them, or that anybody may. They begin at an address that 8 divides.
bool IsUnderAddressSanitizer();
void ForbidBytes(const void* from, std::size_t bytes);
void AllowBytes(const void* from, std::size_t bytes);

// Zeroed memory that is never given back. It begins with a page, and the system provides its pages
// as they are touched, which the C library's calloc does not promise. Null if there is no memory.
void* ZeroedPages(std::size_t bytes);

// Opens a file descriptor, on Windows a handle, that stays open (a defect).
void OpenDescriptor();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_SYSTEM_H_
