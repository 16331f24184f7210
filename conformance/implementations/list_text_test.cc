#include "conformance/implementations/list_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

constexpr char kTwo[] = R"(# About the whole list.

[[expect]]
case = "a"
verdict = "crash"   # why
reason = "r"

# --- the rest

# about b
[[expect]]
case = "b"
verdict = "hang"
reason = "r"
# the end
)";

ListText TextOfList(const std::string& text) {
  return ListText(text, ReadExpectationsText(text, "list.toml"));
}

TEST(ListText, HasEachEntryAndWhatStandsBetween) {
  const ListText text = TextOfList(kTwo);
  ASSERT_TRUE(text.is_known());
  EXPECT_EQ(text.Entry(0),
            "[[expect]]\ncase = \"a\"\nverdict = \"crash\"   # why\nreason = \"r\"\n");
  EXPECT_EQ(text.Before(1, true), "\n# --- the rest\n\n# about b\n");
  EXPECT_EQ(text.End(), "# the end\n");
  EXPECT_EQ(
      text.Before(0, true) + text.Entry(0) + text.Before(1, true) + text.Entry(1) + text.End(),
      kTwo);
}

TEST(ListText, WithAnEntryItsOwnCommentGoes) {
  const ListText text = TextOfList(kTwo);
  EXPECT_EQ(text.Before(1, false), "\n# --- the rest\n");
  EXPECT_EQ(text.Before(0, false), "# About the whole list.\n");
}

TEST(ListText, EntriesThatAreNotOfTheUsualFormAreNotKnown) {
  EXPECT_FALSE(
      TextOfList("expect = [{case = \"a\", verdict = \"hang\", reason = \"r\"}]\n").is_known());
  EXPECT_FALSE(ListText("", {Expectation{}}).is_known()) << "the entries are a profile's";
  EXPECT_TRUE(TextOfList("# none yet\n").is_known());
}

TEST(EntryText, IsReadAsTheSame) {
  Expectation entry;
  entry.pattern = "a/*";
  entry.verdicts = {Verdict::kCrash, Verdict::kPass};
  entry.signature = "says \"no\"";
  entry.reason = "r";
  entry.link = "https://example.invalid/1";
  entry.nondeterministic = "it reads freed memory";
  const Expectations read = ReadExpectationsText(EntryText(entry), "list.toml");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].pattern, entry.pattern);
  EXPECT_EQ(read[0].verdicts, entry.verdicts);
  EXPECT_EQ(read[0].signature, entry.signature);
  EXPECT_EQ(read[0].reason, entry.reason);
  EXPECT_EQ(read[0].link, entry.link);
  EXPECT_EQ(read[0].nondeterministic, entry.nondeterministic);
}

}  // namespace
}  // namespace wtsconform
