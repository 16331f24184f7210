#include <windows.h>
// After <windows.h>, which it needs.
#include <bcrypt.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "conformance/loading/sha256.h"

namespace wtsconform {

std::string Sha256OfText(std::string_view text) {
  std::string bytes(text);  // it wants what may be written to
  BCRYPT_ALG_HANDLE algorithm = nullptr;
  BCRYPT_HASH_HANDLE hash = nullptr;
  unsigned char digest[32];
  const bool hashed =
      BCryptOpenAlgorithmProvider(&algorithm, BCRYPT_SHA256_ALGORITHM, nullptr, 0) == 0 &&
      BCryptCreateHash(algorithm, &hash, nullptr, 0, nullptr, 0, 0) == 0 &&
      BCryptHashData(hash, reinterpret_cast<unsigned char*>(bytes.data()),
                     static_cast<ULONG>(bytes.size()), 0) == 0 &&
      BCryptFinishHash(hash, digest, sizeof digest, 0) == 0;
  if (hash) BCryptDestroyHash(hash);
  if (algorithm) BCryptCloseAlgorithmProvider(algorithm, 0);
  std::string digits;
  for (const unsigned char byte : digest) digits += fmt::format("{:02x}", byte);
  return hashed ? digits : "";
}

std::string Sha256Of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return "";
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return Sha256OfText(bytes);
}

}  // namespace wtsconform
