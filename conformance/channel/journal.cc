#include "conformance/channel/journal.h"

namespace wtsconform {

// No constructor runs: it would write to every page, and zeros are what it would write.
Journal& Journal::NewIn(void* memory, std::uint64_t nonce) {
  auto& journal = *static_cast<Journal*>(memory);
  journal.identity = {kVersion, sizeof(Journal), nonce};
  return journal;
}

Journal* Journal::FoundIn(void* memory) {
  auto* const journal = static_cast<Journal*>(memory);
  const bool known =
      journal->identity.version == kVersion && journal->identity.size == sizeof(Journal);
  return known ? journal : nullptr;
}

}  // namespace wtsconform
