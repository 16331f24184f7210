#include "conformance/implementations/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "conformance/platform/platform.h"
#include "conformance/platform/temporary_folder.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::StartsWith;

constexpr char kSmallest[] = "name = \"vendor\"\nlibrary = \"libvendor.so\"\n";

Profile ReadOne(const std::string& toml) { return ReadProfile(toml, "p.toml"); }

std::string RefusalOfProfile(const std::string& toml) {
  return ComplaintOf<InputError>([&] { ReadOne(toml); });
}

TEST(Profile, ANameAndALibraryAreEnough) {
  const Profile profile = ReadOne(kSmallest);
  EXPECT_EQ(profile.name, "vendor");
  EXPECT_EQ(profile.title, "vendor");
  EXPECT_EQ(profile.loader, Loader::kPlain);
  EXPECT_THAT(profile.library, ElementsAre("libvendor.so"));
  EXPECT_FALSE(profile.fixed_world);
  EXPECT_TRUE(profile.load_once);
  EXPECT_FALSE(profile.with_dependencies);
  EXPECT_EQ(profile.max_handles, 300);
  EXPECT_THAT(profile.expectations, IsEmpty());
  EXPECT_FALSE(profile.Provides("virtualization host"));
}

TEST(Profile, ANameIsFitForAFile) {
  for (const std::string name :
       {"../up", "a/b", "a\\\\b", "..", ".hidden", "", "a\\nb", "a\\u001Bb", "a:b"}) {
    EXPECT_THAT(RefusalOfProfile("name = \"" + name + "\"\nlibrary = \"x\"\n"),
                StartsWith("p.toml:1:8: name: files are named after it"))
        << name;
  }
  EXPECT_EQ(ReadOne("name = \"B\u00E4cker & S\u00F6hne 1.0\"\nlibrary = \"x\"\n").title,
            "B\u00E4cker & S\u00F6hne 1.0");
}

TEST(Profile, TheNameOfABareLibraryIsOneLine) {
  EXPECT_EQ(BareLibrary("/in/a\n::error::b\x1b.so").name, "a ::error::b\xEF\xBF\xBD.so");
  EXPECT_THAT(BareLibrary("/in/a\nb.so").library, ElementsAre("/in/a\nb.so"));
}

TEST(Profile, ServersDefaultToThisComputerAndToANameNobodyHas) {
  const ServerNames servers = ReadOne(kSmallest).servers;
  EXPECT_THAT(servers.this_computer, ElementsAre(LocalComputerName(), "localhost"));
  EXPECT_EQ(servers.reachable, LocalComputerName());
  EXPECT_EQ(servers.other, "");
  EXPECT_FALSE(servers.unreachable.empty());
  EXPECT_LE(servers.unreachable.size(), 15u) << "longer than a NetBIOS name can be (OPEN-6)";
  EXPECT_NE(servers.unreachable, servers.reachable);
  EXPECT_TRUE(servers.are_text);
}

TEST(Profile, WhereNamesAreNoTextsNoneIsMadeUp) {
  const ServerNames servers =
      ReadOne(std::string(kSmallest) + "[servers]\nare_text = false\n").servers;
  EXPECT_FALSE(servers.are_text);
  EXPECT_EQ(servers.reachable, "");
  EXPECT_EQ(servers.unreachable, "");
  EXPECT_THAT(servers.this_computer, IsEmpty());
}

TEST(Profile, EveryKeyIsRead) {
  const Profile profile = ReadOne(R"(
name = "n"
title = "t"
loader = "winpr-provider"
library = ["a", "b"]
winpr = ["w"]
marker = "m"
marker_text = "mt"
version_from = "v"
configuration_from = "c"
environment = { K = "V" }
provides = ["virtualization host"]
fixed_world = true
load_once = false
symbols = "with-dependencies"
max_handles = 64
no_live_handle = "because"
[servers]
reachable = "R"
other = "O"
unreachable = "U"
this_computer = ["R", "localhost"]
[[expect]]
case = "x"
verdict = "crash"
reason = "r"
)");
  EXPECT_EQ(profile.title, "t");
  EXPECT_EQ(profile.loader, Loader::kWinprProvider);
  EXPECT_EQ(LoaderName(profile.loader), "winpr-provider");
  EXPECT_THAT(profile.library, ElementsAre("a", "b"));
  EXPECT_THAT(profile.winpr, ElementsAre("w"));
  EXPECT_EQ(profile.marker, "m");
  EXPECT_EQ(profile.marker_text, "mt");
  EXPECT_EQ(profile.version_from, "v");
  EXPECT_EQ(profile.configuration_from, "c");
  EXPECT_THAT(profile.environment, ElementsAre(Pair("K", "V")));
  EXPECT_TRUE(profile.Provides("virtualization host"));
  EXPECT_TRUE(profile.fixed_world);
  EXPECT_FALSE(profile.load_once);
  EXPECT_TRUE(profile.with_dependencies);
  EXPECT_EQ(profile.max_handles, 64);
  EXPECT_EQ(profile.no_live_handle, "because");
  EXPECT_EQ(profile.servers.reachable, "R");
  EXPECT_EQ(profile.servers.other, "O");
  EXPECT_EQ(profile.servers.unreachable, "U");
  EXPECT_THAT(profile.servers.this_computer, ElementsAre("R", "localhost"));
  ASSERT_EQ(profile.expectations.size(), 1u);
  EXPECT_EQ(profile.expectations[0].pattern, "x");
}

