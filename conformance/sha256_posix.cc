#include <gcrypt.h>

#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "conformance/runner.h"

namespace wtsconform {

std::string Sha256Of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return "";
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  gcry_check_version(nullptr);  // libgcrypt wants this before anything else
  unsigned char digest[32];
  gcry_md_hash_buffer(GCRY_MD_SHA256, digest, bytes.data(), bytes.size());
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace wtsconform
