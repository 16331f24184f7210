#include "spec/loader/tables/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace wtsconform {
namespace {

using Kind = Argument::Kind;

const Constants kConstants = {{"FLUSH", 0x80000000}, {"ALL", 0x7FFFFFFF}, {"ONE", 1}};

Argument Parse(std::string_view word) { return ParseArgument(word, kConstants); }

std::string Complaint(std::string_view word) {
  try {
    Parse(word);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "(accepted)";
}

TEST(ParseArgument, KnowsThePlainWords) {
  EXPECT_EQ(Parse("server").kind, Kind::kServer);
  EXPECT_EQ(Parse("null").kind, Kind::kNull);
  EXPECT_EQ(Parse("session").kind, Kind::kSession);
  EXPECT_EQ(Parse("process").kind, Kind::kProcess);
  EXPECT_EQ(Parse("out pointer").kind, Kind::kOutPointer);
  EXPECT_EQ(Parse("out dword").kind, Kind::kOutDword);
  EXPECT_EQ(Parse("window").kind, Kind::kWindow);
  EXPECT_EQ(Parse("another window").kind, Kind::kAnotherWindow);
  EXPECT_EQ(Parse("buffer").kind, Kind::kBuffer);
  EXPECT_EQ(Parse("count").kind, Kind::kCount);
  EXPECT_EQ(Parse("channel").kind, Kind::kChannel);
  EXPECT_EQ(Parse("name").kind, Kind::kName);
  EXPECT_EQ(Parse("result").kind, Kind::kResult);
}

TEST(ParseArgument, ReadsTexts) {
  EXPECT_EQ(Parse("text RDP-Tcp").kind, Kind::kText);
  EXPECT_EQ(Parse("text RDP-Tcp").text, "RDP-Tcp");
  EXPECT_EQ(Parse("text two words").text, "two words");
  EXPECT_EQ(Parse("ansi CNFTST").kind, Kind::kAnsi);
  EXPECT_EQ(Parse("ansi CNFTST").text, "CNFTST");
}

TEST(ParseArgument, ReadsBytes) {
  EXPECT_EQ(Parse("bytes 0100fF").text, std::string("\x01\x00\xff", 3));
  const std::string complaint = "bytes: write pairs of hexadecimal digits";
  EXPECT_EQ(Complaint("bytes 012"), complaint);
  EXPECT_EQ(Complaint("bytes 0x"), complaint);
  EXPECT_EQ(Complaint("bytes 0 01"), complaint);
}

TEST(ParseArgument, ReadsMemory) {
  EXPECT_EQ(Parse("zeroed 66").kind, Kind::kZeroed);
  EXPECT_EQ(Parse("zeroed 66").number, 66u);
  const Argument block = Parse("block 66 first ONE");
  EXPECT_EQ(block.kind, Kind::kBlock);
  EXPECT_EQ(block.number, 66u);
  EXPECT_EQ(block.first, 1u);
  EXPECT_EQ(Complaint("block 66"), "write \"block SIZE first VALUE\"");
  EXPECT_EQ(Parse("inout dword 1").kind, Kind::kInOutDword);
  EXPECT_EQ(Parse("inout dword 1").number, 1u);
}

TEST(ParseArgument, ReadsNumbers) {
  EXPECT_EQ(Parse("5").number, 5u);
  EXPECT_EQ(Parse("0x10").number, 16u);
  EXPECT_EQ(Parse("FLUSH").number, 0x80000000u);
  EXPECT_EQ(Parse("FLUSH|ALL").number, 0xFFFFFFFFu);
  EXPECT_EQ(Parse("FLUSH | 0x1 | 2").number, 0x80000003u);
  EXPECT_EQ(Parse("18446744073709551615").number, ~std::uint64_t{0});
}

TEST(ParseArgument, RefusesUnknownWords) {
  EXPECT_EQ(Complaint("sever"),
            "\"sever\" is no number, constant or argument word (did you mean \"server\"?)");
  EXPECT_EQ(Complaint("FLUSHH"),
            "\"FLUSHH\" is no number, constant or argument word (did you mean \"FLUSH\"?)");
  EXPECT_EQ(Complaint("FLUSH|WAIT"), "\"WAIT\" is no number, constant or argument word");
}

TEST(ParseArgument, RefusesWhatIsNoNumber) {
  for (const char* word : {"", "-1", "0x", "1|", "0xG", "5 5", "18446744073709551616", "text",
                           "zeroed x", "block x first 1", "block 4 first"}) {
    EXPECT_NE(Complaint(word), "(accepted)") << word;
  }
}

}  // namespace
}  // namespace wtsconform
