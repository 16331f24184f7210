// Google Benchmark breaks its JSON after each key.
#ifndef WTSCONFORM_BENCH_ONE_LINE_H_
#define WTSCONFORM_BENCH_ONE_LINE_H_

#include <string>
#include <string_view>

namespace wtsconform {

// Entries of the list of benchmarks as the library writes them, each on one line. Its keys are
// indented by six and its brackets by four; texts in JSON hold no newline.
inline std::string EntryALine(std::string_view entries) {
  constexpr std::string_view kKey = "\n      ";
  constexpr std::string_view kEnd = "\n    }";
  std::string text;
  while (!entries.empty()) {
    if (entries.starts_with(kKey)) {
      if (text.ends_with(',')) text += ' ';
      entries.remove_prefix(kKey.size());
    } else if (entries.starts_with(kEnd)) {
      text += '}';
      entries.remove_prefix(kEnd.size());
    } else {
      text += entries.front();
      entries.remove_prefix(1);
    }
  }
  return text;
}

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_ONE_LINE_H_
