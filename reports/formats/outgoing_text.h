// Text on its way to a terminal or to the log of a CI job, both of which obey what they are shown.
#ifndef WTSCONFORM_REPORTS_FORMATS_OUTGOING_TEXT_H_
#define WTSCONFORM_REPORTS_FORMATS_OUTGOING_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace wtsconform {

// One for each stream, given all that is written to it in order, as a line may come in pieces.
class OutgoingText {
 public:
  // `colour`: the codes of style.h pass; every other control character is replaced, always.
  explicit OutgoingText(bool colour) : colour_(colour) {}

  // Clean text (text.h) in which nothing is a command to a CI system: "::" at the start of a line
  // and "##[" or "##word" anywhere, as GitHub, Azure and TeamCity read them, get a space.
  std::string Next(std::string_view text);

 private:
  enum class Line { kStart, kColon, kInside };

  void Append(std::string_view clean, std::string& out);

  const bool colour_;
  Line line_ = Line::kStart;
  std::size_t hashes_ = 0;  // in a row, right before
};

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_OUTGOING_TEXT_H_
