#include <fmt/format.h>
#include <gcrypt.h>

#include <fstream>
#include <sstream>

#include "conformance/loading/sha256.h"

namespace wtsconform {

std::string Sha256OfText(std::string_view bytes) {
  gcry_check_version(nullptr);  // libgcrypt wants this before anything else
  unsigned char digest[32];
  gcry_md_hash_buffer(GCRY_MD_SHA256, digest, bytes.data(), bytes.size());
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

std::string Sha256Of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return "";
  std::ostringstream bytes;  // many times faster than iterators
  bytes << stream.rdbuf();
  return Sha256OfText(bytes.view());
}

}  // namespace wtsconform
