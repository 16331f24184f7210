#include "conformance/commands/init_files.h"

#include <fmt/format.h>

#include "reports/formats/report.h"
#include "reports/formats/shell_word.h"
#include "spec/loader/toml/quoted.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// From the profile's folder where the two lie together, so that a checkout can lie anywhere. What
// the user gave as an absolute path stays one.
std::string FromProfile(const std::string& library, const fs::path& folder) {
  if (PathOf(library).is_absolute()) return library;
  const fs::path path = fs::absolute(PathOf(library)).lexically_normal();
  const fs::path relative = path.lexically_relative(fs::absolute(folder).lexically_normal());
  return relative.empty() ? TextOf(path) : "$PROFILE/" + relative.generic_string();
}

std::string Texts(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& each : texts) list += (list.empty() ? "" : ", ") + Quoted(each);
  return "[" + list + "]";
}

// A comment to fill in where no name was given.
std::string ServerLine(const char* key, const std::string& name, const char* comment) {
  return fmt::format("{}{:<11} = {:<12}  # {}\n", name.empty() ? "# " : "", key,
                     Quoted(name.empty() ? "NAME" : name), comment);
}

std::string ProfileText(const LibraryProbe& probe, const std::string& unreachable,
                        const fs::path& folder) {
  const Profile& profile = probe.profile;
  std::string text = fmt::format("# How wtsconform judges the library: {}.\n", probe.kind);
  text += fmt::format("name    = {}\n", Quoted(profile.name));
  if (profile.loader != Loader::kPlain) {
    text += fmt::format("loader  = {}\n", Quoted(LoaderName(profile.loader)));
  }
  text += fmt::format("library = [{}]  # $PROFILE is the folder of this file\n",
                      Quoted(FromProfile(profile.library.front(), folder)));
  if (!profile.winpr.empty()) text += fmt::format("winpr   = {}\n", Texts(profile.winpr));
  if (!profile.runner.empty()) text += fmt::format("runner  = {}\n", Texts(profile.runner));
  if (profile.with_dependencies) text += "symbols = \"with-dependencies\"\n";
  const ServerNames& servers = profile.servers;
  return text + "\n[servers]\n" +
         ServerLine("reachable", servers.reachable_is_stated ? servers.reachable : "",
                    "a server that it can open and that answers; by default this computer") +
         ServerLine("unreachable", unreachable, "a name that no server has");
}

constexpr char kList[] =
    "# What the library is known to come to. An entry that does not happen as it says fails the "
    "run, so\n# the list stays true. `wtsconform run ... --write-expect` with this file fills it "
    "and brings it up to\n# date; write the reasons. An entry looks like this:\n#\n"
    "# [[expect]]\n# case      = \"close/use-after-close/*\"\n# verdict   = \"deviation\"\n"
    "# reason    = \"handles are not checked; to be fixed in release 5\"\n";

constexpr char kGithub[] = R"(# Copy it to .github/workflows/wtsconform.yml.
name: wtsconform
on: [push, pull_request]
jobs:
  wtsconform:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      # Here the library is built, and wtsconform installed and put on the PATH.
      - run: {run} --junit wtsconform.xml --markdown wtsconform.md
      - run: cat wtsconform.md >> "$GITHUB_STEP_SUMMARY"
        if: always()
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: wtsconform
          path: wtsconform.xml
)";

constexpr char kGitlab[] = R"(# A job for .gitlab-ci.yml.
wtsconform:
  script:
    # Here the library is built, and wtsconform installed and put on the PATH.
    - {run} --junit wtsconform.xml
  artifacts:
    when: always
    reports:
      junit: wtsconform.xml
)";

constexpr char kJenkins[] = R"(pipeline {{
  agent any
  stages {{
    stage('wtsconform') {{
      steps {{
        // Here the library is built, and wtsconform installed and put on the PATH.
        sh '''{run} --junit wtsconform.xml'''
      }}
    }}
  }}
  post {{
    always {{
      junit 'wtsconform.xml'
    }}
  }}
}}
)";

// A project by itself, or one that another project takes in.
constexpr char kCMake[] =
    R"(# Take it into your project with add_subdirectory; then ctest shows a test for each clause.
cmake_minimum_required(VERSION 3.20)
project({name}-conformance NONE)
enable_testing()
find_package(wtsconform REQUIRED COMPONENTS programs)
wtsconform_add_tests(NAME {name} PROFILE {profile} EXPECT {list})
)";

}  // namespace

std::vector<const InitFile*> InitFiles::All() const {
  std::vector<const InitFile*> all = {&profile, &list};
  for (const InitFile& each : snippets) all.push_back(&each);
  return all;
}

std::string InitName(const std::string& library) {
  constexpr std::string_view kPrefix = "lib";
  std::string name = TextOf(PathOf(library).filename());
  const std::size_t dot = name.find('.', 1);
  if (dot != name.npos) name.resize(dot);  // libvendor.so.2 too
  if (name.starts_with(kPrefix) && name.size() > kPrefix.size()) name.erase(0, kPrefix.size());
  return Slugs({name}).front();
}

std::vector<std::string> InitRunWords(const InitFiles& files) {
  return {TextOf(files.profile.path), "--expect", TextOf(files.list.path)};
}

InitFiles InitFilesFor(const LibraryProbe& probe, const std::string& unreachable,
                       const fs::path& folder) {
  const std::string& name = probe.profile.name;
  InitFiles files;
  files.profile = {folder / PathOf(name + ".toml"), ProfileText(probe, unreachable, folder)};
  files.list = {folder / "expect.toml", kList};
  const std::string run = "wtsconform run" + ShellWords(InitRunWords(files));
  const auto add = [&](const char* file, std::string text) {
    files.snippets.push_back({folder / file, std::move(text)});
  };
  std::string github = kGithub, gitlab = kGitlab;
  for (std::string* text : {&github, &gitlab}) text->replace(text->find("{run}"), 5, run);
  add("github-actions.yml", github);
  add("gitlab-ci.yml", gitlab);
  add("Jenkinsfile", fmt::format(kJenkins, fmt::arg("run", run)));
  add("CMakeLists.txt", fmt::format(kCMake, fmt::arg("name", name),
                                    fmt::arg("profile", TextOf(files.profile.path.filename())),
                                    fmt::arg("list", TextOf(files.list.path.filename()))));
  return files;
}

}  // namespace wtsconform
