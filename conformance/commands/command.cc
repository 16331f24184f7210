#include "conformance/commands/command.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>
#include <type_traits>

#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// While a child begins, ends or lets time pass, its processor would idle.
constexpr int kJobsPerProcessor = 4;

using WordList = std::vector<std::string>;

// How the value of an option that takes one is written.
std::string TextOfValue(const std::string& value) { return value; }
std::string TextOfValue(std::uint32_t value) { return std::to_string(value); }
std::string TextOfValue(std::chrono::milliseconds value) {
  return fmt::format("{}", std::chrono::duration<double>(value).count());
}

}  // namespace

bool IsNamed(const Option& option) { return option.name.starts_with('-'); }

std::vector<std::string> NamesOf(const Option& option) {
  const std::size_t comma = option.name.find(',');
  if (comma == std::string::npos) return {option.name};
  return {option.name.substr(0, comma), option.name.substr(comma + 1)};
}

bool TakesValue(const Option& option) { return !std::holds_alternative<bool*>(option.value); }

std::vector<std::string> WordsOf(const Option& option) {
  const auto words = [&option](const auto& value) -> WordList {
    using Held = std::decay_t<decltype(value)>;
    if constexpr (std::is_same_v<Held, Number>) {
      return {option.name, std::to_string(*value.value)};
    } else if constexpr (std::is_same_v<Held, bool*>) {
      return *value ? WordList{option.name} : WordList{};
    } else if constexpr (std::is_same_v<Held, WordList*>) {
      WordList all;
      for (const std::string& each : *value) {
        // By itself it would be read as an option.
        if (each.starts_with('-')) {
          all.push_back(option.name + "=" + each);
        } else {
          all.insert(all.end(), {option.name, each});
        }
      }
      return all;
    } else {
      const std::string text = TextOfValue(*value);
      return text.empty() ? WordList{} : WordList{option.name, text};
    }
  };
  return std::visit(words, option.value);
}

std::vector<std::string> ChangedWords(const std::vector<Option>& options,
                                      const std::vector<Option>& defaults, Audience audience) {
  WordList changed;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!IsNamed(options[i]) || !((options[i].audience | kSamePerson) & audience)) continue;
    const WordList words = WordsOf(options[i]);
    if (words != WordsOf(defaults[i])) changed.insert(changed.end(), words.begin(), words.end());
  }
  return changed;
}

std::vector<std::string> SpecWords(const Suite& suite, Audience audience) {
  if (suite.folder().empty()) return {};
  // A runner may work in its own folder; a reader wrote the name that they see again.
  const bool is_runner = audience == kRunner;
  return {"--spec", TextOf(is_runner ? std::filesystem::absolute(suite.folder()) : suite.folder())};
}

Option SpecOption(std::string& folder) {
  return {"--spec", "DIR", "Tables of your own: a folder like spec/", &folder};
}

std::vector<Option> SelectionTable(SelectionOptions& selection) {
  return {
      {"--filter", "GLOB",
       "Only cases whose id matches this pattern (* ?), or another one where it is given again; "
       "one "
       "that begins with - leaves out what the rest of it matches: --filter='close/*' "
       "--filter='-close/many/*'",
       &selection.filters, kRunner},
      {"--exclude", "GLOB", "Leave out the cases whose id matches this pattern; can be given again",
       &selection.excludes, kRunner},
      {"--clause", "ID", "Only cases of this clause", &selection.clause, kRunner},
      {"--level", "LEVEL", "Only cases of this level: required, robustness or observed",
       &selection.level, kRunner},
      {"--requirements", "VERSION", "Only the cases of a frozen set, e.g. 2026.1",
       &selection.requirements, kRunner},
  };
}

Option ImplementationWord(std::string& implementation) {
  return {.name = "implementation",
          .type = "",
          .help = "A known name, a profile (.toml) or a library",
          .value = &implementation,
          .required = true};
}

// To a runner the names of servers go within the profile.
Option ServerOption(std::string& server) {
  return {"--server", "NAME", "A server that the openers can reach: a Session Host that answers",
          &server, kReader};
}

Option UnreachableOption(std::string& name) {
  return {"--unreachable", "NAME", "A name that no server has", &name, kReader};
}

Option WithDependenciesOption(bool& with_dependencies) {
  return {"--with-dependencies", "",
          "Also judge functions that the library has from files that it depends on",
          &with_dependencies, kRunner | kReader};
}

Option JobsOption(RunOptions& run) {
  return {"--jobs", "", "Cases that run at the same time; sleeping ones do not count",
          Number{&run.jobs, 1, 256}, kRunner};
}

Option TimeoutOption(RunOptions& run) {
  return {"--timeout", "SECONDS", "A call that takes longer is a hang", &run.timeout,
          kRunner | kReader};
}

RunOptions DefaultRunOptions() {
  RunOptions run;
  run.jobs = kJobsPerProcessor * std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  return run;
}

}  // namespace wtsconform