TEST(Profile, RefusalsNameFileLineAndKey) {
  const std::string start = kSmallest;
  EXPECT_THAT(RefusalOfProfile("library = \"a\"\n"), HasSubstr("needs the key \"name\""));
  EXPECT_THAT(RefusalOfProfile("name = \"a\"\n"),
              AllOf(StartsWith("p.toml:"), HasSubstr("library: name")));
  EXPECT_THAT(RefusalOfProfile("name = \"a\"\nlibrary = []\n"), StartsWith("p.toml:2:"));
  EXPECT_THAT(RefusalOfProfile("name = 1\n"),
              AllOf(StartsWith("p.toml:1:"), HasSubstr("name: must be")));
  EXPECT_THAT(RefusalOfProfile(start + "fixed_world = \"yes\"\n"),
              AllOf(StartsWith("p.toml:3:"), HasSubstr("fixed_world: must be true or false")));
  EXPECT_THAT(RefusalOfProfile(start + "max_handles = \"many\"\n"),
              AllOf(StartsWith("p.toml:3:"), HasSubstr("max_handles: must be a whole number")));
  EXPECT_THAT(RefusalOfProfile(start + "servers = \"PEER\"\n"),
              AllOf(StartsWith("p.toml:3:"), HasSubstr("[servers] must be a table")));
  EXPECT_THAT(RefusalOfProfile(start + "environment = \"A=B\"\n"),
              AllOf(StartsWith("p.toml:3:"), HasSubstr("[environment] must be a table")));
  EXPECT_THAT(RefusalOfProfile(start + "environment = { A = 1 }\n"),
              HasSubstr("A: must be a text"));
  EXPECT_THAT(RefusalOfProfile(start + "name = \"b\"\n"), StartsWith("p.toml:3:"));
  EXPECT_THAT(RefusalOfProfile(start + "= 1\n"), StartsWith("p.toml:3:"));
  EXPECT_THAT(RefusalOfProfile(start + "max_handles = 1.5\n"), StartsWith("p.toml:3:"));
}

TEST(Profile, MistypedKeysAreRefusedWithASuggestion) {
  EXPECT_THAT(RefusalOfProfile(std::string(kSmallest) + "exepct = 1\n"),
              AllOf(StartsWith("p.toml:3:"), HasSubstr("\"exepct\""), HasSubstr("\"expect\"?")));
  EXPECT_THAT(RefusalOfProfile(std::string(kSmallest) + "[servers]\nunreacheable = \"X\"\n"),
              AllOf(StartsWith("p.toml:4:"), HasSubstr("[servers] has no key"),
                    HasSubstr("did you mean \"unreachable\"?")));
}

TEST(Profile, AnUnknownLoaderIsRefusedWithThoseThereAre) {
  EXPECT_THAT(RefusalOfProfile(std::string(kSmallest) + "loader = \"dlopen\"\n"),
              AllOf(StartsWith("p.toml:3:"), HasSubstr("\"dlopen\" is none of: plain, winpr, "),
                    HasSubstr("winpr-freerdp")));
}

TEST(Profile, AProviderNeedsItsWinpr) {
  EXPECT_THAT(RefusalOfProfile(std::string(kSmallest) + "loader = \"winpr-freerdp\"\n"),
              HasSubstr("winpr: this loader needs"));
  EXPECT_NO_THROW(ReadOne(std::string(kSmallest) + "loader = \"winpr\"\n"));
}

TEST(Profile, FewerThanTwoHandlesMakeNoSense) {
  EXPECT_THAT(RefusalOfProfile(std::string(kSmallest) + "max_handles = 1\n"),
              AllOf(StartsWith("p.toml:3:"), HasSubstr("max_handles: write at least 2")));
}

