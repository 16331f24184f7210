#include "conformance/loading/library.h"

#include <fmt/format.h>

#include <map>

#include "conformance/loading/winpr.h"
#include "spec/loader/toml/utf8_path.h"
#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

class PlainLibrary : public Library {
 public:
  explicit PlainLibrary(const Profile& profile) : Library(profile) {
    const auto object = LoadFirst(profile.library);
    Bind(object, object);
  }
};

// The name with small letters for large ones and the other way round; "" where it has none.
std::string Respelled(const std::string& name) {
  std::string respelled = name;
  for (char& c : respelled) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_letter) c = static_cast<char>(c ^ 0x20);
  }
  return respelled == name ? "" : respelled;
}

}  // namespace

std::shared_ptr<SharedObject> LoadFirst(const std::vector<std::string>& candidates) {
  std::string problems;
  for (const std::string& candidate : candidates) {
    try {
      return std::make_shared<SharedObject>(ResolveFile(candidate));
    } catch (const LoadError& error) {
      problems += (problems.empty() ? "" : "; ") + std::string(error.what());
    }
  }
  throw LoadError(problems);
}

void Library::Bind(std::shared_ptr<SharedObject> exports, std::shared_ptr<SharedObject> judged) {
  exports_ = std::move(exports);
  judged_ = std::move(judged);
  // A library that has no last error of its own must not lend one from whatever else is loaded;
  // but the system's, where it has one, is everybody's.
  void* get = exports_->Find("GetLastError");
  void* set = exports_->Find("SetLastError");
  if (!get || !set) {
    get = SharedObject::FindInSystem("GetLastError");
    set = SharedObject::FindInSystem("SetLastError");
  }
  if (get && set) {
    get_last_error_ = get;
    set_last_error_ = set;
  }
}

std::uint32_t Library::LastError() const {
  return reinterpret_cast<DWORD(WINAPI*)()>(get_last_error_)();
}

void Library::SetLastError(std::uint32_t error) const {
  reinterpret_cast<void(WINAPI*)(DWORD)>(set_last_error_)(error);
}

ServerName Library::NameOf(std::string_view kind) const {
  const ServerNames& servers = profile_.servers;
  if (kind == "null") return {true, std::nullopt, nullptr, "NULL"};
  const std::map<std::string_view, std::string> texts = {
      {"reachable", servers.reachable},
      {"other", servers.other},
      {"unreachable", servers.unreachable},
      {"empty", ""},
      {"dot", "."},
      {"localhost", "localhost"},
      {"loopback", "127.0.0.1"},
      {"backslashes", "\\\\" + servers.reachable},
      {"long", servers.reachable + "-WITH-A-LONG-TAIL"},
      {"respelled", Respelled(servers.reachable)}};
  const std::string& text = texts.at(kind);
  if (text.empty() && kind != "empty") return {};
  return {true, text, nullptr, "\"" + text + "\""};
}

std::string Library::CallText(const std::string& function) const {
  void* const address = function.empty() ? nullptr : judged_->Find(function);
  if (!address) return "";
  const char* text = reinterpret_cast<const char* (*)()>(address)();
  return text ? text : "";
}

std::string Library::Version() const {
  const std::string told = CallText(profile_.version_from);
  return told.empty() ? judged_->Version() : told;
}

std::string Library::Configuration() const { return CallText(profile_.configuration_from); }

void Library::ProveHome(const std::string& function) const {
  const std::filesystem::path home = exports_->HomeOf(function), named = exports_->Path();
  if (profile_.with_dependencies || home == named) return;
  throw LoadError(fmt::format(
      "{} has {} from {}, so that would be judged: give that file instead, or say that the two are "
      "meant together with --with-dependencies (symbols = \"with-dependencies\" in a profile){}",
      TextOf(named), function, TextOf(home), HintAtProvider(TextOf(home))));
}

void Library::RefuseProvider() const {
  const std::string hint = HintAtProvider("libwinpr2.so.2");
  if (hint.empty() || profile_.loader != Loader::kPlain) return;
  throw LoadError(TextOf(file()) + " exports none of the functions of Wtsapi32" + hint);
}

std::string Library::HintAtProvider(const std::string& winpr) const {
  const std::filesystem::path named = exports_->Path();
  if (!exports_->Find("InitWtsApi") || exports_->HomeOf("InitWtsApi") != named) return "";
  return fmt::format(
      "; it exports InitWtsApi, as a provider for WinPR does, which a profile (.toml) like this "
      "judges:\n  name = \"{}\"\n  loader = \"winpr-provider\"\n  library = [\"{}\"]\n"
      "  winpr = [\"{}\"]",
      TextOf(named.stem()), TextOf(named), winpr);
}

void Library::ProveIdentity() const {
  if (profile_.marker.empty()) return;
  const std::string told = CallText(profile_.marker);
  if (!told.starts_with(profile_.marker_text)) {
    throw LoadError(TextOf(file()) + " is not " + profile_.title + ": its " + profile_.marker +
                    "() does not answer \"" + profile_.marker_text + "...\"");
  }
}

void PreloadLibraryOf(const Profile& profile) {
  if (!profile.winpr.empty()) LoadFirst(profile.winpr);
  LoadFirst(profile.library);
}

std::unique_ptr<Library> LoadLibraryOf(const Profile& profile) {
  std::unique_ptr<Library> library;
  if (profile.loader == Loader::kPlain) {
    library = std::make_unique<PlainLibrary>(profile);
  } else {
    library = LoadWinpr(profile);
  }
  library->ProveIdentity();
  return library;
}

}  // namespace wtsconform
