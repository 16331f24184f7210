// What a recorded world calls users, machines and programs: as they are called, or each by another
// name, the same for the same original throughout.
#ifndef WTSCONFORM_CONFORMANCE_RECORDING_NAMES_H_
#define WTSCONFORM_CONFORMANCE_RECORDING_NAMES_H_

#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace wtsconform {

class Names {
 public:
  explicit Names(bool anonymize) : anonymize_(anonymize) {}

  // "" stays "". `kind` is what the other name begins with: "person" gives "person1", "person2".
  std::string Of(const std::string& kind, const std::string& original);
  // The same for addresses: from the blocks that are kept free for documentation.
  std::string OfAddress(const std::string& original);
  // The same for security identifiers; those of the system itself stay.
  std::string OfSid(const std::string& original);

 private:
  // Which one it is of its kind, counted from 1.
  std::size_t Number(const std::string& kind, const std::string& original);

  const bool anonymize_;
  std::map<std::string, std::map<std::string, std::size_t>> known_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RECORDING_NAMES_H_
