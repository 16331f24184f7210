#include "conformance/recording/toml_rows.h"

#include <fmt/format.h>

#include <chrono>

#include "spec/loader/toml/quoted.h"

namespace wtsconform {
std::string TimeText(std::int64_t file_time) {
  using namespace std::chrono;
  constexpr std::int64_t kSecond = 10'000'000;
  constexpr sys_days kFirst = year{1601} / 1 / 1;
  if (file_time <= 0) return "never";
  const seconds since{file_time / kSecond};
  const days whole = floor<days>(since);
  const year_month_day date{kFirst + whole};
  const hh_mm_ss time{since - whole};
  const std::int64_t part = file_time % kSecond;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     part == 0 ? "" : fmt::format(".{:07}", part));
}

void TomlRow::Raw(std::string_view key, const std::string& value) {
  keys_ += fmt::format("{}{} = {}", keys_.empty() ? "" : ", ", key, value);
}

void TomlRow::Text(std::string_view key, const std::string& value) { Raw(key, Quoted(value)); }

void TomlRow::Word(std::string_view key, std::string_view word) {
  if (!word.empty()) Raw(key, Quoted(word));
}

void TomlRow::Number(std::string_view key, std::int64_t value) { Raw(key, std::to_string(value)); }

}  // namespace wtsconform
