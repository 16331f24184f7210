// What the documentation says of each export, and how the suite calls it: functions.toml as values.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_FUNCTIONS_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_FUNCTIONS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

enum class Role { kOpener, kCloser, kConsumer, kBuffer, kOther, kUndocumented };
enum class Returns { kNothing, kBool, kHandle, kDword };

// How dangerous a call is (safety rule S-8).
enum class Tier {
  kMockOnly,  // T0: never on a real machine
  kReadOnly,  // T1
  kMutating,  // T2: on a real machine only where the user gave it up
};

// One word of an argument list; functions.toml explains them.
struct Argument {
  enum class Kind {
    kServer, kNull, kNumber, kSession, kProcess, kOutPointer, kOutDword, kInOutDword, kText, kAnsi,
    kZeroed, kBlock, kBytes, kWindow, kAnotherWindow, kBuffer, kCount, kChannel, kName, kResult
  };
  Kind kind;
  std::uint64_t number = 0;  // the number, preset, or size in bytes
  std::uint64_t first = 0;   // kBlock: the first DWORD
  std::string text = "";     // kText, kAnsi: UTF-8; kBytes: the bytes; else the word as written
};

// What came back, so that two answers can be compared.
enum class Answer {
  kNone, kBytes, kSessions, kSessions1, kProcesses, kProcesses1, kListeners, kValue, kDword
};

class Fields;
struct Function;

// One way in which the suite calls a function. Its id is NAME, or NAME.FORM.
struct Call {
  std::string id;
  const Function* function = nullptr;
  std::vector<Argument> arguments;
  std::vector<std::string> groups;
  Answer answer = Answer::kNone;
  bool stable = false;   // the answer does not change by itself on a real machine
  Tier tier = Tier::kReadOnly;
  std::string frees;     // the function that frees the buffer, "" if none
  std::uint64_t free_class = 0;  // WTS_TYPE_CLASS for WTSFreeMemoryEx*
  std::string undo;      // the function that undoes a success, "" if none
  std::vector<Argument> undo_arguments;
  Location where;

  bool InGroup(std::string_view group) const;
  // The position of the first argument of that kind, or -1.
  int Position(Argument::Kind kind) const;
};

struct Function {
  std::string name;
  Role role = Role::kOther;
  Returns returns = Returns::kBool;
  std::vector<std::string> params;  // C declarations
  std::string server;               // the parameter that takes the server handle, "" if none
  bool current_only = false;        // USE-4, USE-5
  bool names_ex = false;            // the page names WTSOpenServerEx too (EX-5)
  std::string failure;
  bool last_error = false;          // the page says to call GetLastError
  Tier tier = Tier::kReadOnly;
  bool cdecl_convention = false;    // no WINAPI: matters on 32-bit Windows only
  std::string client, host;         // minimum Windows versions
  std::string page;
  std::vector<Call> calls;

  // The function's own width: 'A', 'W', or 0 where it has one form only.
  char width() const;
};

// All functions, immutable after loading; references stay valid as long as the catalogue lives.
class FunctionCatalogue {
 public:
  // Throws InputError (unknown key, duplicate name, bad argument word, unknown constant ...).
  FunctionCatalogue(std::string_view toml, const std::string& file);
  FunctionCatalogue(const FunctionCatalogue&) = delete;
  FunctionCatalogue& operator=(const FunctionCatalogue&) = delete;

  const std::vector<Function>& functions() const { return functions_; }
  const Function* Find(std::string_view name) const;
  const Call* FindCall(std::string_view id) const;
  // The ids of a group's calls in the order of the file; nullptr where there is no such group.
  const std::vector<std::string>* Group(std::string_view name) const;
  std::vector<std::string> GroupNames() const;
  std::vector<std::string> CallIds() const;

 private:
  void ReadFunction(const Value& value);
  void ReadCall(const Value& value, Function& function);
  void ReadArguments(Fields& fields, const Function& function, Call& call) const;
  void ReadAfterwards(Fields& fields, Call& call) const;
  void Index();
  // `frees` and `undo` may name functions that stand further down.
  void CheckAfterwards(const Call& call) const;

  std::map<std::string, std::uint64_t, std::less<>> constants_;
  std::vector<Function> functions_;
  std::map<std::string, const Function*, std::less<>> by_name_;
  std::map<std::string, const Call*, std::less<>> calls_;
  std::map<std::string, std::vector<std::string>, std::less<>> groups_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_FUNCTIONS_H_
