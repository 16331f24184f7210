// A FreeRDP peer without a connection: what FreeRDP's WTSOpenServerA is given for a server name.
//
// Only exported functions and the two documented first members are used (the context is the
// peer's first member), so that it works with every version and without FreeRDP's headers.
#ifndef WTSCONFORM_CONFORMANCE_LOADING_FREERDP_PEER_H_
#define WTSCONFORM_CONFORMANCE_LOADING_FREERDP_PEER_H_

#include "conformance/platform/shared_object.h"

namespace wtsconform {

class FreerdpPeer {
 public:
  // Throws LoadError where the library lacks the functions or they fail. The peer is never freed:
  // handles keep pointers into it until the process ends.
  explicit FreerdpPeer(const SharedObject& freerdp);

  const void* context() const { return context_; }

 private:
  const void* context_ = nullptr;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_LOADING_FREERDP_PEER_H_
