#include "spec/loader/tables/placeholders.h"

#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using testing::RefusalOf;

const Binding kBinding = {{"opener", "WTSOpenServerExW"},
                          {"consumer", "WTSEnumerateProcessesExA.Level0"},
                          {"closer", "WTSCloseServer"},
                          {"empty", ""},
                          {"form", ".Level0"},
                          {"ms", "50"}};

std::string Filled(const std::string& text) { return Fill(text, kBinding, {"t.toml", 7, 3}); }

std::string RefusalOfText(const std::string& text) {
  return RefusalOf([&text] { Filled(text); });
}

TEST(Fill, PutsValuesInPlace) {
  EXPECT_EQ(Filled("no placeholder"), "no placeholder");
  EXPECT_EQ(Filled(""), "");
  EXPECT_EQ(Filled("{ms}"), "50");
  EXPECT_EQ(Filled("after {ms} ms with {opener}{empty}."), "after 50 ms with WTSOpenServerExW.");
}

TEST(Fill, KnowsOtherForms) {
  EXPECT_EQ(Filled("{opener.twin}"), "WTSOpenServerExA");
  EXPECT_EQ(Filled("{consumer.twin}"), "WTSEnumerateProcessesExW.Level0");
  EXPECT_EQ(Filled("{opener.plain}"), "WTSOpenServerW");
}

TEST(Fill, RefusesADanglingPlaceholder) {
  EXPECT_EQ(RefusalOfText("{openr}"),
            "t.toml:7:3: the placeholder {openr} is filled by no key of \"for\" (did you mean "
            "\"opener\"?)");
  EXPECT_EQ(RefusalOfText("{}"), "t.toml:7:3: the placeholder {} is filled by no key of \"for\"");
  EXPECT_EQ(RefusalOfText("{.twin}"),
            "t.toml:7:3: the placeholder {.twin} is filled by no key of \"for\"");
}

TEST(Fill, RefusesAnUnknownForm) {
  EXPECT_EQ(RefusalOfText("{opener.ex}"),
            "t.toml:7:3: the placeholder {opener.ex} knows only .twin and .plain behind the dot");
}

TEST(Fill, RefusesAFormThatDoesNotExist) {
  EXPECT_EQ(RefusalOfText("{closer.twin}"),
            "t.toml:7:3: the placeholder {closer.twin}: \"WTSCloseServer\" has no twin form");
  EXPECT_EQ(RefusalOfText("{closer.plain}"),
            "t.toml:7:3: the placeholder {closer.plain}: \"WTSCloseServer\" has no plain form");
  EXPECT_EQ(RefusalOfText("{empty.twin}"),
            "t.toml:7:3: the placeholder {empty.twin}: \"\" has no twin "
            "form");
  EXPECT_EQ(RefusalOfText("{form.twin}"),
            "t.toml:7:3: the placeholder {form.twin}: \".Level0\" has no twin form");
}

TEST(Fill, RefusesUnpairedBraces) {
  EXPECT_EQ(RefusalOfText("a {opener"), "t.toml:7:3: a { without its } in \"a {opener\"");
  EXPECT_EQ(RefusalOfText("opener}"), "t.toml:7:3: a } without its { in \"opener}\"");
  EXPECT_EQ(RefusalOfText("{ms}}"), "t.toml:7:3: a } without its { in \"{ms}}\"");
}

}  // namespace
}  // namespace wtsconform
