#include "mock/abi/errors.h"
#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class CloudAuthTest : public MockTest {
 protected:
  static std::string Nonce(WTS_CLOUD_AUTH_HANDLE auth) {
    PWSTR nonce = nullptr;
    EXPECT_TRUE(WTSCloudAuthGetServerNonce(auth, &nonce));
    const std::string copy = Encode<CHAR>(Decode(nonce));
    EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeCloudAuthServerNonce, nonce, 1));
    return copy;
  }
  static WTS_SERIALIZED_USER_CREDENTIAL* Convert(WTS_CLOUD_AUTH_HANDLE auth,
                                                 const std::string& assertion) {
    const auto resource = Encode<WCHAR>(u"app");
    WTS_SERIALIZED_USER_CREDENTIAL* credential = nullptr;
    WTSCloudAuthConvertAssertionToSerializedUserCredential(auth, assertion.c_str(),
                                                           static_cast<ULONG>(assertion.size()),
                                                           resource.c_str(), &credential);
    return credential;
  }
  WTS_CLOUD_AUTH_HANDLE auth_ = WTSCloudAuthOpen(nullptr);
};

TEST_F(CloudAuthTest, ARightAssertionLogsItsUserOn) {
  auto* const credential = Convert(auth_, Nonce(auth_) + "|app|alice");
  ASSERT_NE(credential, nullptr);
  WTS_SERIALIZED_USER_CREDENTIAL* copy = nullptr;
  ASSERT_TRUE(WTSCloudAuthDuplicateSerializedUserCredential(credential, &copy));
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeSerializedUserCredential, credential, 1));
  HANDLE token = nullptr;
  EXPECT_TRUE(WTSCloudAuthNetworkLogonWithSerializedCredential(auth_, copy, &token));
  EXPECT_NE(token, nullptr);
  WTSShutdownSystem(WTS_CURRENT_SERVER_HANDLE, WTS_WSD_LOGOFF);
  EXPECT_FALSE(WTSCloudAuthNetworkLogonWithSerializedCredential(auth_, copy, &token));
  EXPECT_EQ(GetLastError(), kErrorLogonDisabled);
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeSerializedUserCredential, copy, 1));
}

TEST_F(CloudAuthTest, AWrongAssertionFails) {
  EXPECT_EQ(Convert(auth_, "||alice"), nullptr) << "no nonce was asked for";
  const std::string nonce = Nonce(auth_);
  EXPECT_EQ(Convert(auth_, nonce + "|other|alice"), nullptr);
  EXPECT_EQ(Convert(auth_, nonce + "|app|nobody"), nullptr);
  EXPECT_EQ(GetLastError(), kErrorLogonFailure);
  Nonce(auth_);
  EXPECT_EQ(Convert(auth_, nonce + "|app|alice"), nullptr) << "the nonce is not the last one";
}

TEST_F(CloudAuthTest, AClosedHandleIsRefused) {
  WTSCloudAuthClose(auth_);
  PWSTR nonce = nullptr;
  EXPECT_FALSE(WTSCloudAuthGetServerNonce(auth_, &nonce));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_HANDLE});
  WTSCloudAuthClose(auth_);
}

TEST_F(CloudAuthTest, ItIsNoServerHandle) { EXPECT_FALSE(Works(auth_)); }

}  // namespace
}  // namespace wtsmock
