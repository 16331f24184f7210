#include "conformance/commands/watched_processes.h"

#include <algorithm>

namespace wtsconform {
namespace {

using nlohmann::json;

json EmptyReport() {
  return {{"breaches", json::array()},
          {"breaches_in_all", 0},
          {"unreachable", {{"closed", 0}, {"left", json::array()}}},
          {"calls", nullptr}};  // nobody knows
}

WatchedProcess& Start(std::vector<WatchedProcess>& processes, const json& line) {
  return processes.emplace_back(WatchedProcess{
      .process = line.at("process"), .program = line.at("program"), .report = EmptyReport()});
}

// The one that wrote the line. A child that was forked begins with its first call.
WatchedProcess& WriterOf(std::vector<WatchedProcess>& processes, const json& line) {
  const std::uint32_t process = line.at("process");
  const auto found = std::find_if(processes.rbegin(), processes.rend(),
                                  [&](const auto& each) { return each.process == process; });
  return found == processes.rend() ? Start(processes, line) : *found;
}

void Take(std::vector<WatchedProcess>& processes, const json& line) {
  const std::string event = line.at("event");
  if (event == "start") {
    Start(processes, line);
    return;
  }
  WatchedProcess& writer = WriterOf(processes, line);
  if (event == "call") {
    writer.has_called = true;
  } else if (event == "breach") {
    writer.report.at("breaches").push_back(line.at("breach"));
    writer.report["breaches_in_all"] = writer.report.at("breaches").size();
    writer.text += line.at("text");
  } else if (event == "unwatched") {
    writer.unwatched.push_back(line.at("what"));
  } else if (event == "end") {
    writer.has_ended = true;
    writer.report = line.at("report");
    writer.text = line.at("text");
  }
  writer.has_called |= writer.Breaches() > 0;  // a call that never returned is said nowhere else
}

json ReportOf(const WatchedProcess& process) {
  json report = process.report;
  report["process"] = process.process;
  report["file"] = process.program;
  report["ended"] = process.has_ended;
  if (!process.unwatched.empty()) report["unwatched"] = process.unwatched;
  return report;
}

}  // namespace

std::size_t WatchedProcess::Breaches() const { return report.at("breaches_in_all"); }

std::vector<WatchedProcess> ReadWatched(std::string_view lines) {
  std::vector<WatchedProcess> processes;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view text = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    const json line = json::parse(text, nullptr, false);
    if (line.is_object() && line.contains("event")) Take(processes, line);
  }
  return processes;
}

std::string TextOf(const WatchedProcess& process) {
  std::string text =
      "process " + std::to_string(process.process) + ", " + process.program + "\n" + process.text;
  if (!process.has_ended) {
    text +=
        "it made calls and did not report its end (killed, another program in its place, or still "
        "running): what it held then is not known\n";
  }
  for (const std::string& each : process.unwatched) text += "not watched: " + each + "\n";
  return text;
}

json JsonOf(const std::vector<WatchedProcess>& processes, std::uint32_t program,
            const std::vector<std::string>& words, int status) {
  json report = EmptyReport();
  json others = json::array();
  // The last that ran as this process is the program; before it, perhaps, the shell that started
  // it.
  const auto main = std::find_if(processes.rbegin(), processes.rend(),
                                 [&](const auto& each) { return each.process == program; });
  if (main != processes.rend()) report = ReportOf(*main);
  for (const WatchedProcess& each : processes) {
    const bool is_main = main != processes.rend() && &each == &*main;
    if (!is_main && each.has_called) others.push_back(ReportOf(each));
  }
  report["program"] = words;
  report["status"] = status;
  report["others"] = others;
  return report;
}

}  // namespace wtsconform