TEST(KnownImplementations, AreReadAndCalledAsTheirFiles) {
  EXPECT_THAT(KnownImplementations(), ::testing::IsSupersetOf({"mock", "winpr", "freerdp"}));
  for (const std::string& name : KnownImplementations()) {
    EXPECT_EQ(FindProfile(name).name, name);
  }
}

class FindProfileTest : public ::testing::Test {
 protected:
  std::string Put(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.File(name)) << text;
    return folder_.File(name).string();
  }

  const TemporaryFolder folder_;
};

TEST_F(FindProfileTest, AFileOfTomlIsAProfile) {
  const Profile profile = FindProfile(Put("x.toml", kSmallest));
  EXPECT_EQ(profile.name, "vendor");
}

TEST_F(FindProfileTest, ItsMistakesAreToldWithItsName) {
  const std::string path = Put("x.toml", "nmae = \"vendor\"\n");
  EXPECT_THAT(ComplaintOf<InputError>([&] { FindProfile(path); }), StartsWith(path + ":1:"));
}

TEST_F(FindProfileTest, AnyOtherFileIsABareLibrary) {
  const std::string path = Put("libthing.so.1", "whatever");
  const Profile profile = FindProfile(path);
  EXPECT_EQ(profile.name, "libthing.so.1");
  EXPECT_EQ(profile.loader, Loader::kPlain);
  EXPECT_THAT(profile.library, ElementsAre(path));
  EXPECT_EQ(profile.servers.reachable, LocalComputerName());
  EXPECT_FALSE(profile.fixed_world);
  EXPECT_THAT(profile.expectations, IsEmpty());
}

// A relative path must not be looked for on the library path of the system.
TEST_F(FindProfileTest, ABareLibraryIsKeptByItsWholePath) {
  Put("libthing.so", "whatever");
  const fs::path before = fs::current_path();
  fs::current_path(folder_.path());
  const Profile profile = FindProfile("libthing.so");
  const fs::path expected = fs::current_path() / "libthing.so";
  fs::current_path(before);
  EXPECT_THAT(profile.library, ElementsAre(expected.string()));
}

TEST_F(FindProfileTest, WhatIsNothingIsRefused) {
  EXPECT_THAT(ComplaintOf<InputError>([] { FindProfile("/nonexistent/lib.so"); }),
              HasSubstr("there is no file /nonexistent/lib.so"));
  EXPECT_THAT(ComplaintOf<InputError>([&] { FindProfile(folder_.File("y.toml").string()); }),
              HasSubstr("there is no file"));
  EXPECT_THAT(ComplaintOf<InputError>([] { FindProfile("mok"); }),
              AllOf(HasSubstr("\"mok\" is no known implementation (did you mean \"mock\"?)"),
                    HasSubstr("known are: "), HasSubstr("freerdp")));
  EXPECT_THAT(ComplaintOf<InputError>([] { FindProfile("something-else-entirely"); }),
              ::testing::Not(HasSubstr("did you mean")));
}

TEST(ResolveFile, CacheIsTheFolderOfTheUser) {
  const char* const before = std::getenv("XDG_CACHE_HOME");
  const std::string kept = before ? before : "";
  setenv("XDG_CACHE_HOME", "/caches", 1);
  EXPECT_EQ(ResolveFile("$CACHE/a/x.so"), "/caches/wtsconform/a/x.so");
  EXPECT_EQ(ResolveFolders("$CACHE/a:$CACHE/b"), "/caches/wtsconform/a:/caches/wtsconform/b");
  // A folder that has the word in its name is not resolved for ever.
  setenv("XDG_CACHE_HOME", "/$CACHE", 1);
  EXPECT_EQ(ResolveFolders("$CACHE"), "/$CACHE/wtsconform");
  before ? setenv("XDG_CACHE_HOME", kept.c_str(), 1) : unsetenv("XDG_CACHE_HOME");
}

TEST(ResolveFile, OriginIsTheFolderOfTheProgram) {
  EXPECT_EQ(ResolveFile("$ORIGIN/../lib/x.so"),
            (ExecutableFolder().parent_path() / "lib" / "x.so"));
  EXPECT_EQ(ResolveFile("$LIBDIR/x.so").filename(), "x.so");
  EXPECT_TRUE(ResolveFile("$LIBDIR/x.so").is_absolute());
  EXPECT_EQ(ResolveFile("libfoo.so.1"), "libfoo.so.1");
  EXPECT_EQ(ResolveFile("/a/$ORIGIN/x"), "/a/$ORIGIN/x");
}

