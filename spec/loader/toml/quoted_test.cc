#include "spec/loader/toml/quoted.h"

#include <gtest/gtest.h>

#include "spec/loader/toml/fields.h"

namespace wtsconform {
namespace {

TEST(Quoted, EscapesWhatMayNotStandThere) {
  EXPECT_EQ(Quoted("a \"b\" \\ \t\x7F"), R"("a \"b\" \\ \u0009\u007f")");
}

TEST(Quoted, ComesBackAsItWas) {
  std::string text = "Büro \"1\" \\ ";
  for (char c = 1; c < 0x20; ++c) text += c;
  const Value document = ParseToml("key = " + Quoted(text), "quoted.toml");
  EXPECT_EQ(Fields(document, "a file").Text("key"), text);
}

}  // namespace
}  // namespace wtsconform
