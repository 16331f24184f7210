#include "conformance/commands/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "conformance/version.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// While a child begins, ends or lets time pass, its processor would idle.
constexpr int kJobsPerProcessor = 4;

// CLI::Range lets NaN pass.
CLI::Validator Seconds() {
  return CLI::Validator(
      [](std::string& text) {
        double seconds = 0;
        const bool fits =
            CLI::detail::lexical_cast(text, seconds) && seconds >= 0.01 && seconds <= 3600;
        return std::string(fits ? "" : "write seconds from 0.01 to 3600, not " + text);
      },
      "SECONDS");
}

// A variable that a script forgot to set must not mean "everything".
void RefuseEmptyWords(CLI::App& command) {
  const CLI::Validator something(
      [](std::string& text) { return std::string(text.empty() ? "is empty" : ""); }, "");
  for (CLI::Option* option : command.get_options()) {
    if (option->get_items_expected_max() > 0) option->check(something);
  }
}

void AddSelection(CLI::App& app, SelectionOptions& selection) {
  app.add_option("--filter", selection.filters, "Only cases whose id matches this pattern (* ?)")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  app.add_option("--clause", selection.clause, "Only cases of this clause")->type_name("ID");
  app.add_option("--level", selection.level, "required, robustness or observed")
      ->type_name("LEVEL");
  app.add_option("--requirements", selection.requirements,
                 "Only the cases of a frozen set, e.g. 2026.1")
      ->type_name("VERSION");
}

void AddTimeout(CLI::App& app, CommandLine& line) {
  app.add_option("--timeout", line.timeout, "Seconds after which one call is a hang")
      ->check(Seconds())
      ->capture_default_str();
}

void AddJobs(CLI::App& app, RunOptions& run) {
  app.add_option("--jobs", run.jobs, "Cases that run at once; sleeping ones do not count")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
}

void AddOneImplementation(CLI::App& app, std::string& implementation) {
  app.add_option("implementation", implementation, "A known name, a profile (.toml) or a library")
      ->required();
}

void AddServer(CLI::App& app, std::string& server) {
  app.add_option("--server", server,
                 "A server that the openers can reach: a Session Host that answers")
      ->type_name("NAME");
}

void AddUnreachable(CLI::App& app, std::string& name) {
  app.add_option("--unreachable", name, "A name that no server has")->type_name("NAME");
}

void AddRun(CLI::App& app, CommandLine& line) {
  RunCommand& run = line.run;
  app.add_option(
      "implementation", run.implementations,
      "A known name (see below), a profile (.toml) or a library; by default the mock and "
      "every known implementation that this machine has, on Windows its own wtsapi32.dll");
  AddServer(app, run.server);
  AddUnreachable(app, run.unreachable);
  AddSelection(app, run.selection);
  app.add_option("--shard", run.selection.shard, "Part I of N of the selected cases")
      ->type_name("I/N");
  AddJobs(app, run.run);
  AddTimeout(app, line);
  auto* expect = app.add_option("--expect", run.expect,
                                "The list of expected deviations, instead of the profile's")
                     ->type_name("FILE");
  app.add_flag("--no-expect", run.no_expect, "Expect nothing")->excludes(expect);
  app.add_option("--json", run.json, "Write the results; a folder/ for several implementations")
      ->type_name("FILE");
  app.add_option("--junit", run.junit, "Write the results as JUnit XML; a folder/ for several")
      ->type_name("FILE");
  app.add_option("--html", run.html, "Write one page about all of them")->type_name("FILE");
  app.add_option("--markdown", run.markdown, "Write a summary for a CI job or a pull request")
      ->type_name("FILE");
  app.add_option("--prepare", run.prepare,
                 "A shell's command, run with each implementation's name before its turn: it may "
                 "build or fetch it")
      ->type_name("COMMAND");
  app.add_flag("--stress", run.run.stress, "Up to 10,000 handles and pairs outside the mock too");
  app.add_option("--memory-checker", line.memory_checker,
                 "Make uses of freed memory visible: allocator (glibc overwrites it) or valgrind")
      ->type_name("HOW");
  app.add_flag("--mutating", run.mutating, "Also make calls that change something");
  app.add_flag("--this-machine-may-be-lost", run.may_be_lost, "What --mutating needs to be heard");
  std::string known;
  for (const std::string& name : KnownImplementations()) known += " " + name;
  app.footer("Known implementations:" + known +
             "\nExit status: 0 as expected, 1 unexpected findings, 2 refused input, 3 harness "
             "failure, 4 nothing could be decided");
}