TEST(LikeAnotherProfile, WhatIsNotSaidIsAsThere) {
  const Profile model = FindProfile("freerdp");
  const Profile profile = ReadOne(R"(
name = "next"
like = "freerdp"
unlike = ["robustness/close-first-of-all/*"]
library = ["libnext.so"]
[[expect]]
case = "a/*"
verdict = "crash"
reason = "something new"
)");
  EXPECT_EQ(profile.name, "next");
  EXPECT_EQ(profile.title, "next");
  EXPECT_EQ(profile.loader, Loader::kWinprFreerdp);
  EXPECT_THAT(profile.library, ElementsAre("libnext.so"));
  EXPECT_EQ(profile.winpr, model.winpr);
  EXPECT_EQ(profile.environment, model.environment);
  EXPECT_FALSE(profile.servers.are_text);
  ASSERT_EQ(profile.expectations.size(), model.expectations.size());
  EXPECT_EQ(profile.expectations.back().pattern, "a/*");
  for (const Expectation& entry : profile.expectations) {
    EXPECT_NE(entry.pattern, "robustness/close-first-of-all/*");
  }
}

TEST(LikeAnotherProfile, NamesMustBeRight) {
  EXPECT_THAT(RefusalOfProfile("name = \"x\"\nlike = \"freerpd\"\n"),
              AllOf(HasSubstr("p.toml:2"), HasSubstr("did you mean \"freerdp\"?")));
  EXPECT_THAT(RefusalOfProfile("name = \"x\"\nlike = \"freerdp\"\nunlike = [\"no/such\"]\n"),
              AllOf(HasSubstr("p.toml:3"), HasSubstr("is the case of no entry of freerdp")));
  EXPECT_THAT(RefusalOfProfile(std::string(kSmallest) + "unlike = [\"a\"]\n"), HasSubstr("unlike"));
}

TEST(ToToml, SaysEverythingThatAnotherProcessNeeds) {
  const Profile profile = ReadOne(R"(
name = "a name"
title = "a \"b\" \\ \t\u00e9"
loader = "winpr-provider"
library = ["l1", "/l 2"]
winpr = ["w"]
runner = ["/bin/sh"]
marker = "m"
marker_text = "mt"
version_from = "v"
configuration_from = "cf"
provides = ["virtualization host"]
load_once = false
fixed_world = true
max_handles = 7
environment = { "A B" = "c=d" }
[servers]
reachable = "r"
other = "o"
unreachable = "u"
this_computer = ["t", "r"]
[[expect]]
case = "a/*"
verdict = "crash"
reason = "r"
)");
  const Profile again = ReadProfile(ToToml(profile), "again");
  EXPECT_EQ(again.name, profile.name);
  EXPECT_EQ(again.title, profile.title);
  EXPECT_EQ(again.loader, profile.loader);
  EXPECT_EQ(again.library, profile.library);
  EXPECT_EQ(again.winpr, profile.winpr);
  EXPECT_EQ(again.marker, profile.marker);
  EXPECT_EQ(again.marker_text, profile.marker_text);
  EXPECT_EQ(again.version_from, profile.version_from);
  EXPECT_EQ(again.configuration_from, profile.configuration_from);
  EXPECT_EQ(again.provides, profile.provides);
  EXPECT_FALSE(again.load_once);
  EXPECT_EQ(again.fixed_world, profile.fixed_world);
  EXPECT_EQ(again.max_handles, profile.max_handles);
  EXPECT_EQ(again.environment, profile.environment);
  EXPECT_EQ(again.servers.reachable, profile.servers.reachable);
  EXPECT_EQ(again.servers.other, profile.servers.other);
  EXPECT_EQ(again.servers.unreachable, profile.servers.unreachable);
  EXPECT_EQ(again.servers.this_computer, profile.servers.this_computer);
  EXPECT_THAT(again.runner, IsEmpty()) << "it is the runner that starts that process";
  EXPECT_THAT(again.expectations, IsEmpty()) << "these are compared where the runner was started";
}

TEST(ToToml, NamesThatNobodyStatedAreThoseOfTheComputerThatReadsIt) {
  const std::string toml = ToToml(ReadOne(kSmallest));
  EXPECT_THAT(toml, ::testing::Not(HasSubstr(LocalComputerName())));
  EXPECT_FALSE(ReadProfile(toml, "again").servers.reachable_is_stated);
}

TEST(ToToml, EveryKnownProfileIsReadAgain) {
  for (const std::string& name : KnownImplementations()) {
    EXPECT_EQ(ReadProfile(ToToml(FindProfile(name)), name).name, name);
  }
}

}  // namespace
}  // namespace wtsconform
