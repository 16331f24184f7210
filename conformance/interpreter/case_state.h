// What one case has found out so far: the lives of handle values, what was seen to work, and which
// names stand for what. Every function of the verbs shares it; branches of a parallel step use it
// at once, so CaseState locks inside. Scopes are not locked: a branch has one of its own, and only
// reads those around it.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_STATE_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_STATE_H_

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "conformance/loading/caller.h"
#include "spec/loader/model/lifecycle.h"

namespace wtsconform {

struct Handle {
  std::vector<Word> values;  // several for `many`
  std::string opener;
  std::string server;
  bool failed = false;   // asked of a server that does not exist
  bool closed = false;   // by its name
  bool first = false;    // the first open of the process
  int opens_seen = 0;    // how often its value had been opened when it was made
  // When it was opened, more handles had worked at once than were open: the open met no limit.
  bool met_no_limit = false;
  bool repeats = false;  // of `many`: so few that a case of fewer had as many

  Word value() const { return values.empty() ? 0 : values.front(); }
};

// What a call with a label gave.
struct Remembered {
  bool worked;
  std::string answer;
  std::string target;     // the handle it came from
  std::uint32_t session;  // that it is about, where the call names one
};

// Names as one thread of the case sees them.
class Scope {
 public:
  // `outer` must outlive the scope; its handles are seen, its buffers and answers are not.
  explicit Scope(Scope* outer = nullptr) : outer_(outer) {}

  bool is_branch() const { return outer_ != nullptr; }
  // The tables were checked: some scope has the handle.
  Handle& Named(const std::string& handle);
  void Bind(const std::string& name, Handle handle) { handles_[name] = std::move(handle); }

  void Keep(const std::string& name, const KeptBuffer& buffer) { buffers_[name] = buffer; }
  const KeptBuffer& Buffer(const std::string& name) const { return buffers_.at(name); }

  void Remember(const std::string& label, const Call& call, Remembered answer);
  const Remembered* Recall(const std::string& label, const Call& call) const;

 private:
  Scope* outer_;
  std::map<std::string, Handle> handles_;
  std::map<std::string, KeptBuffer> buffers_;
  std::map<std::pair<std::string, const Call*>, Remembered> answers_;
};

// Thread-safe.
class CaseState {
 public:
  // --- the lives of values
  void Opened(Word value, const std::string& opener, const std::string& server);
  void OpenFailed(Word value);
  void Closed(Word value);
  Demand DemandOn(Word value) const;
  int OpenCount(Word value) const;
  bool IsOpen(Word value) const;
  // The value stands for another open now: a failed open's once it was handed out since.
  bool IsOpenForAnother(const Handle& handle) const;
  // The values that are open and were seen to work, each as often as it is open.
  std::vector<Word> ProvedAndOpen() const;

  // What a close by name is about to do. Where it is kPermitted or kForbidden it counts as done.
  enum class Closing {
    kUnproved,        // nothing shows that there is a handle; only where `needs_proof`
    kOpenForAnother,  // closed before, and the value was handed out again
    kPermitted,
    kForbidden,  // it is not open
  };
  Closing Close(Handle& handle, bool needs_proof);

  // --- what was seen to work
  // Returns how many failures of the call this success gives a meaning to.
  int Worked(const Call& call, const Target& target);
  // A call failed as it should. True where it is known to work elsewhere; else the failure awaits
  // that.
  bool FailureCounts(const Call& call);
  // The names of the handles to the same machine as `server`, "other" or any kind but that, on
  // which the call worked, and "current".
  std::set<std::string> WorkedOn(const Call& call, const std::string& server) const;
  // Those of them that are open now, and "current".
  std::vector<Target> LiveTargetsOf(const Call& call) const;
  void ProveOpener(const std::string& opener, const std::string& server);
  bool IsProved(Word value) const;
  // Not NULL, and not -1 unless that was seen to work: an open that returns them has failed.
  bool MayBeHandle(Word value) const;
  // Whether an open that gave `value` may have failed where it may: it shows it by its value, or
  // something else is open.
  bool OpenMayHaveFailed(Word value) const;
  // Whether more handles than are open beside `value` were seen to work at once, of all and of
  // those that this family of openers gives to this server: then an open that fails now met no
  // limit.
  bool HadMore(Word value, const std::string& opener, const std::string& server) const;
  // Whether an open that gave `value`, on which nothing works, is taken for a failed one: failed
  // opens give that value, or other handles work.
  bool LooksFailed(Word value) const;

 private:
  // So many are open that were seen to work, and so many were at most.
  struct AtOnce {
    int now = 0;
    int most = 0;
  };
  using Family = std::pair<std::string, std::string>;  // WTSOpenServer or its Ex form, server

  // With the lock held.
  bool AnyProvedIsOpen() const;
  void CountProved(Word value, int opens);
  bool CloseOnce(Word value);  // false where that is not permitted

  mutable std::mutex mutex_;
  Lifecycle model_;
  std::map<const Call*, std::map<std::string, Target>> worked_;  // what each worked on, by name
  std::map<const Call*, int> awaiting_;                          // failures that await a success
  std::set<Word> proved_;
  std::set<Word> failed_;                                         // what failed opens returned
  std::set<std::pair<std::string, std::string>> proved_openers_;  // opener, server
  std::map<Word, Family> families_;                               // of the last open of each value
  std::map<Family, AtOnce> at_once_;
  AtOnce all_at_once_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_STATE_H_
