// Loading happens in a child, as in a run: what is loaded stays loaded.
#include "conformance/loading/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "conformance/channel/test_channel.h"
#include "conformance/isolation/isolation.h"
#include "conformance/platform/platform.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;

fs::path MockFile() { return ExecutableFolder().parent_path() / "lib" / "libwtsapi32mock.so"; }

fs::path TestLibrary(const std::string& name) {
  return ExecutableFolder().parent_path() / "testlibs" / (name + ".so");
}

Profile Bare(const fs::path& file) { return FindProfile(file.string()); }

// What `tell` says in a child.
std::string InChild(const std::function<std::string()>& tell) {
  std::string told;
  IsolationOptions options;
  options.budget = std::chrono::seconds(60);
  RunIsolated(
      1, options,
      [&](std::size_t, Journal& journal) {
        try {
          SendText(journal, tell());
        } catch (const LoadError& error) {
          SendText(journal, "LoadError: " + std::string(error.what()));
        }
      },
      [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
        EXPECT_TRUE(end.how == ChildEnd::How::kExited && end.code == 0) << end.code << end.output;
        told = TextOfReport(report);
      });
  return told;
}

TEST(Library, FindsWhatIsExportedAndNothingElse) {
  EXPECT_EQ(InChild([] {
              const Profile profile = Bare(MockFile());
              const auto library = LoadLibraryOf(profile);
              return std::string(library->Find("WTSCloseServer") ? "found" : "missing") + ", " +
                     (library->Find("WTSNoSuchFunction") ? "found" : "missing");
            }),
            "found, missing");
}

TEST(Library, SaysWhichFileWasJudged) {
  EXPECT_EQ(InChild([] {
              const Profile profile = Bare(MockFile());
              return LoadLibraryOf(profile)->file().filename().string();
            }),
            "libwtsapi32mock.so");
}

TEST(Library, LastErrorsAreTheLibrarysOwn) {
  EXPECT_EQ(InChild([] {
              const Profile profile = Bare(MockFile());
              const auto library = LoadLibraryOf(profile);
              if (!library->has_last_error()) return std::string("none");
              library->SetLastError(1702);
              return std::to_string(library->LastError());
            }),
            "1702");
}

// Another library's last error would be a lie.
TEST(Library, NoLastErrorIsLent) {
  EXPECT_EQ(InChild([] {
              const Profile lender = Bare(MockFile());
              const auto first = LoadLibraryOf(lender);
              const Profile profile = Bare(TestLibrary("without_last_error"));
              return std::string(LoadLibraryOf(profile)->has_last_error() ? "lent" : "none");
            }),
            "none");
}

TEST(Library, TheFirstCandidateThatLoadsIsTaken) {
  EXPECT_EQ(InChild([] {
              Profile profile = Bare(MockFile());
              profile.library = {"/nonexistent/a.so", MockFile().string()};
              return LoadLibraryOf(profile)->file().filename().string();
            }),
            "libwtsapi32mock.so");
}

TEST(Library, WhereNoneLoadsEveryProblemIsTold) {
  EXPECT_THAT(InChild([] {
                Profile profile = Bare(MockFile());
                profile.library = {"/nonexistent/a.so", "/nonexistent/b.so"};
                return LoadLibraryOf(profile)->file().string();
              }),
              AllOf(HasSubstr("LoadError: "), HasSubstr("/nonexistent/a.so"),
                    HasSubstr("/nonexistent/b.so")));
}

TEST(Library, IdentityIsProvedNotBelieved) {
  EXPECT_THAT(InChild([] {
                Profile profile = FindProfile("mock");
                profile.library = {TestLibrary("noisy").string()};
                return LoadLibraryOf(profile)->file().string();
              }),
              AllOf(HasSubstr("LoadError: "), HasSubstr("noisy.so is not the mock of wtsconform"),
                    HasSubstr("WtsMockIdentity")));
}

TEST(Library, VersionAndConfigurationAreAsked) {
  EXPECT_THAT(InChild([] {
                setenv("WTSMOCK", "values-reused-at-once", 1);
                const Profile profile = FindProfile("mock");
                const auto library = LoadLibraryOf(profile);
                return library->Version() + "; " + library->Configuration();
              }),
              AllOf(HasSubstr("wtsconform-mock"), EndsWith("; values-reused-at-once")));
}

TEST(Library, WithoutAnExportTheFilesNameTellsTheVersion) {
  const fs::path folder = fs::path(::testing::TempDir()) / "wtsconform_library_test";
  fs::create_directories(folder);
  const fs::path versioned = folder / "libnoisy.so.2.11.7";
  fs::copy_file(TestLibrary("noisy"), versioned, fs::copy_options::overwrite_existing);
  EXPECT_EQ(InChild([&] {
              const Profile profile = Bare(versioned);
              return LoadLibraryOf(profile)->Version();
            }),
            "2.11.7");
  fs::remove_all(folder);
}

TEST(Library, EveryKindOfServerHasItsName) {
  EXPECT_EQ(InChild([] {
              const Profile profile = FindProfile("mock");
              const auto library = LoadLibraryOf(profile);
              std::string names;
              for (const std::string& kind : ServerKinds()) {
                const ServerName name = library->NameOf(kind);
                if (!name.available) names += "(none)";
                if (name.text && name.shown != '"' + *name.text + '"') names += "(different)";
                names += name.shown + " ";
              }
              return names;
            }),
            R"("MOCKHOST" "FARM2" "NOSUCHHOST" NULL "" "." "localhost" "127.0.0.1" )"
            R"("\\MOCKHOST" "MOCKHOST-WITH-A-LONG-TAIL" "mockhost" )");
}

TEST(Library, NullIsNoText) {
  EXPECT_EQ(InChild([] {
              const Profile profile = FindProfile("mock");
              const ServerName name = LoadLibraryOf(profile)->NameOf("null");
              return std::string(name.text || name.pointer ? "something" : "NULL");
            }),
            "NULL");
}

TEST(Library, AServerThatTheProfileDoesNotNameIsNotAvailable) {
  EXPECT_EQ(InChild([] {
              const Profile profile = Bare(MockFile());
              const auto library = LoadLibraryOf(profile);
              return std::string(library->NameOf("other").available ? "available" : "none");
            }),
            "none");
}

}  // namespace
}  // namespace wtsconform
