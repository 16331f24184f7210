#include "conformance/reproducer/repro.h"

#include <fmt/format.h>

#include <functional>
#include <set>

#include "conformance/reproducer/repro_text.h"
#include "conformance/runner/step_text.h"
#include "reports/formats/text.h"
#include "spec/loader/tables/embedded.h"

namespace wtsconform {

// reproducer/*.c, in the order of their names below.
const std::vector<EmbeddedFile>& EmbeddedRepro();

namespace {

// The calls that the program makes of its own accord, as the interpreter does.
const char* const kOwnCalls[] = {"WTSEnumerateSessionsW", "WTSEnumerateSessionsA",
                                 "WTSEnumerateProcessesW", "WTSEnumerateProcessesA"};

std::string Part(const std::string& name) {
  for (const EmbeddedFile& file : EmbeddedRepro()) {
    if (file.name == "reproducer/" + name) return std::string(file.text);
  }
  throw std::logic_error("no part " + name);
}

// One case: a function for its steps, and one for each step that runs on another thread.
class CaseText {
 public:
  CaseText(const Case& subject, const Suite& suite, std::size_t index)
      : subject_(subject),
        suite_(suite),
        steps_(subject.steps()),
        prefix_(fmt::format("Case{}", index)) {
    const std::string body = Body(steps_);
    text_ =
        functions_ + fmt::format("static void {}(void) {{\n{}{}}}\n\n", prefix_, StartText(), body);
  }

  const std::string& text() const { return text_; }
  const std::vector<Step>& steps() const { return steps_; }
  std::string Entry() const {
    return fmt::format("    {{{}, {}, {}}},\n", CText(subject_.id), CText(subject_.Title()),
                       prefix_);
  }

 private:
  std::string StartText() const {
    const char* level = subject_.clause->level == Level::kRequired     ? "REQUIRED"
                        : subject_.clause->level == Level::kRobustness ? "ROBUSTNESS"
                                                                       : "OBSERVED";
    bool sessions = false, processes = false;
    VisitSteps(steps_, [&](const Step& step) {
      const Call* call = step.Is<step::OnHandle>() ? CallOf(step) : nullptr;
      sessions |= call && call->Position(Argument::Kind::kSession) >= 0;
      processes |= call && call->Position(Argument::Kind::kProcess) >= 0;
    });
    return fmt::format("  Start({}, {:d}, {:d}, {:d});\n", level, sessions, processes,
                       !subject_.row->needs.empty());
  }

  std::string NewFunction(const std::string& body) {
    const std::string name = fmt::format("{}_{}", prefix_, ++count_);
    functions_ += fmt::format("static void {}(void) {{\n{}}}\n", name, body);
    return name;
  }

  std::string Statement(const Step& step) {
    const auto* parallel = step.As<step::Parallel>();
    if (!parallel) return StepStatement(step, subject_);
    std::string branches;
    for (const auto& branch : parallel->branches) {
      branches += (branches.empty() ? "" : ", ") + NewFunction(Body(branch));
    }
    return fmt::format("{{ void (*const branches[])(void) = {{{}}}; AtOnce(branches, {}, {}); }}",
                       branches, parallel->branches.size(), parallel->times);
  }

  std::string Body(const std::vector<Step>& steps) {
    std::string body;
    for (const Step& step : steps) {
      std::string statement = Statement(step);
      if (!step.thread.empty()) {
        statement = fmt::format("OnThread({}, {});", CText(step.thread),
                                NewFunction("  " + statement + "\n"));
      }
      body += fmt::format("  /* {} */\n  {}\n", StepText(step), statement);
    }
    return body;
  }

  const Case& subject_;
  const Suite& suite_;
  const std::vector<Step>& steps_;
  const std::string prefix_;
  std::string functions_;
  std::string text_;
  int count_ = 0;
};

std::string Heading(const std::vector<const Case*>& cases) {
  const Case& first = *cases.front();
  std::string text =
      fmt::format("/* {}{}\n *\n * {} ({}): {}\n", first.id,
                  cases.size() > 1 ? " and " + Count(cases.size() - 1, "more case") : "",
                  first.clause->id, LevelName(first.clause->level), first.clause->text);
  if (!first.clause->page.empty()) text += fmt::format(" * page: {}\n", first.clause->page);
  text +=
      " *\n * cc FILE.c -o repro && ./repro LIBRARY SERVER [UNREACHABLE [OTHER]]\n"
      " * (with an older C library: cc FILE.c -o repro -ldl -lpthread)\n *\n"
      " * LIBRARY exports the functions under their Windows names; FreeRDP's library and a\n"
      " * provider of WinPR are loaded behind WinPR. SERVER answers, UNREACHABLE does not exist.\n"
      " * Exit status: 0 the clause is kept, 1 it is not, 2 not decided here. */\n";
  return text;
}

std::string CallTables(const std::vector<CaseText>& texts, const Suite& suite) {
  std::set<const Call*> used;
  const auto use = [&](const std::string& id) {
    if (const Call* call = suite.functions().FindCall(id)) used.insert(call);
  };
  for (const char* id : kOwnCalls) use(id);
  std::string everyday;
  for (const std::string& id : *suite.functions().Group("everyday")) {
    use(id);
    everyday += fmt::format("    &{},\n", CallVariable(id));
  }
  for (const CaseText& each : texts) {
    VisitSteps(each.steps(), [&](const Step& step) {
      if (const Call* call = CallOf(step)) used.insert(call);
    });
  }
  std::string text;
  for (const Function& function : suite.functions().functions()) {
    for (const Call& call : function.calls) {
      if (used.contains(&call)) text += CallTable(call);
    }
  }
  return text + "\nstatic const struct Call* const everyday[] = {\n" + everyday + "    NULL};\n\n";
}

}  // namespace

std::string ReproProgram(const std::vector<const Case*>& cases, const Suite& suite,
                         const std::vector<Profile>& setups) {
  std::vector<CaseText> texts;
  for (const Case* each : cases) texts.emplace_back(*each, suite, texts.size() + 1);
  std::string functions, entries, known;
  for (const CaseText& each : texts) {
    functions += each.text();
    entries += each.Entry();
  }
  for (const Profile& profile : setups) known += "    " + SetUpText(profile) + ",\n";
  return Heading(cases) + Part("prelude.c") + "\n/* ---- What: the case. */\n\n" +
         CallTables(texts, suite) + functions +
         "static const struct {\n  const char* id;\n  const char* title;\n  void (*run)(void);\n"
         "} cases[] = {\n" +
         entries + "};\n\nstatic const struct SetUp setups[] = {\n" + known + "};\n\n" +
         Part("machine.c") + "\n" + Part("calls.c") + "\n" + Part("state.c") + "\n" +
         Part("steps.c") + "\n" + Part("volume.c");
}

std::string ReproSteps(const Case& subject, const Suite& suite) {
  try {
    return CaseText(subject, suite, 1).text();
  } catch (const InputError&) {
    return "";
  }
}

std::vector<Profile> RecognisableProfiles() {
  std::vector<Profile> profiles;
  for (const std::string& name : KnownImplementations()) {
    Profile profile = FindProfile(name);
    if (profile.loader == Loader::kPlain && !profile.marker.empty()) profiles.push_back(profile);
  }
  return profiles;
}

}  // namespace wtsconform
