#include "mock/abi/text.h"

#include <gtest/gtest.h>

namespace wtsmock {
namespace {

std::basic_string<WCHAR> W(TextView text) { return Encode<WCHAR>(text); }

TEST(Text, ConvertsBetweenUtf8AndUtf16) {
  const std::string utf8 = "a\xC3\xBC\xE2\x82\xAC\xF0\x9F\xA6\x8A";
  const Text utf16 = u"a\u00FC\u20AC\U0001F98A";
  EXPECT_EQ(Decode(utf8.c_str()), utf16);
  EXPECT_EQ(Encode<CHAR>(utf16), utf8);
  EXPECT_EQ(Decode(W(utf16).c_str()), utf16);
  EXPECT_EQ(utf16.size(), 5u) << "the last character is a pair of surrogates";
}

TEST(Text, ReadsNoFurtherThanTold) {
  EXPECT_EQ(Decode("abcdef", 3), u"abc");
  EXPECT_EQ(Decode(W(u"abcdef").c_str(), 3), u"abc");
}

TEST(Text, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(Decode("\x80"), u"\uFFFD") << "a continuation that continues nothing";
  EXPECT_EQ(Decode("\xC3"), u"\uFFFD") << "an end too soon";
  EXPECT_EQ(Decode("\xC0\xAF"), u"\uFFFD\uFFFD") << "longer than need be";
  EXPECT_EQ(Decode("\xED\xA0\x80"), u"\uFFFD\uFFFD\uFFFD") << "a surrogate";
  EXPECT_EQ(Decode("\xF4\x90\x80\x80"), u"\uFFFD\uFFFD\uFFFD\uFFFD") << "beyond Unicode";
  EXPECT_EQ(Decode("\xE2\x82z"), u"\uFFFD\uFFFDz");
}

TEST(Text, ReplacesLoneSurrogatesInUtf8Only) {
  for (const char16_t lone : {u'\xD800', u'\xDFFF'}) {
    const Text text = {u'a', lone, u'b'};
    EXPECT_EQ(Encode<CHAR>(text),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(Decode(W(text).c_str()), text);
  }
}

TEST(Text, CutsFieldsBetweenCharacters) {
  CHAR narrow[5];
  CopyField(narrow, u"ab\u20AC");  // 2 + 3 bytes: the euro sign does not fit before the zero
  EXPECT_STREQ(narrow, "ab");
  CopyField(narrow, u"abcdefgh");
  EXPECT_STREQ(narrow, "abcd");

  WCHAR wide[4];
  CopyField(wide, u"ab\U0001F98A");
  EXPECT_EQ(Decode(wide), u"ab");
  CopyField(wide, u"a\U0001F98A");
  EXPECT_EQ(Decode(wide), u"a\U0001F98A");
}

TEST(Text, ReadsFieldsThatAreNotTerminated) {
  const CHAR full[3] = {'a', 'b', 'c'};
  EXPECT_EQ(ReadField(full), u"abc");
  const CHAR part[3] = {'a', '\0', 'c'};
  EXPECT_EQ(ReadField(part), u"a");
}

TEST(Text, NamesAreEqualRegardlessOfAsciiCase) {
  EXPECT_TRUE(SameName(u"mockHost", u"MOCKHOST"));
  EXPECT_FALSE(SameName(u"MOCKHOST", u"MOCKHOST2"));
  EXPECT_FALSE(SameName(u"\u00FC", u"\u00DC"));
}

}  // namespace
}  // namespace wtsmock
