// The text of a list of expected outcomes, entry by entry, so that what stays in it is copied as
// it was written.
#ifndef WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_LIST_TEXT_H_
#define WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_LIST_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/implementations/expectations.h"

namespace wtsconform {

// An entry as this program writes it.
std::string EntryText(const Expectation& entry);

// The lines of a list. Entries are counted as they stand in it.
class ListText {
 public:
  // `entries` are what was read from `text`. Where they do not each begin with a line [[expect]],
  // or the text is empty (they come from elsewhere), is_known() is false.
  ListText(const std::string& text, const Expectations& entries);

  bool is_known() const { return is_known_; }
  // What stands before the entry: comments and empty lines. Where the entry goes, the comment that
  // touches it goes too, and the empty lines above.
  std::string Before(std::size_t entry, bool entry_stays) const;
  // The entry itself.
  std::string Entry(std::size_t entry) const;
  // What stands behind the last.
  std::string End() const;

 private:
  struct Place {
    std::size_t before, begin, end;  // numbers of lines
  };

  std::string Lines(std::size_t begin, std::size_t end) const;

  std::vector<std::string> lines_;
  std::vector<Place> places_;
  bool is_known_ = false;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_LIST_TEXT_H_
