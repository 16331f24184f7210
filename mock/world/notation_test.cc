#include "mock/world/notation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mock/world/defaults.h"

namespace wtsmock {
namespace {

using testing::ElementsAre;

std::vector<int> FirstBytes(const std::optional<Address>& address, std::size_t count) {
  if (!address.has_value()) return {};
  return {address->bytes.begin(), address->bytes.begin() + static_cast<std::ptrdiff_t>(count)};
}

TEST(Notation, AnAddressIsOfIpv4OrOfIpv6) {
  EXPECT_THAT(FirstBytes(ParseAddress("192.0.2.7"), 4), ElementsAre(192, 0, 2, 7));
  const auto ipv6 = ParseAddress("2001:db8::7");
  EXPECT_THAT(FirstBytes(ipv6, 5), ElementsAre(0x20, 0x01, 0x0D, 0xB8, 0));
  EXPECT_TRUE(ipv6->is_ipv6);
  EXPECT_EQ(ipv6->bytes[15], 7);
  EXPECT_EQ(ParseAddress("::1")->bytes[15], 1);
  EXPECT_EQ(ParseAddress("::")->bytes[15], 0);
  EXPECT_EQ(ParseAddress("fe80::")->bytes[0], 0xFE);
  EXPECT_EQ(ParseAddress("1:2:3:4:5:6:7:8")->bytes[15], 8);
}

TEST(Notation, WhatIsNoAddressIsNone) {
  for (const char* text :
       {"", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.-4", "1.2.3.4 ", ":", "1:", ":1",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "1:2:3:4:5:6:7::8", "g::"}) {
    EXPECT_EQ(FirstBytes(ParseAddress(text), 4).size(), 0u) << text;
  }
}

TEST(Notation, AddressesAreCountedOn) {
  EXPECT_THAT(FirstBytes(Following(*ParseAddress("10.0.0.250"), 10), 4), ElementsAre(10, 0, 1, 4));
  EXPECT_THAT(FirstBytes(Following(*ParseAddress("255.255.255.255"), 1), 4),
              ElementsAre(0, 0, 0, 0));
  EXPECT_EQ(Following(*ParseAddress("::ffff"), 1).bytes[13], 1);
}

TEST(Notation, ATimeIsUtc) {
  EXPECT_EQ(ParseTime("1601-01-01T00:00:01Z"), kSecond);
  EXPECT_EQ(ParseTime("2026-01-01T00:00:00Z"), kInitialTime);
  EXPECT_EQ(ParseTime("2026-01-01T00:00:00.0000001Z"), kInitialTime + 1);
  EXPECT_EQ(ParseTime("2026-01-01T00:00:00.5Z"), kInitialTime + kSecond / 2);
  EXPECT_EQ(ParseTime("never"), 0);
  for (const char* text : {"", "2026-01-01", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
                           "1500-01-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
                           "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.12345678Z"}) {
    EXPECT_EQ(ParseTime(text), std::nullopt) << text;
  }
}

TEST(Notation, ASecurityIdentifierHasUpTo15Parts) {
  EXPECT_EQ(ParseSid("S-1-5-18"), SystemSid());
  EXPECT_EQ(ParseSid("S-1-5-21-1111-2222-3333-7"), UserSid(7));
  EXPECT_TRUE(ParseSid("S-1-5-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1").has_value());
  for (const char* text : {"", "S-1", "S-1-", "S-2-5-18", "S-1-5-", "S-1-5-4294967296", "S-1-5-18 ",
                           "S-1-5-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1"}) {
    EXPECT_EQ(ParseSid(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace wtsmock
