#include "conformance/commands/library_probe.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "conformance/platform/platform.h"
#include "conformance/runner/remote_runner.h"
#include "spec/loader/toml/toml_value.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// In the order in which they are tried.
constexpr std::array kWinprs = {"libwinpr2.so.2", "libwinpr3.so.3"};

// Up to the field of an ELF header that names the processor.
std::string Header(const std::string& file) {
  constexpr std::size_t kEnough = 20;
  std::string header(kEnough, '\0');
  std::ifstream stream(PathOf(file), std::ios::binary);
  stream.read(header.data(), static_cast<std::streamsize>(kEnough));
  header.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return header;
}

bool IsElf(const std::string& header) {
  constexpr std::string_view kMagic =
      "\x7f"
      "ELF";
  return header.starts_with(kMagic);
}

// Word size, byte order and processor: what a process and all that it loads have in common.
std::string MachineOf(const std::string& header) {
  constexpr std::size_t kClass = 4, kProcessor = 18;
  return header.size() < kProcessor + 2 ? ""
                                        : header.substr(kClass, 2) + header.substr(kProcessor, 2);
}

bool IsWindows(const std::string& header) { return header.starts_with("MZ"); }

// Of the running program: it can load what is like itself.
std::string OwnHeader() {
  for (const char* name : {"wtsconform", "wtsconform.exe"}) {
    const std::string header = Header(TextOf(ExecutableFolder() / name));
    if (!header.empty()) return header;
  }
  return "";
}

// The WinPRs of which one is taken: first that which the file itself asks for.
std::vector<std::string> WinprsFor(const std::string& file) {
  std::ifstream stream(PathOf(file), std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::vector<std::string> winprs(kWinprs.begin(), kWinprs.end());
  std::stable_partition(winprs.begin(), winprs.end(), [&](const std::string& each) {
    return text.find(each) != text.npos;
  });
  return winprs;
}

// `as_itself` says why it cannot be judged by its exports.
LibraryProbe ProbeProvider(const Suite& suite, const Profile& plain, const RunOptions& run,
                           const UnusableLibrary& as_itself) {
  Profile profile = plain;
  profile.loader = Loader::kWinprProvider;
  profile.winpr = WinprsFor(plain.library.front());
  try {
    const LibraryFacts facts = ProbeLibrary(suite, profile, run);
    return {profile, facts, "a provider for WinPR: it exports InitWtsApi"};
  } catch (const UnusableLibrary& as_provider) {
    const std::string problem = as_itself.what();
    const bool is_none = problem.find("InitWtsApi") == problem.npos;
    throw UnusableLibrary(is_none ? problem
                                  : fmt::format("{}\nAs that it cannot be judged here: {}", problem,
                                                as_provider.what()));
  }
}

// The profile of the known implementation that runs under Wine, with another library.
LibraryProbe ProbeUnderWine(const Profile& plain) {
  LibraryProbe probe{plain, {}, "a Windows library: the Windows program judges it under Wine"};
  probe.profile.runner = FindProfile("wine").runner;
  try {
    ProbeRunner(probe.profile);
  } catch (const UnusableLibrary& problem) {
    throw InputError(fmt::format(
        "{} is a Windows library, which the Windows program would judge under Wine, but: {}",
        plain.library.front(), problem.what()));
  }
  return probe;
}

}  // namespace

FileKind FileKindOf(const std::string& file) {
  const std::string header = Header(file), own = OwnHeader();
  if (IsWindows(own)) return IsElf(header) ? FileKind::kElf : FileKind::kNative;
  if (IsWindows(header)) return FileKind::kWindows;
  if (!IsElf(header) || !IsElf(own)) return FileKind::kNative;
  return MachineOf(header) == MachineOf(own) ? FileKind::kNative : FileKind::kForeign;
}

LibraryProbe ProbeWays(const Suite& suite, const Profile& profile, const RunOptions& run) {
  const std::string& file = profile.library.front();
  switch (FileKindOf(file)) {
    case FileKind::kWindows:
      return ProbeUnderWine(profile);
    case FileKind::kElf:
      throw InputError(file + " is no Windows library: give it to wtsconform on its own system");
    case FileKind::kForeign:
      throw InputError(
          file +
          " is for another processor or word size than this wtsconform: build wtsconform for "
          "that, and write a profile whose runner starts it (runner = [\"PROGRAM\"])");
    case FileKind::kNative:
      break;
  }
  try {
    const LibraryFacts facts = ProbeLibrary(suite, profile, run);
    return {profile, facts, "a library that exports the functions"};
  } catch (const UnusableLibrary& as_itself) {
    return ProbeProvider(suite, profile, run, as_itself);
  }
}

}  // namespace wtsconform
