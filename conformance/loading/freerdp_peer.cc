#include "conformance/loading/freerdp_peer.h"

#include "spec/wtsapi32.h"

namespace wtsconform {

FreerdpPeer::FreerdpPeer(const SharedObject& freerdp) {
  const auto new_peer = reinterpret_cast<void* (*)(int)>(freerdp.Find("freerdp_peer_new"));
  const auto new_context =
      reinterpret_cast<BOOL (*)(void*)>(freerdp.Find("freerdp_peer_context_new"));
  if (!new_peer || !new_context) {
    throw LoadError(freerdp.Path().string() +
                    " does not export freerdp_peer_new and freerdp_peer_context_new");
  }
  // -1: no socket; nothing here speaks to a network.
  void* const peer = new_peer(-1);
  if (!peer || !new_context(peer)) {
    throw LoadError(freerdp.Path().string() + ": no peer's context could be made");
  }
  context_ = *static_cast<void**>(peer);
}

}  // namespace wtsconform
