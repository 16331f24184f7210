#ifndef WTSCONFORM_MOCK_ABI_BYTES_H_
#define WTSCONFORM_MOCK_ABI_BYTES_H_

#include <cstdint>
#include <vector>

namespace wtsmock {

using Bytes = std::vector<std::uint8_t>;

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_BYTES_H_
