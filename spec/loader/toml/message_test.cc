#include "spec/loader/toml/message.h"

#include <gtest/gtest.h>

#include <string>

#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

TEST(Excerpt, KeepsWhatIsShort) {
  EXPECT_EQ(Excerpt(""), "");
  EXPECT_EQ(Excerpt(std::string(200, 'x')), std::string(200, 'x'));
}

TEST(Excerpt, SaysHowLongTheTextIs) {
  EXPECT_EQ(Excerpt(std::string(3'000'000, 'x')), std::string(200, 'x') + "... (3000000 bytes)");
}

TEST(Excerpt, CutsNoCharacter) {
  const std::string text = std::string(199, 'x') + "\xE2\x82\xAC" + "more";
  EXPECT_EQ(Excerpt(text), std::string(199, 'x') + "... (206 bytes)");
}

TEST(BoundedMessage, KeepsStartAndEnd) {
  const std::string message = "a.json:1:1: " + std::string(5'000'000, 'x') + ". Write another";
  const std::string bounded = BoundedMessage(message);
  EXPECT_LT(bounded.size(), 1100u);
  EXPECT_TRUE(bounded.starts_with("a.json:1:1: xxx"));
  EXPECT_TRUE(bounded.ends_with("xxx. Write another"));
  EXPECT_EQ(BoundedMessage("short"), "short");
}

TEST(BoundedMessage, ContinuationBytesAloneAreNoTrap) {
  EXPECT_LT(BoundedMessage(std::string(5'000, '\x80')).size(), 100u);
}

TEST(BoundedMessage, IsWhatAnInputErrorSays) {
  EXPECT_LT(std::string(InputError(std::string(100'000, 'x')).what()).size(), 1100u);
  EXPECT_LT(std::string(InputError({"a.toml", 1, 2}, std::string(100'000, 'x')).what()).size(),
            1100u);
}

}  // namespace
}  // namespace wtsconform
