#include "conformance/recording/recording.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "conformance/recording/calls.h"
#include "conformance/recording/names.h"
#include "conformance/recording/recorded_session.h"
#include "conformance/recording/recorded_settings.h"
#include "conformance/recording/toml_rows.h"
#include "spec/loader/toml/quoted.h"

namespace wtsconform {
namespace {

// One server, as it is recorded.
class ServerRecorder {
 public:
  // `name` is NULL for this computer, which is called `title`.
  ServerRecorder(Calls& calls, Names& names, const std::string* name, const std::string& title)
      : calls_(calls), names_(names), name_(name), title_(title), server_(calls.Open(name)) {}
  ~ServerRecorder() { calls_.Close(server_); }
  ServerRecorder(const ServerRecorder&) = delete;
  ServerRecorder& operator=(const ServerRecorder&) = delete;

  std::string Text() {
    auto sessions = calls_.Sessions(server_);
    if (!sessions.has_value()) {
      throw InputError("the sessions of \"" + title_ + "\" cannot be listed" + Reasons());
    }
    const auto processes = calls_.Processes(server_);
    if (processes.has_value()) AddMissing(*sessions, *processes);
    AddHead(*sessions);
    AddSessions(*sessions);
    if (processes.has_value()) AddProcesses(*processes);
    if (name_ == nullptr) AddListeners();
    AddUsers();
    return text_;
  }

  // The time at which it answered; 0 where no session tells.
  std::int64_t now() const { return now_; }

 private:
  std::string Reasons() const {
    std::string all;
    for (const std::string& each : calls_.remarks()) all += (all.empty() ? ": " : "; ") + each;
    return all;
  }

  void Line(const std::string& line) { text_ += line + "\n"; }
  void TextLine(const char* key, const std::string& value) {
    Line(fmt::format("{} = {}", key, Quoted(value)));
  }
  // A list of tables, one a line.
  void List(const char* key, const std::vector<std::string>& rows) {
    if (rows.empty()) return Line(fmt::format("{} = []", key));
    Line(fmt::format("{} = [", key));
    for (const std::string& row : rows) Line("  " + row + ",");
    Line("]");
  }

  void AddHead(const std::vector<SeenSession>& sessions) {
    Line("[[server]]");
    TextLine("name", names_.Of("SERVER", title_));
    const auto in_machine =
        std::ranges::find_if(sessions, [](const auto& each) { return !each.machine.empty(); });
    if (in_machine != sessions.end()) {
      if (name_ != nullptr) TextLine("kind", "virtualization host");
      TextLine("farm", names_.Of("FARM", in_machine->farm));
    }
    if (name_ != nullptr) return;
    const auto caller =
        calls_.Query<DWORD>(WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, WTSSessionId);
    const auto is_listed = [&](DWORD id) {
      return std::ranges::count(sessions, id, &SeenSession::id) > 0;
    };
    if (caller.has_value() && is_listed(*caller))
      Line(fmt::format("callers_session = {}", *caller));
    if (const auto console = calls_.ConsoleSession()) {
      Line(fmt::format("console_session = {}", *console));
    }
  }

  void AddSessions(const std::vector<SeenSession>& sessions) {
    std::vector<std::string> rows;
    std::set<DWORD> known;
    for (const SeenSession& session : sessions) {
      if (!known.insert(session.id).second) continue;
      RecordedSession recorded = RecordSession(calls_, names_, server_, session);
      rows.push_back(recorded.row);
      now_ = std::max(now_, recorded.now);
      if (!recorded.user.empty()) users_.insert(recorded.user);
    }
    List("session", rows);
  }

  // Sessions that only processes show: an implementation may list none.
  static void AddMissing(std::vector<SeenSession>& sessions,
                         const std::vector<SeenProcess>& processes) {
    for (const SeenProcess& process : processes) {
      const DWORD id = process.counts.SessionId;
      if (std::ranges::count(sessions, id, &SeenSession::id) > 0) continue;
      sessions.push_back({id, static_cast<DWORD>(WTSDisconnected), "", "", ""});
    }
  }

  void AddProcesses(const std::vector<SeenProcess>& processes) {
    std::vector<std::string> rows;
    std::set<DWORD> known;
    for (const SeenProcess& process : processes) {
      if (!known.insert(process.counts.ProcessId).second) continue;
      rows.push_back(RecordProcess(names_, process));
    }
    List("process", rows);
  }

  void AddListeners() {
    const auto listeners = calls_.Listeners();
    if (!listeners.has_value()) return;
    std::vector<std::string> rows;
    for (const std::string& name : *listeners) {
      if (const auto config = calls_.Listener(name)) {
        rows.push_back(RecordListener(names_, name, *config));
      }
    }
    List("listener", rows);
  }

  void AddUsers() {
    std::vector<std::string> rows;
    users_.insert("");
    for (const std::string& user : users_) {
      const auto config = calls_.User(name_, user);
      if (!config.has_value()) continue;
      rows.push_back(RecordUser(
          names_, user, *config, calls_.UserNumber(name_, user, WTSUserConfigModemCallbackSettings),
          calls_.UserText(name_, user, WTSUserConfigModemCallbackPhoneNumber)));
    }
    List("user", rows);
  }

  Calls& calls_;
  Names& names_;
  const std::string* const name_;
  const std::string title_;
  const HANDLE server_;
  std::string text_;
  std::set<std::string> users_;
  std::int64_t now_ = 0;
};

}  // namespace

Recording Record(const Library& library, const RecordingOptions& options) {
  Calls calls(library);
  Names names(options.anonymize);
  ServerRecorder here(calls, names, nullptr, options.this_computer);
  std::string servers = here.Text();
  for (const std::string& name : options.servers) {
    servers += "\n" + ServerRecorder(calls, names, &name, name).Text();
  }
  std::string head = "# Recorded by wtsconform record; the mock loads it (WTSMOCK_WORLD).\n";
  if (here.now() != 0) head += fmt::format("time = {}\n", Quoted(TimeText(here.now())));
  return {head + "\n" + servers, calls.remarks()};
}

}  // namespace wtsconform
