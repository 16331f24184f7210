#include "conformance/implementations/profile.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "conformance/platform/platform.h"
#include "conformance/version.h"
#include "reports/formats/text.h"
#include "spec/loader/tables/embedded.h"
#include "spec/loader/toml/fields.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/nearest.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

constexpr std::pair<std::string_view, Loader> kLoaders[] = {
    {"plain", Loader::kPlain},
    {"winpr", Loader::kWinpr},
    {"winpr-provider", Loader::kWinprProvider},
    {"winpr-freerdp", Loader::kWinprFreerdp}};

// Where the functions may come from.
constexpr std::pair<std::string_view, bool> kSymbols[] = {{"own", false},
                                                          {"with-dependencies", true}};

ServerNames ReadServers(const Value& value) {
  Fields fields(value, "[servers]");
  ServerNames servers;
  servers.are_text = fields.OptionalFlag("are_text", true);
  servers.reachable = fields.OptionalText("reachable", "");
  servers.reachable_is_stated = !servers.reachable.empty();
  servers.other = fields.OptionalText("other", "");
  servers.unreachable = fields.OptionalText("unreachable", "");
  servers.this_computer = fields.Texts("this_computer");
  servers.this_computer_is_stated = !servers.this_computer.empty();
  fields.Finish();
  return servers;
}

// NetBIOS names have at most 15 characters (OPEN-6).
constexpr std::string_view kNoSuchServer = "WTSCONFORM-NONE";

void FillServerDefaults(ServerNames& servers) {
  if (!servers.are_text) return;
  if (servers.this_computer.empty()) servers.this_computer = {LocalComputerName(), "localhost"};
  if (servers.reachable.empty()) servers.reachable = servers.this_computer.front();
  if (servers.unreachable.empty()) servers.unreachable = kNoSuchServer;
}

std::string ReadText(const std::string& path) {
  FileText read = ReadFileText(PathOf(path), kLargestToml);
  if (!read.problem.empty()) throw InputError(path + ": " + read.problem);
  return std::move(read.text);
}

const EmbeddedFile* FindKnown(std::string_view name) {
  for (const EmbeddedFile& file : EmbeddedProfiles()) {
    if (fs::path(file.name).stem() == name) return &file;
  }
  return nullptr;
}

// Results are files of this name in a folder that the user names, on any system.
void CheckName(const Fields& fields, const std::string& name) {
  constexpr std::size_t kLongest = 100;
  constexpr std::string_view kUnfit = "/\\:*?\"<>|";
  const bool fits = !name.empty() && name.size() <= kLongest && !name.starts_with('.') &&
                    std::none_of(name.begin(), name.end(), [&](char c) {
                      const auto byte = static_cast<unsigned char>(c);
                      return byte < ' ' || byte == 0x7F || kUnfit.find(c) != std::string_view::npos;
                    });
  if (fits) return;
  fields.Refuse("name",
                "files are named after it: at most 100 bytes, no / \\ : * ? \" < > | and no "
                "control characters, and no . at its start");
}

// The profile that this one resembles, without the entries that do not hold here.
Profile Model(Fields& fields) {
  const std::string name = fields.Text("like");
  const EmbeddedFile* const file = FindKnown(name);
  if (!file) {
    fields.Refuse("like", "\"" + name + "\" is no known implementation" +
                              DidYouMean(name, KnownImplementations()));
  }
  Profile profile = ReadProfile(file->text, std::string(file->name));
  for (const std::string& pattern : fields.Texts("unlike")) {
    if (!std::erase_if(profile.expectations,
                       [&](const Expectation& entry) { return entry.pattern == pattern; })) {
      fields.Refuse("unlike", "\"" + pattern + "\" is the case of no entry of " + name);
    }
  }
  return profile;
}

// $PROFILE is the folder of the profile itself, so that the two can be moved together.
void ResolveOwnFolder(std::vector<std::string>& words, const std::string& file) {
  constexpr std::string_view kOwnFolder = "$PROFILE";
  for (std::string& word : words) {
    if (!word.starts_with(kOwnFolder)) continue;
    const fs::path folder = fs::absolute(PathOf(file)).parent_path();
    word = TextOf(PathOf(TextOf(folder) + word.substr(kOwnFolder.size())).lexically_normal());
  }
}

// As the XDG base directories have it.
fs::path CacheFolder() {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  const char* const home = std::getenv("HOME");
  const fs::path base = cache && *cache ? PathOf(cache) : PathOf(home ? home : "") / ".cache";
  return base / "wtsconform";
}

// Installed, it is not the same on every system: lib, lib64, lib/x86_64-linux-gnu.
fs::path LibraryFolder() { return (ExecutableFolder() / kLibraryFolder).lexically_normal(); }

}  // namespace

std::string_view LoaderName(Loader loader) {
  for (const auto& [name, value] : kLoaders) {
    if (value == loader) return name;
  }
  return "";
}

bool Profile::Provides(std::string_view need) const {
  return std::find(provides.begin(), provides.end(), need) != provides.end();
}

