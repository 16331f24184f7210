// Broken tables of every kind: loading either succeeds or throws InputError with the file's name.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <sstream>

#include "spec/loader/tables/suite.h"
#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using testing::Embedded;
using testing::EmbeddedCatalogues;

using Lines = std::vector<std::string>;

// The same on every machine: neither distributions nor std::shuffle are.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_(seed) {}
  std::size_t Below(std::size_t count) { return random_() % count; }

 private:
  std::mt19937 random_;
};

Lines LinesOf(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string Joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// The parts of a table that each start with a line like "[[case]]"; the first is what stands
// before.
std::vector<Lines> PartsOf(const std::string& text, const std::string& header) {
  std::vector<Lines> parts(1);
  for (const std::string& line : LinesOf(text)) {
    if (line == header) parts.emplace_back();
    parts.back().push_back(line);
  }
  return parts;
}

constexpr const char* kValues[] = {
    "0",       "-1",           "99999999999",  "\"\"",         "\"x\"",
    "true",    "[]",           "[[]]",         "{}",           "[{}]",
    "1.5",     "\"{opener}\"", "\"{x.twin}\"", "\"{\"",        "\"}\"",
    "\"h\"",   "\"current\"",  "\"everyday\"", "\"as first\"", "\"WTSCloseServer\"",
    "\"null\""};

// What stands behind the line's first, last or some "=" becomes another value, up to the next ','
// or '}' as a writer would have it, or to the end of the line.
void ChangeValue(std::string& line, Dice& dice) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '=') places.push_back(i);
  }
  if (places.empty()) return;
  const std::size_t from = places[dice.Below(places.size())] + 1;
  const std::size_t end = dice.Below(2) ? line.find_first_of(",}", from) : std::string::npos;
  line.replace(from, end == std::string::npos ? end : end - from,
               std::string(" ") + kValues[dice.Below(std::size(kValues))] + " ");
}

void ChangeByte(std::string& line, Dice& dice) {
  if (line.empty()) return;
  const std::size_t at = dice.Below(line.size());
  const std::string any = "\"'[]{}=,.#\n\\ aAwWxX059-\xff\x01";
  switch (dice.Below(3)) {
    case 0:
      line.erase(at, 1);
      break;
    case 1:
      line.insert(at, 1, any[dice.Below(any.size())]);
      break;
    default:
      line[at] = any[dice.Below(any.size())];
  }
}

void Mutate(Lines& lines, Dice& dice) {
  if (lines.empty()) return;
  const std::size_t at = dice.Below(lines.size());
  const auto line = lines.begin() + static_cast<std::ptrdiff_t>(at);
  switch (dice.Below(7)) {
    case 0:
      lines.erase(line);
      break;
    case 1:
      lines.insert(line, std::string(*line));
      break;
    case 2:
      std::swap(*line, lines[dice.Below(lines.size())]);
      break;
    case 3:
      lines.resize(at);
      break;
    case 4:
      ChangeByte(*line, dice);
      break;
    default:
      ChangeValue(*line, dice);
  }
}

std::string Mutant(Lines lines, Dice& dice) {
  for (std::size_t left = 1 + dice.Below(3); left > 0; --left) Mutate(lines, dice);
  return Joined(lines);
}

class Mutants : public ::testing::Test {
 protected:
  // `read` reads `text`, which says of itself that it is `file`.
  template <typename Read>
  void Try(const std::string& file, const std::string& text, const Read& read) {
    ++tried_;
    try {
      read();
    } catch (const InputError& error) {
      ++refused_;
      EXPECT_TRUE(std::string(error.what()).starts_with(file)) << error.what() << "\n" << text;
    } catch (const std::exception& error) {
      ADD_FAILURE() << "not an InputError: " << error.what() << "\n" << text;
    }
  }
  // Mutants that are all fine, or all refused, would show nothing.
  void ExpectBothKinds() const {
    EXPECT_GT(refused_, tried_ / 4);
    EXPECT_LT(refused_, tried_);
  }

  Dice dice_{20260101};
  int tried_ = 0;
  int refused_ = 0;
};

TEST_F(Mutants, OfCasesAreReadOrRefused) {
  std::vector<Lines> rows;
  for (const EmbeddedFile& file : EmbeddedTables()) {
    if (!file.name.starts_with("cases/")) continue;
    const std::string stem = std::filesystem::path(file.name).stem().string();
    for (Lines& row : PartsOf(std::string(file.text), "[[case]]")) {
      for (std::string& line : row) {
        const auto id = line.find('"' + stem + '/');
        if (line.starts_with("id") && id != std::string::npos) {
          line.replace(id + 1, stem.size(), "t");
        }
      }
      if (row.size() > 5) rows.push_back(row);
    }
  }
  for (int i = 0; i < 2500; ++i) {
    const std::string text = Mutant(rows[dice_.Below(rows.size())], dice_);
    Try("cases/t.toml", text, [&text] { testing::ReadAndCheck(text, EmbeddedCatalogues()); });
  }
  ExpectBothKinds();
}

TEST_F(Mutants, OfFunctionsAreReadOrRefused) {
  const std::vector<Lines> parts = PartsOf(Embedded("functions.toml"), "[[function]]");
  for (int i = 0; i < 600; ++i) {
    Lines lines = parts[0];
    lines.erase(lines.begin(), std::find(lines.begin(), lines.end(), "[constants]"));
    for (int more = 0; more < 2; ++more) {
      const Lines& part = parts[1 + dice_.Below(parts.size() - 1)];
      lines.insert(lines.end(), part.begin(), part.end());
    }
    const std::string text = Mutant(lines, dice_);
    Try("f.toml", text, [&text] { FunctionCatalogue(text, "f.toml"); });
  }
  ExpectBothKinds();
}

TEST_F(Mutants, OfClausesAreReadOrRefused) {
  const std::vector<Lines> parts = PartsOf(Embedded("clauses.toml"), "[[clause]]");
  for (int i = 0; i < 800; ++i) {
    Lines lines;
    for (int more = 0; more < 3; ++more) {
      const Lines& part = parts[1 + dice_.Below(parts.size() - 1)];
      lines.insert(lines.end(), part.begin(), part.end());
    }
    const std::string text = Mutant(lines, dice_);
    Try("c.toml", text, [&text] { ClauseCatalogue(text, "c.toml"); });
  }
  ExpectBothKinds();
}

// All tables at once, one of them broken: the others may then refer to what is gone.
TEST_F(Mutants, OfWholeSuitesAreReadOrRefused) {
  std::vector<SourceFile> files;
  for (const EmbeddedFile& file : EmbeddedTables()) {
    files.push_back({std::string(file.name), std::string(file.text)});
  }
  for (int i = 0; i < 10; ++i) {
    SourceFile& broken = files[dice_.Below(files.size())];
    const std::string whole = broken.text;
    broken.text = Mutant(LinesOf(whole), dice_);
    Try("", broken.path, [&files] { Suite(files, Suite::Check::kEverything); });
    broken.text = whole;
  }
}

}  // namespace
}  // namespace wtsconform