void AddReport(CLI::App& app, ReportCommand& report) {
  app.add_option("results", report.files, "Files of results, of any machine")->required();
  app.add_option("-o,--output", report.folder, "The folder that the report is written to")
      ->type_name("DIR")
      ->required();
}

void AddDiff(CLI::App& app, CommandLine& line) {
  app.add_option("old", line.old_results, "Results of before")->required();
  app.add_option("new", line.new_results, "Results of now")->required();
  app.footer(
      "Exit status: 0 no required case got worse, 1 one did, 2 refused input, 3 harness "
      "failure in the new results, 4 no required case of them was decided");
}

void AddMerge(CLI::App& app, CommandLine& line) {
  app.add_option("results", line.parts, "Files of the parts: shards of one run, on any machines")
      ->required();
  app.add_option("-o,--output", line.merged, "The file for all of it")
      ->type_name("FILE")
      ->required();
}

void AddVerify(CLI::App& app, CommandLine& line) {
  VerifyCommand& verify = line.verify;
  app.add_option("results", verify.file, "The file that is put to the test")->required();
  app.add_option("--implementation", verify.implementation,
                 "A known name, profile or library; by default what the file names")
      ->type_name("NAME");
  AddServer(app, verify.server);
  AddUnreachable(app, verify.unreachable);
  app.add_option("--sample", verify.sample, "Cases run again, beside all deviations and the like")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  AddJobs(app, verify.run);
  AddTimeout(app, line);
  app.footer(
      "Exit status: 0 it tells the truth, 1 it does not, 2 refused input or another "
      "library, 3 harness failure, 4 nothing could be decided again");
}

void AddRepro(CLI::App& app, ReproCommand& repro) {
  app.add_option("case", repro.subject, "A case's id")->required();
  app.add_option("-o,--output", repro.output, "The C file to write, instead of stdout")
      ->type_name("FILE.c");
  app.add_option("--implementation", repro.implementation,
                 "Write the set-up of this known name, profile or library into it; by default the "
                 "program tells by what the library exports")
      ->type_name("NAME");
  app.footer(
      "Build it with any C compiler and run it as ./a.out LIBRARY SERVER [UNREACHABLE]: it "
      "exits 0\nwhere the clause is kept, 1 where it is not, 2 where that is not decided.");
}

void AddSelftest(CLI::App& app, CommandLine& line) {
  SelftestCommand& selftest = line.selftest;
  AddJobs(app, selftest.run);
  AddTimeout(app, line);
  app.add_option("--defect", selftest.only, "Only this defect, and no lawful choice")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_flag("--full", selftest.full, "Every case against every variant and every pair of them");
  app.add_option("--json", selftest.json, "Write the matrix as JSON")->type_name("FILE");
  app.add_option("--markdown", selftest.markdown, "Write the matrix as Markdown")
      ->type_name("FILE");
  app.footer("Exit status: 0 where every gate holds, 1 where one does not");
}

void AddHistories(CLI::App& app, CommandLine& line) {
  HistoriesCommand& histories = line.histories;
  AddOneImplementation(app, histories.implementation);
  AddServer(app, histories.server);
  AddUnreachable(app, histories.unreachable);
  app.add_option("--depth", histories.depth, "Events of the longest histories")
      ->check(CLI::Range(1, 7))
      ->capture_default_str();
  AddTimeout(app, line);
  app.footer("Exit status: 0 nothing required is broken, 1 something is, 4 no handle could be had");
}

void AddConcurrent(CLI::App& app, CommandLine& line) {
  ConcurrentCommand& concurrent = line.concurrent;
  AddOneImplementation(app, concurrent.implementation);
  AddServer(app, concurrent.server);
  app.add_option("--rounds", concurrent.rounds, "How often the threads are let loose")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  app.add_option("--seed", concurrent.seed, "Where the choices of the first round start")
      ->capture_default_str();
  AddTimeout(app, line);
  app.footer(
      "Exit status: 0 every round is explained by some order, 1 one is not or it died, 4 not "
      "decided");
}

