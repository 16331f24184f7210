#include "conformance/reproducer/repro.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "conformance/reproducer/blocks.h"
#include "conformance/reproducer/call_text.h"
#include "conformance/reproducer/case_text.h"
#include "reports/formats/shell_word.h"
#include "reports/formats/text.h"
#include "spec/loader/tables/embedded.h"
#include "spec/loader/tables/placeholders.h"

namespace wtsconform {

// prelude/*.c, in the order in which they are written.
const std::vector<EmbeddedFile>& EmbeddedRepro();

namespace {

constexpr int kWidth = 96;
constexpr char kArguments[] = "LIBRARY SERVER [UNREACHABLE [OTHER]]";

// How it is built and run.
std::string RunText(const Profile& implementation) {
  std::string text = "cc FILE.c -o repro && ";
  for (const auto& [name, value] : implementation.environment) {
    text += name + "=" + ShellWord(value) + " ";
  }
  const std::string arguments = implementation.servers.are_text ? kArguments : "LIBRARY";
  if (implementation.library.empty()) return text + "./repro " + arguments;
  const std::string file = ResolveFile(implementation.library.front()).string();
  return text + "./repro " + ShellWord(file) + arguments.substr(sizeof "LIBRARY" - 1);
}

// No text ends a comment of C, nor looks like the begin of one or like a trigraph.
std::string InComment(std::string text) {
  for (const char* pair : {"*/", "/*", "??"}) {
    for (std::size_t at; (at = text.find(pair)) != std::string::npos;) text.insert(at + 1, " ");
  }
  return text;
}

std::string Heading(const std::vector<const Case*>& cases, const Profile& implementation) {
  const Case& first = *cases.front();
  const Clause& clause = *first.clause;
  const std::vector<std::string> lines = {
      first.id + (cases.size() > 1 ? " and " + Count(cases.size() - 1, "more case") : ""),
      fmt::format("{} ({}): {}", clause.id, LevelName(clause.level), clause.text),
      clause.page.empty() ? "" : "Page: " + clause.page,
      "The case: " + first.Title(),
      RunText(implementation),
      "(-ldl -lpthread with an older C library). Exit: 0 conforms, 1 deviates, 2 not decided."};
  std::string text;
  for (const std::string& line : lines) {
    if (line.empty()) continue;
    text += (text.empty() ? "" : "\n   ") + InComment(Wrap(CleanText(line), kWidth, 3));
  }
  return "/* " + text + " */\n";
}

// The calls of the group "everyday", which try out whether a handle works.
Block Everyday(const FunctionCatalogue& functions) {
  std::string text =
      "static const struct {\n  struct Call* call;\n  const char* function;\n} everyday[] = {\n";
  for (const std::string& id : *functions.Group("everyday")) {
    text += fmt::format("    {{&{}, {}}},\n", CallVariable(id),
                        CText(functions.FindCall(id)->function->name));
  }
  return {{"everyday"}, text + "    {NULL, NULL}};\n"};
}

// The other forms of the calls that the program makes itself, where they have one.
Block Twins(const FunctionCatalogue& functions, std::string_view program) {
  std::string text =
      "static const struct {\n  struct Call *call, *twin;\n  const char* function;\n} twins[] = "
      "{\n";
  for (const std::string& id : functions.CallIds()) {
    const Call* const twin = functions.FindCall(TwinOf(id));
    const std::string variable = CallVariable(id);
    if (!twin || program.find("&" + variable + ",") == program.npos) continue;
    text += fmt::format("    {{&{}, &{}, {}}},\n", variable, CallVariable(twin->id),
                        CText(twin->function->name));
  }
  return {{"twins"}, text + "    {NULL, NULL, NULL}};\n"};
}

Block Openers(const FunctionCatalogue& functions) {
  std::string text = "static const char* const openers[] = {";
  for (const std::string& id : *functions.Group("openers")) text += CText(id) + ",\n    ";
  return {{"openers"}, text + "NULL};\n"};
}

Block ThisComputer(const ServerNames& names) {
  const std::string name =
      names.this_computer_is_stated ? CText(names.this_computer.front()) : "NULL";
  return {{"this_computer"},
          "static const char* const this_computer = " + name + "; /* where it is stated */\n"};
}

// The prelude, and between its parts what it is given of the tables: see prelude/generated.c.
std::vector<Block> AllBlocks(const FunctionCatalogue& functions, const Profile& implementation,
                             const std::set<std::string>& flags, std::string_view program) {
  std::vector<Block> blocks = {};
  for (const EmbeddedFile& file : EmbeddedRepro()) {
    if (file.name.ends_with("ids.c")) blocks.push_back(ThisComputer(implementation.servers));
    if (file.name.ends_with("judge.c")) {
      for (const Function& function : functions.functions()) {
        for (const Call& call : function.calls) {
          blocks.push_back(CallBlock(call, flags, implementation.fixed_world));
        }
      }
      blocks.push_back(Everyday(functions));
      blocks.push_back(Twins(functions, program));
      blocks.push_back(Openers(functions));
    }
    for (Block& block : ReadBlocks(file.text, flags)) blocks.push_back(std::move(block));
  }
  return blocks;
}

std::string RunSteps(const std::vector<const Case*>& cases, const std::vector<CaseText>& texts) {
  if (cases.size() == 1) return fmt::format("  {}();\n", texts.front().function);
  std::string text = "  if (!getenv(\"WTS_CASE\")) Verdict(NOT_DECIDED, \"set WTS_CASE\");\n";
  for (std::size_t i = 0; i < cases.size(); ++i) {
    text += fmt::format("  if (strcmp(getenv(\"WTS_CASE\"), {}) == 0) {}();\n", CText(cases[i]->id),
                        texts[i].function);
  }
  return text + "  return NOT_DECIDED;\n";
}

std::string PeersText(const std::set<std::string>& servers) {
  std::string text = "  reachable.address = PeerContext(library);\n";
  if (servers.contains("other")) text += "  other.address = PeerContext(library);\n";
  if (servers.contains("unreachable")) {
    text += "  unreachable.address = calloc(1, 4096); /* a context that belongs to no peer */\n";
  }
  return text;
}

// Sets `exports`; `library` is loaded.
std::string ExportsText(Loader loader, const std::set<std::string>& servers) {
  if (loader == Loader::kPlain) return "  exports = library;\n";
  if (loader == Loader::kWinpr) return "  exports = library;\n  WarmUp(library);\n";
  const bool freerdp = loader == Loader::kWinprFreerdp;
  return fmt::format("  exports = WithProvider(winpr, library, \"{}InitWtsApi\");\n{}",
                     freerdp ? "FreeRDP_" : "", freerdp ? PeersText(servers) : "");
}

// The names of servers that the program is given.
std::string NamesText(const ServerNames& names, const std::set<std::string>& servers) {
  if (!names.are_text) return "";
  std::string text = "  reachable.text = argv[2];\n";
  if (servers.contains("unreachable")) {
    text +=
        fmt::format("  unreachable.text = argc > 3 ? argv[3] : {};\n", CText(names.unreachable));
  }
  if (servers.contains("other")) {
    text += fmt::format("  other.text = argc > 4 ? argv[4] : {};\n",
                        names.other.empty() ? "NULL" : CText(names.other));
  }
  return text;
}

// The function main, which loads the implementation and then does `run`. `servers` are the kinds
// that the program asks for; with `may_exit` a case ends the process by itself.
std::string StartText(const Profile& implementation, const std::set<std::string>& servers,
                      bool may_exit, const std::string& run) {
  std::string load;
  if (implementation.loader == Loader::kWinpr) load += "  unsetenv(\"WTSAPI_LIBRARY\");\n";
  if (!implementation.winpr.empty()) {
    load += fmt::format("  void* winpr = Must(Load({0}), {0});\n",
                        CText(ResolveFile(implementation.winpr.front()).string()));
  }
  load += "  void* library = Must(Load(argv[1]), argv[1]);\n";
  const bool are_text = implementation.servers.are_text;
  return fmt::format(
      "static void EndedTooSoon(void) {{ {}Verdict(DEVIATES, \"the process was ended\"); }}\n"
      "int main(int argc, char** argv) {{\n"
      "  setvbuf(stdout, NULL, _IONBF, 0);\n"
      "  if (argc < {}) Verdict(NOT_DECIDED, \"usage: %s {}\", argv[0]);\n"
      "{}{}{}  atexit(EndedTooSoon);\n{}}}\n",
      may_exit ? "if (!may_end) " : "", are_text ? 3 : 2, are_text ? kArguments : "LIBRARY",
      NamesText(implementation.servers, servers), load, ExportsText(implementation.loader, servers),
      run);
}

}  // namespace

std::string ReproProgram(const std::vector<const Case*>& cases, const Suite& suite,
                         const Profile& implementation) {
  std::vector<CaseText> texts;
  std::set<std::string> flags, servers;
  std::string own;
  for (const Case* each : cases) {
    const std::string prefix = cases.size() > 1 ? fmt::format("Case{}_", texts.size() + 1) : "";
    texts.push_back(WriteCase(*each, prefix, implementation));
    flags.insert(texts.back().flags.begin(), texts.back().flags.end());
    servers.insert(texts.back().servers.begin(), texts.back().servers.end());
    own += texts.back().text + "\n";
  }
  if (implementation.servers.are_text) flags.insert("TEXT");
  const std::set<std::string> always_there = {"reachable"};
  if (implementation.servers.are_text || servers != always_there) flags.insert("ABSENT");
  if (implementation.loader == Loader::kPlain) flags.insert("_WIN32");  // the others are not there
  own += StartText(implementation, servers, flags.contains("EXIT"), RunSteps(cases, texts));
  const auto blocks = AllBlocks(suite.functions(), implementation, flags, own);
  return Heading(cases, implementation) + SelectBlocks(blocks, own) + "/* ---- The case. */\n" +
         own;
}

std::string ReproSteps(const Case& subject) {
  try {
    return WriteCase(subject, "", BareLibrary("")).text;
  } catch (const InputError&) {
    return "";
  }
}

}  // namespace wtsconform
