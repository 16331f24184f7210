#include "conformance/profile.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "conformance/platform.h"
#include "spec/embedded.h"
#include "spec/fields.h"
#include "spec/nearest.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

constexpr std::pair<std::string_view, Loader> kLoaders[] = {
    {"plain", Loader::kPlain},
    {"winpr", Loader::kWinpr},
    {"winpr-provider", Loader::kWinprProvider},
    {"winpr-freerdp", Loader::kWinprFreerdp}};

ServerNames ReadServers(const Value& value) {
  Fields fields(value, "[servers]");
  ServerNames servers;
  servers.are_text = fields.OptionalFlag("are_text", true);
  servers.reachable = fields.OptionalText("reachable", "");
  servers.reachable_is_stated = !servers.reachable.empty();
  servers.other = fields.OptionalText("other", "");
  servers.unreachable = fields.OptionalText("unreachable", "");
  servers.this_computer = fields.Texts("this_computer");
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

Profile BareLibrary(const std::string& path) {
  Profile profile;
  profile.name = fs::path(path).filename().string();
  profile.title = profile.name;
  profile.library = {path};
  FillServerDefaults(profile.servers);
  return profile;
}

std::string ReadText(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw InputError("cannot read " + path);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

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
  Profile profile;
  profile.name = fields.Text("name");
  profile.title = fields.OptionalText("title", profile.name);
  profile.loader = Choose<Loader>(fields, "loader", fields.OptionalText("loader", "plain"), kLoaders);
  profile.library = fields.Texts("library");
  profile.winpr = fields.Texts("winpr");
  profile.marker = fields.OptionalText("marker", "");
  profile.marker_text = fields.OptionalText("marker_text", "");
  profile.version_from = fields.OptionalText("version_from", "");
  profile.configuration_from = fields.OptionalText("configuration_from", "");
  if (const Value* environment = fields.Optional("environment")) {
    Fields variables(*environment, "[environment]");
    const auto* table = std::get_if<Table>(&environment->data);
    for (const auto& [key, value] : *table) profile.environment[key] = variables.Text(key);
  }
  if (const Value* servers = fields.Optional("servers")) profile.servers = ReadServers(*servers);
  FillServerDefaults(profile.servers);
  profile.provides = fields.Texts("provides");
  profile.fixed_world = fields.OptionalFlag("fixed_world", false);
  profile.max_handles = fields.OptionalNumber("max_handles", profile.max_handles);
  if (profile.max_handles < 2) fields.Refuse("max_handles", "write at least 2");
  profile.no_live_handle = fields.OptionalText("no_live_handle", "");
  profile.expectations = ReadExpectations(fields.Tables("expect"));
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

Profile FindProfile(const std::string& name_or_path) {
  for (const EmbeddedFile& file : EmbeddedProfiles()) {
    if (fs::path(file.name).stem() == name_or_path) {
      return ReadProfile(file.text, std::string(file.name));
    }
  }
  const bool exists = fs::is_regular_file(name_or_path);
  if (exists && fs::path(name_or_path).extension() == ".toml") {
    return ReadProfile(ReadText(name_or_path), name_or_path);
  }
  if (exists) return BareLibrary(fs::absolute(name_or_path).string());
  if (name_or_path.find_first_of("/.\\") != std::string::npos) {
    throw InputError("there is no file " + name_or_path + "; give a library, a profile (.toml) or "
                     "a known implementation");
  }
  std::string known;
  for (const std::string& name : KnownImplementations()) known += " " + name;
  throw InputError("\"" + name_or_path + "\" is no known implementation" +
                   DidYouMean(name_or_path, KnownImplementations()) + "; known are:" + known +
                   "; a library of your own is given by its path");
}

void OverrideServers(Profile& profile, const std::string& reachable,
                     const std::string& unreachable) {
  if (!reachable.empty()) {
    profile.servers.reachable = reachable;
    profile.servers.reachable_is_stated = true;
    profile.servers.other.clear();  // the profile's second server is one of its own world
  }
  if (!unreachable.empty()) profile.servers.unreachable = unreachable;
}

fs::path ResolveFile(const std::string& candidate) {
  constexpr std::string_view kOrigin = "$ORIGIN/";
  if (!candidate.starts_with(kOrigin)) return candidate;
  return (ExecutableFolder() / candidate.substr(kOrigin.size())).lexically_normal();
}

}  // namespace wtsconform