// A word that nothing took: it should have been a command, or an option of the command given.
std::string ComplaintAboutStray(const CLI::App& app) {
  const std::string word = app.remaining(true).front();
  const bool has_command = !app.get_subcommands().empty();
  const CLI::App& command = has_command ? *app.get_subcommands().front() : app;
  const std::string name = has_command ? "wtsconform " + command.get_name() : "wtsconform";
  const std::string help = "\nTry: " + name + " --help";
  if (word.starts_with("-")) {
    std::vector<std::string> options;
    for (const CLI::Option* option : command.get_options()) {
      for (const std::string& each : option->get_lnames()) options.push_back("--" + each);
    }
    return fmt::format("\"{}\" is no option of {}{}{}", word, name, DidYouMean(word, options),
                       help);
  }
  if (has_command) return fmt::format("{} takes no \"{}\"{}", name, word, help);
  std::vector<std::string> commands;
  for (const CLI::App* each : app.get_subcommands({})) commands.push_back(each->get_name());
  return fmt::format("\"{}\" is no command{}{}", word, DidYouMean(word, commands), help);
}

void DeclareCommands(CLI::App& app, CommandLine& line) {
  const auto add = [&](const char* name, const char* what) {
    CLI::App* command = app.add_subcommand(name, what);
    command->add_option("--spec", line.spec, "Tables of your own: a folder like spec/")
        ->type_name("DIR");
    return command;
  };
  AddRun(*add("run", "Run cases against implementations"), line);
  AddSelection(*add("list", "List the cases"), line.list);
  add("explain", "Tell what a case or a clause says")
      ->add_option("what", line.explain, "A case's id or pattern, or a clause's id")
      ->required();
  AddReport(*add("report", "Make a page, charts and files for machines from results"), line.report);
  AddDiff(*add("diff", "Tell what got better, worse, new or gone"), line);
  AddMerge(*add("merge", "Make one file of the parts of a run"), line);
  AddVerify(*add("verify", "Tell whether a file of results tells the truth"), line);
  AddRepro(*add("repro", "Write a case as a C program that needs nothing else"), line.repro);
  AddSelftest(*add("selftest", "Prove by the mock's defects that each clause can fail"), line);
  add("coverage", "Tell which openers and consumers the cases of each clause try")
      ->add_option("clause", line.coverage, "A clause's id, for all of its cells");
  AddHistories(*add("histories", "Try every short sequence of opens, uses and closes"), line);
  AddConcurrent(*add("concurrent", "Let threads use and close the same handles"), line);
  for (CLI::App* command : app.get_subcommands({})) RefuseEmptyWords(*command);
}

// The same for all that runs something.
void SpreadDefaults(CommandLine& line) {
  const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  line.run.run.jobs = kJobsPerProcessor * processors;
  line.verify.run.jobs = line.selftest.run.jobs = line.run.run.jobs;
}

void SpreadTimeout(CommandLine& line) {
  const auto timeout = std::chrono::milliseconds(static_cast<long>(line.timeout * 1000));
  for (RunOptions* const run : {&line.run.run, &line.verify.run, &line.selftest.run,
                                &line.histories.run, &line.concurrent.run}) {
    run->timeout = timeout;
  }
}

}  // namespace

CommandLine ReadCommandLine(std::vector<std::string> words) {
  CommandLine line;
  SpreadDefaults(line);
  CLI::App app("Judges implementations of Wtsapi32 by what is documented of server handles",
               "wtsconform");
  app.set_version_flag("--version", std::string("wtsconform ") + kVersion + " (" + kRevision + ")");
  app.require_subcommand(0, 1);
  app.allow_windows_style_options(false);
  app.allow_extras();
  DeclareCommands(app, line);
  try {
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) {
      throw InputError(std::string(error.what()) + "\nTry: wtsconform --help");
    }
    line.finished = app.exit(error);
    return line;
  }
  if (!app.remaining(true).empty()) throw InputError(ComplaintAboutStray(app));
  if (app.get_subcommands().empty()) {
    fmt::print("{}", app.help());
    line.finished = kRefused;
    return line;
  }
  line.command = app.get_subcommands().front()->get_name();
  SpreadTimeout(line);
  return line;
}

}  // namespace wtsconform
