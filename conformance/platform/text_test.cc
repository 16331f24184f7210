#include "conformance/platform/text.h"

#include <gtest/gtest.h>

namespace wtsconform {
namespace {

TEST(Text, AsciiGoesBothWays) {
  EXPECT_EQ(ToUtf16("PEER-1"), u"PEER-1");
  EXPECT_EQ(ToUtf8(u"PEER-1"), "PEER-1");
  EXPECT_EQ(ToUtf16(""), u"");
  EXPECT_EQ(ToUtf8(u""), "");
}

TEST(Text, EveryLengthOfUtf8) {
  const std::string utf8 = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
  const std::u16string utf16 = u"a\u00E9\u20AC\U0001F600z";
  EXPECT_EQ(ToUtf16(utf8), utf16);
  EXPECT_EQ(ToUtf8(utf16), utf8);
}

TEST(Text, TheEdgesOfEachLength) {
  for (const char32_t c : {0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF}) {
    std::u16string utf16;
    if (c < 0x10000) {
      utf16 = {static_cast<char16_t>(c)};
    } else {
      utf16 = {static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)),
               static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF))};
    }
    EXPECT_EQ(ToUtf16(ToUtf8(utf16)), utf16) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(Text, AZeroInTheMiddleIsKept) {
  using namespace std::string_literals;
  EXPECT_EQ(ToUtf16("a\0b"s), u"a\0b"s);
  EXPECT_EQ(ToUtf8(u"a\0b"s), "a\0b"s);
}

TEST(Text, IllFormedUtf8BecomesTheReplacement) {
  EXPECT_EQ(ToUtf16("\x80"), u"\uFFFD");  // a tail without its lead
  EXPECT_EQ(ToUtf16("\xC3"), u"\uFFFD");  // cut short
  EXPECT_EQ(ToUtf16("\xC3"
                    "a"),
            u"\uFFFDa");                              // what follows is read again
  EXPECT_EQ(ToUtf16("\xC0\xAF"), u"\uFFFD\uFFFD");    // longer than it need be
  EXPECT_EQ(ToUtf16("\xF5\x80"), u"\uFFFD\uFFFD");    // beyond any character
  EXPECT_EQ(ToUtf16("\xF4\x90\x80\x80"), u"\uFFFD");  // 0x110000
}

TEST(Text, LongerThanNeedBeOrHalfAPairIsIllFormedToo) {
  EXPECT_EQ(ToUtf16("\xE0\x80\xAF"), u"\uFFFD");
  EXPECT_EQ(ToUtf16("\xF0\x80\x80\xAF"), u"\uFFFD");
  EXPECT_EQ(ToUtf16("\xED\xA0\x80"), u"\uFFFD");
  EXPECT_EQ(ToUtf16("\xED\xBF\xBF"), u"\uFFFD");
}

TEST(Text, LoneSurrogatesBecomeTheReplacement) {
  const std::u16string high = {0xD83D}, low = {0xDE00};
  EXPECT_EQ(ToUtf8(high), "\xEF\xBF\xBD");
  EXPECT_EQ(ToUtf8(low), "\xEF\xBF\xBD");
  EXPECT_EQ(ToUtf8(high + u"a"),
            "\xEF\xBF\xBD"
            "a");
  EXPECT_EQ(ToUtf8(low + high), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(ToUtf8(high + high + low), "\xEF\xBF\xBD\xF0\x9F\x98\x80");
}

}  // namespace
}  // namespace wtsconform
