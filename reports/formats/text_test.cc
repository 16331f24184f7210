#include "reports/formats/text.h"

#include <gtest/gtest.h>

#include <string>

namespace wtsconform {
namespace {

constexpr char kUnfit[] = "\xEF\xBF\xBD";

TEST(CleanText, KeepsTextOfAnyLanguage) {
  const std::string text = "a\n\tz \xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80";
  EXPECT_EQ(CleanText(text), text);
  EXPECT_EQ(CleanText(""), "");
}

TEST(CleanText, ReplacesIllFormedUtf8) {
  for (const std::string bad :
       {"\x80", "\xFF", "\xC3", "\xE2\x82", "\xC0\xAF", "\xE0\x80\xAF", "\xF4\x90\x80\x80"}) {
    std::string expected;
    for (std::size_t i = 0; i < bad.size(); ++i) expected += kUnfit;
    EXPECT_EQ(CleanText("a" + bad), "a" + expected);
  }
  EXPECT_EQ(CleanText("\xC3z"), std::string(kUnfit) + "z");
}

TEST(CleanText, ReplacesWhatSteersATerminalOrIsForbiddenInXml) {
  for (const std::string& bad :
       {std::string(1, '\0'), std::string("\x1b"), std::string("\r"), std::string("\x7f")}) {
    EXPECT_EQ(CleanText(bad + "[2J"), std::string(kUnfit) + "[2J");
  }
  // U+009B (a one-character escape), a surrogate, U+FFFF: their leads and tails one by one.
  EXPECT_EQ(CleanText("\xC2\x9B"), std::string(kUnfit) + kUnfit);
  EXPECT_EQ(CleanText("\xED\xA0\x80"), std::string(kUnfit) + kUnfit + kUnfit);
  EXPECT_EQ(CleanText("\xEF\xBF\xBF"), std::string(kUnfit) + kUnfit + kUnfit);
}

TEST(CleanText, ReplacesWhatTurnsTheOrderOfLettersAround) {
  for (const std::string bad : {"\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x80\xA8", "\xE2\x80\x8F"}) {
    EXPECT_EQ(CleanText("a" + bad + "b"), std::string("a") + kUnfit + kUnfit + kUnfit + "b");
  }
  EXPECT_EQ(CleanText("\xD7\xA9"), "\xD7\xA9") << "letters that go from right to left stay";
}

TEST(OneLine, IsOne) { EXPECT_EQ(OneLine("a\nb\tc\x1b"), std::string("a b c") + kUnfit); }

TEST(DisplayWidth, CountsCharacters) {
  EXPECT_EQ(DisplayWidth(""), 0u);
  EXPECT_EQ(DisplayWidth("a\xC3\xA4\xE2\x82\xAC"), 3u);
}

TEST(Xml, EscapesMarkup) {
  EXPECT_EQ(XmlText("a<b>&\"c\"]]>\n\t\x01"),
            std::string("a&lt;b&gt;&amp;&quot;c&quot;]]&gt;\n\t") + kUnfit);
  EXPECT_EQ(XmlAttribute("a\n\t\"<"), "a&#10;&#9;&quot;&lt;");
}

TEST(Wrap, BreaksAtSpacesAndKeepsLines) {
  EXPECT_EQ(Wrap("one two three", 9, 2), "one two\n  three");
  EXPECT_EQ(Wrap("one two three", 0, 2), "one two three");
  EXPECT_EQ(Wrap("one\ntwo", 80, 2), "one\n  two");
  EXPECT_EQ(Wrap("one\n  two", 80, 2), "one\n    two") << "an indented line stays indented";
  EXPECT_EQ(Wrap("", 80, 2), "");
}

TEST(Wrap, LetsAWordThatIsTooWideStandAlone) {
  EXPECT_EQ(Wrap("a incomprehensible b", 6, 0), "a\nincomprehensible\nb");
  EXPECT_EQ(Wrap("incomprehensible", 6, 10), "incomprehensible");
}

TEST(Wrap, MeasuresCharactersNotBytes) {
  EXPECT_EQ(Wrap("\xC3\xA4\xC3\xA4 \xC3\xA4\xC3\xA4", 5, 0), "\xC3\xA4\xC3\xA4 \xC3\xA4\xC3\xA4");
}

TEST(Counted, KnowsTheSingular) {
  EXPECT_EQ(Count(0, "case"), "0 cases");
  EXPECT_EQ(Count(1, "case"), "1 case");
  EXPECT_EQ(Count(2, "case"), "2 cases");
  EXPECT_EQ(Count(1, "history", "histories"), "1 history");
  EXPECT_EQ(Count(0, "history", "histories"), "0 histories");
}

}  // namespace
}  // namespace wtsconform
