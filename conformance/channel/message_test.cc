#include "conformance/channel/message.h"

#include <gtest/gtest.h>

#include <limits>

namespace wtsconform {
namespace {

constexpr std::uint64_t kLargest = std::numeric_limits<std::uint64_t>::max();

std::string Example() {
  return MessageWriter("example/1").Number(7).Text("two\nlines\0and more").Number(kLargest).bytes();
}

TEST(Message, EachFieldComesBackInItsOrder) {
  const std::string text("two\nlines\0and more", 18);
  const std::string bytes = MessageWriter("example/1").Number(7).Text(text).Text("").bytes();
  MessageReader reader(bytes, "example/1");
  EXPECT_EQ(reader.NumberBelow(8), 7u);
  EXPECT_EQ(reader.Text(), text) << "a text may hold any byte";
  EXPECT_EQ(reader.Text(), "");
  reader.End();
}

TEST(Message, AnotherTypeOrVersionIsRefused) {
  const std::string bytes = Example();
  EXPECT_THROW(MessageReader(bytes, "example/2"), MessageError);
  EXPECT_THROW(MessageReader("", "example/1"), MessageError);
  EXPECT_TRUE(IsOfType(bytes, "example/1"));
  EXPECT_FALSE(IsOfType(bytes, "example/2"));
  EXPECT_FALSE(IsOfType("", "example/1"));
}

void ReadExample(std::string_view bytes) {
  MessageReader reader(bytes, "example/1");
  reader.Number();
  reader.Text();
  reader.Number();
  reader.End();
}

TEST(Message, IsRefusedWhereverItIsCut) {
  const std::string bytes = Example();
  EXPECT_NO_THROW(ReadExample(bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(ReadExample(bytes.substr(0, size)), MessageError) << size;
  }
  EXPECT_THROW(ReadExample(bytes + "x"), MessageError);
}

TEST(Message, ATextThatSaysItIsLongerThanTheMessageIsRefused) {
  std::string bytes = MessageWriter("example/1").Text("text").bytes();
  bytes.replace(bytes.size() - 4 - sizeof kLargest, sizeof kLargest, sizeof kLargest, '\xFF');
  MessageReader reader(bytes, "example/1");
  EXPECT_THROW(reader.Text(), MessageError);
}

TEST(Message, ANumberOutOfRangeIsRefused) {
  const std::string bytes = MessageWriter("example/1").Number(10).bytes();
  MessageReader reader(bytes, "example/1");
  EXPECT_THROW(reader.NumberBelow(10), MessageError);
}

}  // namespace
}  // namespace wtsconform
