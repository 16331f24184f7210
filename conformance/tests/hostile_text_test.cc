// Text from outside that steers terminals and CI systems, in every place from which it can come:
// none of it leaves a command as it came.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/tests/test_program.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// "boo" shows that a text was printed at all.
constexpr char kSteers[] =
    "boo\n::error::boo\n \t::warning::boo ##[error]boo ##vso[task.complete]boo"
    "\x1b[2J\x1b[1;31m\x1b]0;boo\x07\xC2\x9B"
    "2J\x08\x7F\xE2\x80\xAE\r::notice::boo";

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// What of the text a terminal would obey, or a browser or an editor; "" for nothing.
std::string Steering(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string_view rest = text.substr(i);
    if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7F) {
      return "the control character " + std::to_string(byte);
    }
    if (byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0) return "C1";
    if (rest.starts_with("\xE2\x80\xAE")) return "an override of direction";
  }
  return "";
}

// The same, and what a CI system would obey that has it in its log.
std::string Obeyed(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("##[") || rest.starts_with("##vso["))
      return std::string(rest.substr(0, 40));
    if (!rest.starts_with("::")) continue;
    std::size_t start = i;
    while (start > 0 && IsBlank(text[start - 1])) --start;
    if (start == 0 || text[start - 1] == '\n') return std::string(rest.substr(0, 40));
  }
  return Steering(text);
}

std::string WithoutReturns(std::string text) {
  for (std::size_t at = 0; (at = text.find("\r\n", at)) != std::string::npos;) text.erase(at, 1);
  return text;
}

TEST(Obeyed, FindsEachKind) {
  EXPECT_EQ(Obeyed("a: b::c\n\t# ## d\n"), "");
  for (const char* text : {"\x1b", "\x07", "\r", "\x7F", "\xC2\x9B", "a\n::b", "  ::b", "a ##[b",
                           "##vso[b", "\xE2\x80\xAE"}) {
    EXPECT_NE(Obeyed(text), "") << text;
  }
  EXPECT_NE(Obeyed(kSteers), "");
}

// As a string of TOML, whatever it holds.
std::string TomlText(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr char kDigits[] = "0123456789ABCDEF";
    if (byte < ' ' || byte == 0x7F || c == '"' || c == '\\') {
      quoted += std::string("\\u00") + kDigits[byte / 16] + kDigits[byte % 16];
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

class HostileTextTest : public ProgramTest {
 protected:
  void Check(const Words& words, const Environment& environment = {}) {
    const ProgramEnd end = Call(words, environment);
    std::string command;
    for (const std::string& word : words) command += word.substr(0, 60) + " ";
    EXPECT_EQ(Obeyed(end.out), "") << command << end.out;
    EXPECT_EQ(Obeyed(end.err), "") << command << end.err;
    EXPECT_THAT(end.out + end.err, HasSubstr("boo")) << command;
    EXPECT_TRUE(end.status == 0 || end.status == 1 || end.status == 2) << end.status << command;
  }

  // A profile of the library whose version is the text.
  std::string Profile(const std::string& more = "") const {
    return Put("hostile.toml", "name = \"hostile\"\nlibrary = \"" + TestLibrary("hostile_text") +
                                   "\"\nversion_from = \"HostileVersion\"\n" + more +
                                   "[environment]\nHOSTILE_VERSION = " + TomlText(kSteers) + "\n")
        .string();
  }

  // Results in which every text that a file may choose is this one.
  std::string ForgedResults(const std::string& name) const {
    Results results;
    results.tool = {kSteers, kSteers};
    results.implementation = {kSteers, kSteers, kSteers, kSteers, kSteers};
    results.host = {{kSteers, kSteers}};
    for (const Verdict verdict : {Verdict::kDeviation, Verdict::kCrash, Verdict::kUntestable}) {
      CaseRecord& record = results.cases.emplace_back();
      record.id = kSteers + std::string(VerdictName(verdict)) + name;
      record.clause = kSteers;
      record.level = "required";
      record.verdict = verdict;
      record.Judge(kSteers, kSteers);
      record.signature = kSteers;
      record.trace = {kSteers, kSteers};
    }
    return Put(name, ToJson(results)).string();
  }

  void CheckFilesIn(const std::string& folder) const {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string text = WithoutReturns(Text(entry.path()));
      const std::string name = entry.path().filename().string();
      EXPECT_EQ(Obeyed(name), "");
      EXPECT_EQ(Steering(text), "") << name;
      const bool is_shown_in_logs = name.ends_with(".csv") || name.ends_with(".md");
      EXPECT_EQ(is_shown_in_logs ? Obeyed(text) : "", "") << name;
      if (name == "annotations.txt") CheckAnnotations(text);
    }
  }

  // They are commands, of this program; what they hold must not begin another one.
  static void CheckAnnotations(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_TRUE(line.starts_with("::error title=") || line.starts_with("::notice title="))
          << line;
      EXPECT_EQ(Steering(line), "");
    }
  }
};

TEST_F(HostileTextTest, WhatALibrarySaysAsItIsLoaded) {
  Check({"run", TestLibrary("hostile_text"), "--filter", kOne},
        {{"HOSTILE_OUTPUT", kSteers}, {"HOSTILE_ENDS", "1"}});
}

