// Pieces of C text, of which a program gets those that it uses.
#ifndef WTSCONFORM_CONFORMANCE_REPRODUCER_BLOCKS_H_
#define WTSCONFORM_CONFORMANCE_REPRODUCER_BLOCKS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

// What stands between two blank lines: a function with its comment, a structure, a variable.
struct Block {
  std::set<std::string> names;  // that it defines; a block without any is always written
  std::string text;
};

// Reads blocks. A line that ends with the comment "if WORD", and lines under #ifdef WORD, are left
// out unless `flags` has the word. #ifdef _WIN32 is left to the compiler where `flags` has _WIN32.
std::vector<Block> ReadBlocks(std::string_view text, const std::set<std::string>& flags);

// The blocks that `program` needs, in their order; those of several lines end with a blank one.
std::string SelectBlocks(const std::vector<Block>& blocks, std::string_view program);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_REPRODUCER_BLOCKS_H_
