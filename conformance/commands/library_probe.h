// What a file is that somebody wants to be judged, and the profile that judges it.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_LIBRARY_PROBE_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_LIBRARY_PROBE_H_

#include <string>

#include "conformance/implementations/profile.h"
#include "conformance/runner/runner.h"

namespace wtsconform {

// What the first bytes of a library say of who can load it.
enum class FileKind {
  kNative,   // this process, or nothing says that it cannot
  kForeign,  // the same system with another processor, or with words of another size
  kWindows,  // a DLL, and this is no Windows
  kElf,      // a shared object, and this is Windows
};

FileKind FileKindOf(const std::string& file);

struct LibraryProbe {
  Profile profile;
  LibraryFacts facts;  // none where a runner loads the library
  std::string kind;    // in words: "a provider for WinPR (it exports InitWtsApi)"
};

// Loads the library in a process by itself, in the ways that there are: by its exports, as WinPR's
// provider, by the Windows program under Wine. `profile` names it and its servers, as BareLibrary
// makes it. Throws UnusableLibrary or InputError where none of them loads it, with what to do.
LibraryProbe ProbeWays(const Suite& suite, const Profile& profile, const RunOptions& run);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_LIBRARY_PROBE_H_
