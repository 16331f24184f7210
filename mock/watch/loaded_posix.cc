#include "mock/watch/loaded_posix.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>

#include <cstdint>
#include <cstring>

namespace wtsmock {
namespace {

using Symbol = ElfW(Sym);
using Visit = std::function<bool(const LoadedObject&)>;

// What an object's dynamic section says of its symbols.
struct Symbols {
  const Symbol* table = nullptr;
  const char* names = nullptr;
  const std::uint32_t* hash = nullptr;  // DT_GNU_HASH
};

Symbols SymbolsOf(const char* base, const ElfW(Dyn) * dynamic) {
  Symbols symbols;
  const auto at = [&](const ElfW(Dyn) & entry) {
    // The loader has added the base, except where it may not write.
    const auto value = entry.d_un.d_ptr;
    const bool is_added = value >= reinterpret_cast<std::uintptr_t>(base);
    return is_added ? reinterpret_cast<const char*>(value) : base + value;
  };
  for (; dynamic->d_tag != DT_NULL; ++dynamic) {
    if (dynamic->d_tag == DT_SYMTAB) symbols.table = reinterpret_cast<const Symbol*>(at(*dynamic));
    if (dynamic->d_tag == DT_STRTAB) symbols.names = at(*dynamic);
    if (dynamic->d_tag == DT_GNU_HASH) {
      symbols.hash = reinterpret_cast<const std::uint32_t*>(at(*dynamic));
    }
  }
  return symbols;
}

std::uint32_t HashOf(const char* name) {
  std::uint32_t hash = 5381;
  for (; *name != '\0'; ++name) hash = hash * 33 + static_cast<unsigned char>(*name);
  return hash;
}

bool IsFunction(const Symbol& symbol) {
  return symbol.st_shndx != SHN_UNDEF && (symbol.st_info & 0xF) == STT_FUNC;
}

const Symbol* Find(const Symbols& symbols, const char* name) {
  if (symbols.table == nullptr || symbols.names == nullptr || symbols.hash == nullptr) {
    return nullptr;
  }
  const std::uint32_t bucket_count = symbols.hash[0];
  const std::uint32_t first_hashed = symbols.hash[1];
  const std::uint32_t words_of_filter = symbols.hash[2] * (sizeof(ElfW(Addr)) / 4);
  const std::uint32_t* const buckets = symbols.hash + 4 + words_of_filter;
  const std::uint32_t* const chains = buckets + bucket_count;
  const std::uint32_t hash = HashOf(name);
  std::uint32_t at = bucket_count == 0 ? 0 : buckets[hash % bucket_count];
  if (at < first_hashed) return nullptr;
  for (;; ++at) {
    const std::uint32_t other = chains[at - first_hashed];
    const Symbol& symbol = symbols.table[at];
    if ((other | 1) == (hash | 1) && IsFunction(symbol) &&
        std::strcmp(symbols.names + symbol.st_name, name) == 0) {
      return &symbol;
    }
    if ((other & 1) != 0) return nullptr;  // the last of its bucket
  }
}

const char* StartOf(const dl_phdr_info& info) {
  return reinterpret_cast<const char*>(info.dlpi_addr);
}

const ElfW(Dyn) * DynamicOf(const dl_phdr_info& info) {
  for (int i = 0; i < info.dlpi_phnum; ++i) {
    const auto& header = info.dlpi_phdr[i];
    if (header.p_type != PT_DYNAMIC) continue;
    return reinterpret_cast<const ElfW(Dyn)*>(StartOf(info) + header.p_vaddr);
  }
  return nullptr;
}

int VisitOne(dl_phdr_info* info, std::size_t, void* visit) {
  return (*static_cast<const Visit*>(visit))(LoadedObject(*info)) ? 1 : 0;
}

}  // namespace

bool LoadedObject::IsLayer() const { return DynamicOf(info_) == _DYNAMIC; }

bool LoadedObject::Holds(const void* address) const {
  for (int i = 0; i < info_.dlpi_phnum; ++i) {
    const auto& header = info_.dlpi_phdr[i];
    const char* const start = StartOf(info_) + header.p_vaddr;
    const auto offset = static_cast<const char*>(address) - start;
    const bool is_in = offset >= 0 && static_cast<ElfW(Xword)>(offset) < header.p_memsz;
    if (header.p_type == PT_LOAD && is_in) return true;
  }
  return false;
}

void* LoadedObject::Find(const char* function) const {
  const ElfW(Dyn)* const dynamic = DynamicOf(info_);
  if (dynamic == nullptr) return nullptr;
  const char* const base = StartOf(info_);
  const Symbol* const symbol = wtsmock::Find(SymbolsOf(base, dynamic), function);
  return symbol == nullptr ? nullptr : const_cast<char*>(base + symbol->st_value);
}

void VisitLoaded(const Visit& visit) { dl_iterate_phdr(VisitOne, const_cast<Visit*>(&visit)); }

const void* BaseOf(const void* address) {
  Dl_info info{};
  return dladdr(address, &info) == 0 ? nullptr : info.dli_fbase;
}

void* FindBehind(const void* address, const char* function) {
  void* found = nullptr;
  bool is_behind = false;
  VisitLoaded([&](const LoadedObject& object) {
    if (is_behind) found = object.Find(function);
    is_behind |= object.Holds(address);
    return found != nullptr;
  });
  return found;
}

void* FindBehindLayer(const char* function) { return FindBehind(_DYNAMIC, function); }

void* FindOutsideLayer(const char* function) {
  void* found = nullptr;
  VisitLoaded([&](const LoadedObject& object) {
    if (!object.IsLayer()) found = object.Find(function);
    return found != nullptr;
  });
  return found;
}

}  // namespace wtsmock