TEST_F(HostileTextTest, WhatALibrarySaysOfItselfAndAsItDies) {
  const std::string profile = Profile();
  fs::create_directory(folder_ / "out");
  Check({"run", profile, "--filter", kOne, "--json", Path("a.json"), "--html", Path("out/a.html"),
         "--markdown", Path("out/a.md"), "--junit", Path("out/a.xml")});
  CheckFilesIn(Path("out"));
  const std::string file = Path("a.json");
  ASSERT_EQ(ReadResults(file).implementation.version, kSteers);
  Check({"diff", file, file});
  Check({"verify", file, "--implementation", profile});
  EXPECT_EQ(Call({"report", file, "-o", Path("report")}).status, 0);
  CheckFilesIn(Path("report"));
}

TEST_F(HostileTextTest, TheNameOfAFile) {
  const std::string name = Path("boo\n::error::boo\x1b[2J.so");
  fs::copy_file(TestLibrary("hostile_text"), name);
  Check({"run", name, "--filter", kOne});
  Check({"run", name, "--filter", kOne, "--json", Path("boo.json")});
  Check({"verify", Path("boo.json"), "--implementation", name});
  for (const Words& words : std::vector<Words>{{"run", "/no/such/boo\n::error::boo\x1b.so"},
                                               {"report", name, "-o", Path("out")},
                                               {"diff", name, name},
                                               {"merge", name, "-o", Path("m.json")},
                                               {"verify", name},
                                               {"run", "mock", "--expect", name},
                                               {"list", "--spec", name}}) {
    Check(words);
  }
}

TEST_F(HostileTextTest, WhatAResultsFileSays) {
  const std::string one = ForgedResults("1.json"), two = ForgedResults("2.json");
  Check({"diff", one, one});
  Check({"verify", one});
  Check({"merge", one, two, "-o", Path("merged.json")});
  Results forged = ReadResults(one);
  forged.implementation.name = "mock";
  const std::string mock = Put("mock.json", ToJson(forged)).string();
  Check({"verify", mock});
  EXPECT_EQ(Call({"report", one, two, "-o", Path("out")}).status, 0);
  CheckFilesIn(Path("out"));
}

TEST_F(HostileTextTest, WhyAResultsFileIsRefused) {
  const std::string good = Text(ForgedResults("1.json"));
  const auto with = [&](const std::string& what, const std::string& instead) {
    std::string text = good;
    text.replace(text.find(what), what.size(), instead);
    return Put("bad.json", text).string();
  };
  const std::string json = R"("boo\n::error::boo\u001b[2J\u009b\u202e")";
  for (const std::string& file :
       {with("\"wtsconform-results/1\"", json), with("\"level\":\"required\"", "\"level\":" + json),
        with("\"verdict\":\"deviation\"", "\"verdict\":" + json),
        with("\"expected\":false", "\"expected\":" + json),
        with("\"seconds\":0.0", "\"seconds\":" + json)}) {
    Check({"diff", file, file});
    Check({"verify", file});
  }
}

TEST_F(HostileTextTest, WhatAProfileSays) {
  const std::string text = TomlText(kSteers);
  const std::string start = "name = \"a\"\nlike = \"mock\"\n";
  for (const std::string& profile :
       {start + text + " = 1\n",
        start + "[[expect]]\ncase = " + text + "\nverdict = \"crash\"\nreason = \"r\"\n",
        start + "[[expect]]\ncase = \"" + kOne + "\"\nsignature = " + text +
            "\nverdict = \"crash\"\nreason = \"r\"\n",
        start + "loader = " + text + "\n", "name = \"a\"\nlike = " + text + "\n",
        "name = \"a\"\nlibrary = " + text + "\n", start + "marker = " + text + "\n",
        start + "runner = [" + text + "]\n"}) {
    Check({"run", Put("p.toml", profile).string(), "--filter", kOne});
  }
}

TEST_F(HostileTextTest, WhatTablesSay) {
  const std::string text = TomlText(kSteers);
  const auto spec = [&](const std::string& id, const std::string& title, const std::string& more) {
    Put("spec/cases/mine.toml",
        "[[case]]\nid = " + id + "\nclause = \"CLOSE-6\"\ntitle = " + title + "\n" + more +
            "steps = [{ open = \"h\", by = \"WTSOpenServerW\", server = "
            "\"reachable\" }, { call = \"WTSEnumerateSessionsW\", on = \"h\", "
            "expect = \"success\" }, { close = \"h\" }]\n");
    return Path("spec");
  };
  Check({"explain", "mine/a", "--spec", spec("\"mine/a\"", text, "")});
  Check({"explain", "mine/a", "--spec", spec("\"mine/a\"", "\"t\"", "needs = [" + text + "]\n")});
  Check({"repro", "mine/a", "--spec", spec("\"mine/a\"", text, "")});
  Check({"list", "--spec", spec(TomlText("mine/" + std::string(kSteers)), "\"t\"", "")});
  Check({"list", "--spec", spec("\"mine/a\"", "\"t\"", text + " = 1\n")});
}

TEST_F(HostileTextTest, WhatTheCommandLineSays) {
  const std::string text = kSteers;
  for (const Words& words : std::vector<Words>{{text},
                                               {"run", text},
                                               {"run", "mock", "--" + text},
                                               {"run", "mock", "--filter", text},
                                               {"list", "--clause", text},
                                               {"list", "--level", text},
                                               {"run", "mock", "--shard", text},
                                               {"list", "--requirements", text},
                                               {"list", "--spec", text},
                                               {"explain", text},
                                               {"repro", text},
                                               {"run", "mock", "--memory-checker", text},
                                               {"run", "mock", "--jobs", text},
                                               {"run", "mock", "--timeout", text},
                                               {"verify", text, "--sample", text},
                                               {"diff", text, text, text}}) {
    Check(words);
  }
}

}  // namespace
}  // namespace wtsconform
