// Habits of public programs, and what of an implementation hurts them: callers.toml as values.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_CALLERS_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_CALLERS_H_

#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

// A case that shows something a habit is hurt by. All are patterns.
struct HurtBy {
  std::string cases;
  std::vector<std::string> shows;  // its signature; none: that it did not pass
  std::vector<std::string> but_not;
};

struct Habit {
  std::string id;
  std::string text;  // what the program does
  std::string hurt;  // what becomes of it
  std::vector<HurtBy> where;
};

struct CallingProgram {
  std::string name;
  std::vector<std::string> habits;  // their ids
  std::string source;               // the address of what shows it
};

struct Callers {
  std::vector<Habit> habits;
  std::vector<CallingProgram> programs;
};

// Throws InputError: unknown key, a habit that no row describes or no program has, a program
// without a source.
Callers ReadCallers(std::string_view toml, const std::string& file);

// The table that is part of the program.
Callers KnownCallers();

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_CALLERS_H_