Profile ReadProfile(std::string_view toml, const std::string& file) {
  const Value document = ParseToml(toml, file);
  Fields fields(document, "a profile");
  Profile profile = fields.Has("like") ? Model(fields) : Profile();
  profile.name = fields.Text("name");
  CheckName(fields, profile.name);
  profile.title = fields.OptionalText("title", profile.name);
  profile.loader = Choose<Loader>(
      fields, "loader", fields.OptionalText("loader", LoaderName(profile.loader)), kLoaders);
  for (const auto& [key, texts] :
       {std::pair("library", &profile.library), std::pair("winpr", &profile.winpr),
        std::pair("runner", &profile.runner), std::pair("provides", &profile.provides)}) {
    std::vector<std::string> given = fields.Texts(key);
    ResolveOwnFolder(given, file);
    if (fields.Has(key)) *texts = std::move(given);
  }
  for (const auto& [key, text] :
       {std::pair("marker", &profile.marker), std::pair("marker_text", &profile.marker_text),
        std::pair("version_from", &profile.version_from),
        std::pair("configuration_from", &profile.configuration_from),
        std::pair("no_live_handle", &profile.no_live_handle)}) {
    *text = fields.OptionalText(key, *text);
  }
  if (const Value* environment = fields.Optional("environment")) {
    Fields variables(*environment, "[environment]");
    const auto* table = std::get_if<Table>(&environment->data);
    for (const auto& [key, value] : *table) profile.environment[key] = variables.Text(key);
  }
  if (const Value* servers = fields.Optional("servers")) profile.servers = ReadServers(*servers);
  FillServerDefaults(profile.servers);
  profile.fixed_world = fields.OptionalFlag("fixed_world", profile.fixed_world);
  if (fields.Has("symbols")) {
    profile.with_dependencies = Choose<bool>(fields, "symbols", fields.Text("symbols"), kSymbols);
  }
  profile.load_once = fields.OptionalFlag("load_once", profile.load_once);
  profile.max_handles = fields.OptionalNumber("max_handles", profile.max_handles);
  if (profile.max_handles < 2) fields.Refuse("max_handles", "write at least 2");
  for (Expectation& entry : ReadExpectations(fields.Tables("expect"))) {
    profile.expectations.push_back(std::move(entry));
  }
  fields.Finish();
  if (profile.library.empty()) fields.Refuse("library", "name the file to load");
  if (profile.loader != Loader::kPlain && profile.loader != Loader::kWinpr &&
      profile.winpr.empty()) {
    fields.Refuse("winpr", "this loader needs the WinPR library that goes with it");
  }
  return profile;
}

std::vector<std::string> KnownImplementations() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : EmbeddedProfiles()) {
    names.push_back(fs::path(file.name).stem().string());
  }
  return names;
}

Profile BareLibrary(const std::string& path) {
  Profile profile;
  // Files and benchmarks are named after it; a file's own name may hold anything.
  profile.name = OneLine(TextOf(PathOf(path).filename()));
  profile.title = profile.name;
  if (!path.empty()) profile.library = {path};
  FillServerDefaults(profile.servers);
  return profile;
}

Profile FindProfile(const std::string& name_or_path) {
  if (const EmbeddedFile* const file = FindKnown(name_or_path)) {
    return ReadProfile(file->text, std::string(file->name));
  }
  const fs::path path = PathOf(name_or_path);
  const bool exists = IsFileThere(path);
  if (exists && path.extension() == ".toml") {
    return ReadProfile(ReadText(name_or_path), name_or_path);
  }
  if (exists) return BareLibrary(TextOf(fs::absolute(path)));
  if (name_or_path.find_first_of("/.\\") != std::string::npos) {
    throw InputError("there is no file " + name_or_path +
                     "; give a library, a profile (.toml) or "
                     "a known implementation");
  }
  std::string known;
  for (const std::string& name : KnownImplementations()) known += " " + name;
  throw InputError("\"" + name_or_path + "\" is no known implementation" +
                   DidYouMean(name_or_path, KnownImplementations()) + "; known are:" + known +
                   "; a library of your own is given by its path");
}

std::string ImplementationOf(const ImplementationWords& words) {
  const auto refuse_all_but = [](const std::string& option, const std::string& file, bool good,
                                 const std::string& what) {
    if (file.empty() || good) return;
    throw InputError(option + " " + file + ": " + what);
  };
  std::string only;
  for (const std::string* each : {&words.implementation, &words.library, &words.profile}) {
    if (each->empty()) continue;
    if (!only.empty()) {
      throw InputError("\"" + only + "\" and \"" + *each +
                       "\" are both given: name one implementation");
    }
    only = *each;
  }
  const bool is_known = FindKnown(words.library) != nullptr;
  refuse_all_but("--library", words.library, !is_known && !words.library.ends_with(".toml"),
                 is_known ? "this is a known implementation: give its name without --library"
                          : "this is a profile: give it by --profile");
  refuse_all_but("--profile", words.profile, words.profile.ends_with(".toml"),
                 "a profile's name ends with .toml");
  return only;
}

std::string ResolveFolders(std::string text) {
  const auto replace = [&text](std::string_view word, fs::path (*folder)()) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
      const std::string replacement = TextOf(folder());
      text.replace(at, word.size(), replacement);
      at += replacement.size();
    }
  };
  replace("$ORIGIN", ExecutableFolder);
  replace("$LIBDIR", LibraryFolder);
  replace("$CACHE", CacheFolder);
  return text;
}

std::vector<std::string> ImplementationsByDefault() {
  if (SystemHasTheApi()) return {"windows"};
  return KnownImplementations();
}

void OverrideServers(Profile& profile, const std::string& reachable,
                     const std::string& unreachable) {
  if (!reachable.empty()) {
    profile.servers.reachable = reachable;
    profile.servers.reachable_is_stated = true;
    profile.servers.other.clear();  // the profile's second server belongs to its own world
  }
  if (!unreachable.empty()) profile.servers.unreachable = unreachable;
}

fs::path ResolveFile(const std::string& candidate) {
  if (!candidate.starts_with('$')) return PathOf(candidate);
  return PathOf(ResolveFolders(candidate)).lexically_normal();
}

}  // namespace wtsconform
