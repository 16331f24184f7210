#include "conformance/loading/winpr.h"

#include "conformance/loading/freerdp_peer.h"
#include "spec/loader/toml/file_text.h"
#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

void* Required(const SharedObject& object, const std::string& symbol) {
  void* const address = object.Find(symbol);
  if (!address) throw LoadError(object.Path().string() + " does not export " + symbol);
  return address;
}

void Register(const SharedObject& winpr, const SharedObject& provider, const std::string& init) {
  const auto table = reinterpret_cast<const void* (*)()>(Required(provider, init))();
  if (!table) throw LoadError(provider.Path().string() + ": " + init + "() returned no table");
  const auto register_table =
      reinterpret_cast<BOOL (*)(const void*)>(Required(winpr, "WTSRegisterWtsApiFunctionTable"));
  if (!register_table(table)) {
    throw LoadError(winpr.Path().string() + " did not take the table of " +
                    provider.Path().string());
  }
}

class WinprLibrary : public Library {
 public:
  explicit WinprLibrary(const Profile& profile) : Library(profile) {
    if (profile.loader == Loader::kWinpr) {
      const auto winpr = LoadFirst(profile.library);
      Bind(winpr, winpr);
      WarmUp();
      RefuseStrayProvider();
      return;
    }
    const auto winpr = LoadFirst(profile.winpr);
    const auto provider = LoadFirst(profile.library);
    Register(*winpr, *provider, "InitWtsApi");
    Bind(winpr, provider);
  }

 private:
  // The first call of a process searches for a provider and leaves its own last error behind.
  void WarmUp() const {
    if (void* const close = Find("WTSFreeMemory")) {
      reinterpret_cast<void (*)(void*)>(close)(nullptr);
    }
  }

  // Without a registration WinPR looks for a provider by itself.
  void RefuseStrayProvider() const {
    for (const char* stray : {"/var/run/freerds.instance", "/run/freerds.instance"}) {
      if (IsThere(stray)) {
        throw LoadError(std::string(stray) + " makes WinPR load a provider: move it away");
      }
    }
  }
};

// FreeRDP takes the address of a peer's context for a server name; a text would be dereferenced.
class FreerdpLibrary : public Library {
 public:
  explicit FreerdpLibrary(const Profile& profile) : Library(profile) {
    const auto winpr = LoadFirst(profile.winpr);
    const auto freerdp = LoadFirst(profile.library);
    Register(*winpr, *freerdp, "FreeRDP_InitWtsApi");
    Bind(winpr, freerdp);
    reachable_ = std::make_unique<FreerdpPeer>(*freerdp);
    other_ = std::make_unique<FreerdpPeer>(*freerdp);
  }

  ServerName NameOf(std::string_view kind) const override {
    const auto pointer = [](const void* address, const char* shown) {
      return ServerName{true, std::nullopt, address, shown};
    };
    if (kind == "reachable") return pointer(reachable_->context(), "<a peer's context>");
    if (kind == "other") return pointer(other_->context(), "<another peer's context>");
    if (kind == "unreachable") return pointer(zeroed_, "<a context without a peer>");
    if (kind == "null") return pointer(nullptr, "NULL");
    return {};
  }

 private:
  std::unique_ptr<FreerdpPeer> reachable_;
  std::unique_ptr<FreerdpPeer> other_;
  // A context that belongs to no peer: FreeRDP reads two pointers of it and finds NULL.
  alignas(16) char zeroed_[4096] = {};
};

}  // namespace

std::unique_ptr<Library> LoadWinpr(const Profile& profile) {
  if (profile.loader == Loader::kWinprFreerdp) return std::make_unique<FreerdpLibrary>(profile);
  return std::make_unique<WinprLibrary>(profile);
}

}  // namespace wtsconform
