#include "conformance/isolation/channel_memory_posix.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <random>

#include "conformance/isolation/system_error_posix.h"

namespace wtsconform::posix_child {
namespace {

// Pages that nobody may touch, before and after the channel.
constexpr std::size_t kGuard = 64 * 1024;
constexpr std::size_t kPage = 64 * 1024;  // the largest there is
constexpr std::size_t kRoom = (sizeof(Journal) + kPage - 1) / kPage * kPage;
constexpr std::size_t kSize = kGuard + kRoom + kGuard;

std::uint64_t NewNonce() {
  static std::uint64_t last = std::uint64_t{std::random_device{}()} << 32;
  return ++last;
}

// Of a size that nobody can change: one who reads beyond a file's end dies of it.
int NewFile() {
  const int file = memfd_create("channel", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) ThrowErrno("no file for a child's channel");
  if (ftruncate(file, kRoom) == 0 &&
      fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0) {
    return file;
  }
  close(file);
  ThrowErrno("a child's channel");
}

std::byte* Map(int file) {
  void* const memory = mmap(nullptr, kSize, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) ThrowErrno("no memory for a child's channel");
  auto* const bytes = static_cast<std::byte*>(memory);
  if (mmap(bytes + kGuard, kRoom, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0) !=
          MAP_FAILED &&
      madvise(memory, kSize, MADV_DONTFORK) == 0) {
    return bytes;
  }
  munmap(memory, kSize);
  ThrowErrno("no shared memory for a child's channel");
}

}  // namespace

ChannelMemory::ChannelMemory()
    : file_(NewFile()),
      nonce_(NewNonce()),
      memory_(Map(file_.number())),
      journal_(&Journal::NewIn(memory_ + kGuard, nonce_)) {}

ChannelMemory::~ChannelMemory() { munmap(memory_, kSize); }

Journal& ChannelMemory::MapInChild(int descriptor) {
  Journal* const journal = Journal::FoundIn(Map(descriptor) + kGuard);
  if (!journal) throw std::runtime_error("this is no child's channel");
  return *journal;
}

}  // namespace wtsconform::posix_child
