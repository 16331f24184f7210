// The memory of one child's channel: a file without a name that its parent and the child map, and
// whose descriptor is the only way to it. No process inherits the mapping.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_CHANNEL_MEMORY_POSIX_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_CHANNEL_MEMORY_POSIX_H_

#include <cstddef>
#include <cstdint>

#include "conformance/channel/child_report.h"
#include "conformance/isolation/descriptor_posix.h"

namespace wtsconform::posix_child {

// Everything here throws std::runtime_error where the system has no more to give.
class ChannelMemory {
 public:
  // A new, empty channel, for the parent.
  ChannelMemory();
  ~ChannelMemory();
  ChannelMemory(const ChannelMemory&) = delete;
  ChannelMemory& operator=(const ChannelMemory&) = delete;

  // What the child is to be given, until it has it.
  int descriptor() const { return file_.number(); }
  void CloseDescriptor() { file_.Close(); }

  Journal& journal() const { return *journal_; }
  ChildReport Report() const { return ReadReport(*journal_, nonce_); }

  // The channel as its child sees it, until that ends.
  static Journal& MapInChild(int descriptor);

 private:
  Descriptor file_;
  const std::uint64_t nonce_;
  std::byte* const memory_;
  Journal* const journal_;
};

}  // namespace wtsconform::posix_child

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_CHANNEL_MEMORY_POSIX_H_
