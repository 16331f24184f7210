// An implementation as the suite knows it: how it is loaded, which servers it knows, and what it is
// expected to deviate in. implementations/*.toml are the known ones; a vendor writes one more.
#ifndef WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_PROFILE_H_
#define WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_PROFILE_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/implementations/expectations.h"

namespace wtsconform {

enum class Loader {
  kPlain,          // a library that exports the functions
  kWinpr,          // WinPR alone, no provider behind it
  kWinprProvider,  // WinPR, with a provider whose InitWtsApi it is given
  kWinprFreerdp,   // WinPR, with FreeRDP's table; server names are FreeRDP's contexts
};

std::string_view LoaderName(Loader loader);

struct ServerNames {
  std::string reachable;
  bool reachable_is_stated = false;  // by the profile or the user, who assert that it answers
  std::string other;                 // another server whose answers differ, "" if there is none
  std::string unreachable;
  std::vector<std::string> this_computer;  // names of the machine that WTS_CURRENT_SERVER means
  bool this_computer_is_stated = false;
  bool are_text = true;  // false: only "reachable", "other", "unreachable" and NULL may be given
};

struct Profile {
  std::string name;
  std::string title;
  Loader loader = Loader::kPlain;
  std::vector<std::string> library;  // candidates, the first that can be loaded; see ResolveFile
  std::vector<std::string> winpr;    // the WinPR that goes with it, for the loaders that need one
  // What starts a build of this program that can load the library, where this process cannot: Wine
  // and the Windows program, another C library's loader. See remote_runner.h. Empty: this process
  // can.
  std::vector<std::string> runner;
  std::string marker;       // an export returning a text that proves the identity, and
  std::string marker_text;  // how that text starts
  // The functions may come from files that the library depends on; otherwise it is refused then.
  bool with_dependencies = false;
  std::string version_from;        // an export returning the version as a text
  std::string configuration_from;  // an export returning how the library is configured
  std::map<std::string, std::string> environment;
  ServerNames servers;
  std::vector<std::string> provides;  // preconditions that cases may need
  bool fixed_world = false;  // nothing changes by itself, and every call may be made: a mock
  // The cases may be forks of one process that has loaded the library and called nothing, where
  // that leaves nothing behind that they would share; false: each case loads it itself.
  bool load_once = true;
  std::int64_t max_handles = 300;  // design: more only with --stress
  std::string no_live_handle;      // why no case that needs an open handle can be decided
  Expectations expectations;

  bool Provides(std::string_view need) const;
};

// Throws InputError with file, line, key.
Profile ReadProfile(std::string_view toml, const std::string& file);

// The profile as ReadProfile reads it, without runner and expectations and with its files resolved:
// what another process needs to know of the implementation.
std::string ToToml(const Profile& profile);

// The profiles that are part of the program, by name.
std::vector<std::string> KnownImplementations();
// Those of them that are judged where none is named: on Windows the system's own and no other.
std::vector<std::string> ImplementationsByDefault();

// A known name, a path to a profile (.toml) or to a library (anything else that exists). Throws
// InputError for any other name, with the nearest known one.
Profile FindProfile(const std::string& name_or_path);

// An implementation as a command line names it: by one of these.
struct ImplementationWords {
  std::string implementation;  // as FindProfile takes it
  std::string library;         // --library: a library's file and nothing else
  std::string profile;         // --profile: a profile's file and nothing else
};

// What FindProfile finds it by; "" where none of them is given. Throws InputError where several
// are, or an option is given what it does not mean.
std::string ImplementationOf(const ImplementationWords& words);

// A library of which nothing is known but its file, or not even that: "".
Profile BareLibrary(const std::string& path);

// What the user says of the servers goes before what the profile says; "" says nothing.
void OverrideServers(Profile& profile, const std::string& reachable,
                     const std::string& unreachable);

// `text` with the folders it names: $ORIGIN is that of the running program, $LIBDIR the one where the
// libraries of an installed program lie, $CACHE the one where ./dev matrix unpacks implementations.
std::string ResolveFolders(std::string text);
// A file that may begin with such a folder.
std::filesystem::path ResolveFile(const std::string& candidate);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_PROFILE_H_
