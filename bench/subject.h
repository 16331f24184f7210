// An implementation under measurement, loaded into this process.
#ifndef WTSCONFORM_BENCH_SUBJECT_H_
#define WTSCONFORM_BENCH_SUBJECT_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "conformance/loading/library.h"
#include "spec/wtsapi32.h"

namespace wtsconform {

struct SubjectOptions {
  bool stress = false;               // millions of opens outside the mock too
  std::string server;                // one that the openers can reach; "" for the profile's
  std::string unreachable;           // a name that no server has, likewise
  std::vector<std::string> results;  // results files of `wtsconform run`
  bool probe = true;                 // find out by some calls what can be measured
};

// The options that give another process of this program these servers; none where they are "".
std::vector<std::string> ServerWords(const std::string& server, const std::string& unreachable);

// An opener with the name of a server, ready to be called.
struct Opener {
  std::string function;
  HANDLE(WINAPI* call)(const void* server);
  const void* server;

  HANDLE operator()() const { return call(server); }
};

// Not thread-safe while it is made; afterwards its functions may be called from any thread, as far
// as the implementation allows.
class Subject {
 public:
  // Loads `name_or_path` as `wtsconform run` does. Throws InputError or LoadError.
  Subject(const std::string& name_or_path, const SubjectOptions& options);

  const std::string& name() const { return profile_.name; }
  // With these, another process of this program loads the same.
  std::vector<std::string> Words() const;
  const Library& library() const { return *library_; }

  // Openers of which no pair can be measured, each with the reason.
  const std::map<std::string, std::string>& left_out() const { return left_out_; }
  // The openers that it exports and can be given a server for.
  const std::vector<Opener>& openers() const { return openers_; }
  // The same for a server that cannot be reached.
  const std::vector<Opener>& failing_openers() const { return failing_openers_; }
  void Close(HANDLE server) const { close_(server); }
  auto closer() const { return close_; }

  // WTSQuerySessionInformationA for the session's id, with what it needs to be undone.
  bool Query(HANDLE server) const;

  // Whether an open gives a handle that works; where not, only the way to it can be measured.
  bool opens() const { return opens_; }
  // Whether closed handles may be used here without harm: true of the mock, and where a results
  // file proves it.
  bool stale_is_safe() const { return stale_is_safe_; }
  // How many handles may be held at once: half of the descriptors where a handle costs one.
  std::size_t most_live() const { return most_live_; }

  // The mock's function that says whether a value is open; null elsewhere.
  auto is_open() const { return is_open_; }

 private:
  void AddOpeners();
  void Probe(const SubjectOptions& options);
  bool StaleIsSafe(const std::vector<std::string>& results) const;
  std::size_t MostLive() const;

  const std::string given_, server_, unreachable_;
  Profile profile_;
  std::unique_ptr<Library> library_;
  std::string narrow_reachable_, narrow_unreachable_;
  std::u16string wide_reachable_, wide_unreachable_;
  std::vector<Opener> openers_, failing_openers_;
  std::map<std::string, std::string> left_out_;
  void(WINAPI* close_)(HANDLE) = nullptr;
  BOOL(WINAPI* query_)(HANDLE, DWORD, WTS_INFO_CLASS, LPSTR*, DWORD*) = nullptr;
  void(WINAPI* free_)(void*) = nullptr;
  int (*is_open_)(void*) = nullptr;
  bool opens_ = false;
  bool stale_is_safe_ = false;
  std::size_t most_live_ = 0;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_SUBJECT_H_
