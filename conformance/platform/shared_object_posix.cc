#include <dlfcn.h>
#include <link.h>

#include "conformance/platform/shared_object.h"

namespace wtsconform {

SharedObject::SharedObject(const std::filesystem::path& file)
    // Global, because WinPR's providers look for each other's symbols; now, because an unresolved
    // symbol should be reported here and not in the middle of a case.
    : handle_(dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL)) {
  if (!handle_) throw LoadError(dlerror());
}

void* SharedObject::Find(const std::string& symbol) const { return dlsym(handle_, symbol.c_str()); }

void* SharedObject::FindInSystem(const std::string&) { return nullptr; }

// libfoo.so.2.11.7: the file's own name says it.
std::string SharedObject::Version() const {
  const std::string name = std::filesystem::weakly_canonical(Path()).filename().string();
  const auto so = name.find(".so.");
  return so == std::string::npos ? "" : name.substr(so + 4);
}

std::filesystem::path SharedObject::Path() const {
  const link_map* map = nullptr;
  if (dlinfo(handle_, RTLD_DI_LINKMAP, &map) != 0 || !map) return {};
  return map->l_name;
}

std::filesystem::path SharedObject::HomeOf(const std::string& symbol) const {
  Dl_info info{};
  const bool found = dladdr(Find(symbol), &info) != 0 && info.dli_fname;
  return found ? std::filesystem::path(info.dli_fname) : Path();
}

}  // namespace wtsconform
