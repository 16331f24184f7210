// Reads a world from its file. worlds/README.md explains the format; spec/schema has its schema.
#ifndef WTSCONFORM_MOCK_WORLD_READER_H_
#define WTSCONFORM_MOCK_WORLD_READER_H_

#include <string>
#include <string_view>

#include "mock/world/world.h"

namespace wtsmock {

// All three throw wtsconform::InputError, which says where, what is wrong and what to write; `file`
// is used for locations.
WorldData ReadWorld(std::string_view text, const std::string& file);
// The path is UTF-8.
WorldData ReadWorldFile(const std::string& path);
// worlds/built-in.toml, which is part of the library.
WorldData BuiltInWorld();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_READER_H_
