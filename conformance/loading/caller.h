// Makes one call of the tables: builds its arguments, calls, and reads what came back.
#ifndef WTSCONFORM_CONFORMANCE_LOADING_CALLER_H_
#define WTSCONFORM_CONFORMANCE_LOADING_CALLER_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/channel/recorder.h"
#include "conformance/loading/answers.h"
#include "conformance/loading/library.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// The last error before each call (safety rule S-11): no code of Windows has this value.
inline constexpr std::uint32_t kLastErrorSentinel = 0xDEADBEEF;

// A buffer that the library allocated and that nobody freed yet.
struct KeptBuffer {
  const Call* call = nullptr;
  void* pointer = nullptr;
  std::uint32_t count = 0;
  // What it held when it came: the answer, and what no answer is compared by.
  std::string contents = {};
};

struct CallResult {
  bool success = false;
  Word raw = 0;
  bool has_last_error = false;
  std::uint32_t last_error = kLastErrorSentinel;
  std::string answer;                  // what a successful call gave; comparable
  std::optional<std::uint32_t> dword;  // the in/out or out DWORD afterwards
  bool out_changed = false;            // a failed call wrote to an out-parameter
  bool lacks_result =
      false;  // it says that it succeeded, and stored no buffer where one is promised
  KeptBuffer kept;

  bool works() const { return success && !lacks_result; }
  bool touched() const { return last_error != kLastErrorSentinel; }
};

// Which handle a call is made on, and what it may be told about the server behind it.
struct Target {
  std::string name;  // as in the table: "h", "current"
  Word value = 0;
  std::string server;  // the kind of server, for the ids of its sessions and processes
};

// A call that must not be made; what() says why. The case is untestable.
class CannotCall : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Thread-safe.
class Caller {
 public:
  Caller(const Library& library, const Suite& suite, const Profile& profile, Recorder& recorder)
      : library_(library),
        suite_(suite),
        profile_(profile),
        recorder_(recorder),
        addresses_(suite.functions().functions().size()) {}

  // Only cases whose calls need them pay for looking up ids.
  void NeedIds(bool sessions, bool processes);

  bool Exports(const std::string& function) const {
    const Function* const known = suite_.functions().Find(function);
    return known && AddressOf(*known) != nullptr;
  }
  const Library& library() const { return library_; }

  // `keep` leaves the buffer for the case to free. `may_block` sets no deadline.
  // Throws CannotCall where an argument cannot be had safely.
  CallResult Make(const Call& call, const Target& target, bool keep = false,
                  bool may_block = false);
  // For a call that fails on a live handle, and names a session: the same call for other sessions
  // that the server lists now. Where it works for one, later calls are about that one.
  std::optional<CallResult> MakeForAnotherSession(const Call& call, const Target& target,
                                                  bool keep);
  // The session that calls are about which name one.
  std::uint32_t SessionOn(const Target& target);
  // The same, without asking for one: 0 where none was needed so far, or the call names none.
  std::uint32_t SessionOf(const Call& call, const Target& target);
  // From here on calls are about that one of the sessions that the server lists, counted around the
  // end of the list; false where it lists none.
  bool TurnToSession(std::size_t number, const Target& target);
  // The call about that session; later ones are about the one that they were about before.
  CallResult MakeAbout(std::uint32_t session, const Call& call, const Target& target);
  // What the server lists now; nothing where it has no such list.
  std::vector<ListedSession> SessionsOn(const Target& target);
  std::vector<ListedProcess> ProcessesOn(const Target& target);
  // Remembers the ids of a session and a process of the server behind a live handle, so that a
  // later call on a closed one can be given the same arguments.
  void LearnIdsOf(const Target& target);
  Word Open(const std::string& opener, std::string_view kind);
  // What is known afterwards: the last error.
  // The last error is as the call before has left it, as in a program, unless it is observed.
  CallResult Close(const std::string& name, Word value, bool observes_error = false);
  // What a kept buffer holds now.
  std::string Contents(const KeptBuffer& buffer) const;
  // False where the documented result says that freeing failed. `by` "" is the call's own.
  bool Free(const KeptBuffer& buffer, const std::string& by);

 private:
  struct Slots;

  void Build(const Call& call, const Target& target, Slots& slots);
  Word Raw(const Function& function, std::span<const Word> words, const CallIntent& intent,
           CallResult* result);
  std::uint16_t IndexOf(const Function& function) const;
  void* AddressOf(const Function& function) const;
  std::uint32_t ProcessOn(const Target& target);
  std::uint32_t OwnVictim(const Target& target);
  void Undo(const Call& call, const Target& target, Word result);

  const Library& library_;
  const Suite& suite_;
  const Profile& profile_;
  Recorder& recorder_;
  mutable std::vector<std::atomic<void*>> addresses_;  // of each function; null until it is needed
  std::recursive_mutex mutex_;                         // guards the maps below
  bool needs_sessions_ = false;
  bool needs_processes_ = false;
  std::map<std::string, std::uint32_t> sessions_;
  std::map<std::string, std::uint32_t> processes_;
  std::uint32_t victim_ = 0;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_LOADING_CALLER_H_
