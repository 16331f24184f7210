#include "bench/subject.h"

#include <algorithm>

#include "bench/system.h"
#include "conformance/loading/sha256.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/text.h"
#include "conformance/runner/runner.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

constexpr std::size_t kUnlimited = 1'000'000;

template <class Function>
Function* As(void* address) {
  return reinterpret_cast<Function*>(address);
}

bool IsUndecided(const CaseRecord& record) {
  return record.verdict == Verdict::kUntestable || record.verdict == Verdict::kUnsupported;
}

}  // namespace

std::vector<std::string> ServerWords(const std::string& server, const std::string& unreachable) {
  std::vector<std::string> words;
  if (!server.empty()) words.insert(words.end(), {"--server", server});
  if (!unreachable.empty()) words.insert(words.end(), {"--unreachable", unreachable});
  return words;
}

Subject::Subject(const std::string& name_or_path, const SubjectOptions& options)
    : given_(name_or_path),
      server_(options.server),
      unreachable_(options.unreachable),
      profile_(FindProfile(name_or_path)) {
  OverrideServers(profile_, server_, unreachable_);
  if (!profile_.fixed_world && !options.stress) {
    throw InputError("measuring opens and closes servers of \"" + name_or_path +
                     "\" millions of times; allow it with --stress");
  }
  for (const auto& [name, value] : profile_.environment) SetVariable(name, value);
  library_ = LoadLibraryOf(profile_);
  close_ = As<void WINAPI(HANDLE)>(library_->Find("WTSCloseServer"));
  if (close_ == nullptr) throw LoadError(name_or_path + " does not export WTSCloseServer");
  query_ = As<BOOL WINAPI(HANDLE, DWORD, WTS_INFO_CLASS, LPSTR*, DWORD*)>(
      library_->Find("WTSQuerySessionInformationA"));
  free_ = As<void WINAPI(void*)>(library_->Find("WTSFreeMemory"));
  is_open_ = As<int(void*)>(library_->Find("WtsMockIsOpen"));
  AddOpeners();
  if (openers_.empty()) throw LoadError(name_or_path + " has no opener that can be given a server");
  if (options.probe) Probe(options);
}

std::vector<std::string> Subject::Words() const {
  std::vector<std::string> words = ServerWords(server_, unreachable_);
  words.insert(words.end(), {"--implementation", given_, "--stress"});
  return words;
}

void Subject::Probe(const SubjectOptions& options) {
  // An opener that fails here, as FreeRDP's W openers do, is left out; if all do, there is nothing
  // but the call itself to measure.
  std::vector<Opener> working;
  for (const Opener& opener : openers_) {
    const HANDLE server = opener();
    const bool opened = server != nullptr && server != INVALID_HANDLE_VALUE;
    if (opened && Query(server)) {
      working.push_back(opener);
    } else {
      left_out_[opener.function] = "it gives no handle that works";
    }
    if (opened) Close(server);
  }
  opens_ = !working.empty();
  if (opens_) openers_ = std::move(working);
  stale_is_safe_ = opens_ && (profile_.fixed_world || StaleIsSafe(options.results));
  most_live_ = opens_ ? MostLive() : 0;
}

void Subject::AddOpeners() {
  const auto add = [&](std::vector<Opener>& openers, const char* kind, std::string& narrow,
                       std::u16string& wide) {
    const ServerName name = library_->NameOf(kind);
    if (!name.available) return;
    narrow = name.text.value_or("");
    wide = ToUtf16(narrow);
    for (const char* const function :
         {"WTSOpenServerA", "WTSOpenServerW", "WTSOpenServerExA", "WTSOpenServerExW"}) {
      void* const address = library_->Find(function);
      if (address == nullptr) {
        left_out_[function] = "it is not exported";
        continue;
      }
      const bool is_wide = std::string_view(function).ends_with('W');
      const void* const text = is_wide ? static_cast<const void*>(wide.c_str()) : narrow.c_str();
      openers.push_back({function, As<HANDLE WINAPI(const void*)>(address),
                         name.text.has_value() ? text : name.pointer});
    }
  };
  add(openers_, "reachable", narrow_reachable_, wide_reachable_);
  add(failing_openers_, "unreachable", narrow_unreachable_, wide_unreachable_);
}

bool Subject::Query(HANDLE server) const {
  if (query_ == nullptr || free_ == nullptr) return false;
  LPSTR block = nullptr;
  DWORD bytes = 0;
  if (!query_(server, WTS_CURRENT_SESSION, WTSSessionId, &block, &bytes)) return false;
  free_(block);
  return true;
}

// Each case of the rows that prove it must have passed, as far as it could be decided: a closed
// handle that still works is memory that was freed.
bool Subject::StaleIsSafe(const std::vector<std::string>& results) const {
  if (results.empty()) return false;
  const Suite suite = LoadSuite();
  const std::string sha256 = Sha256Of(library_->file());
  for (const std::string& file : results) {
    const Results run = ReadResults(file);
    if (run.implementation.sha256 != sha256) continue;
    std::size_t seen = 0;
    for (const CaseRecord& record : run.cases) {
      const Case* const subject = suite.Find(record.id);
      if (!subject || !subject->row->proves_refusal || IsUndecided(record)) continue;
      if (record.verdict != Verdict::kPass) return false;
      ++seen;
    }
    if (seen > 0) return true;
  }
  return false;
}

std::size_t Subject::MostLive() const {
  constexpr int kSome = 8;
  std::vector<HANDLE> some;
  const double before = MeasureResources().descriptors;
  for (int i = 0; i < kSome; ++i) some.push_back(openers_.front()());
  const double after = MeasureResources().descriptors;
  for (const HANDLE each : some) Close(each);
  if (after < before + kSome) return kUnlimited;
  return std::min(MostDescriptors() / 2, kUnlimited);
}

}  // namespace wtsconform
