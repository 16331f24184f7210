// The WTSCloudAuth functions. An assertion of the mock is "NONCE|RESOURCE|USER": the nonce that was
// handed out last through the handle, the resource that the caller expects, and a user of this
// computer. The serialized credential is "mock-credential|USER".
#include <string>

#include "mock/abi/answer.h"
#include "mock/abi/errors.h"
#include "mock/abi/forms.h"
#include "mock/api/tokens.h"
#include "mock/call/api.h"
#include "mock/call/call.h"
#include "mock/handles/handle_table.h"
#include "mock/world/reset.h"

namespace wtsmock {
namespace {

constexpr std::string_view kCredential = "mock-credential|";

struct CloudAuth {
  std::mutex mutex;
  unsigned nonces = 0;
  Text nonce;  // "" before the first
};

HandleTable<CloudAuth>& OpenCloudAuths() {
  static auto* const table = new HandleTable<CloudAuth>;
  return *table;
}

std::shared_ptr<CloudAuth> Find(WTS_CLOUD_AUTH_HANDLE handle) {
  auto found = OpenCloudAuths().Find(handle);
  if (found == nullptr) {
    if (HasLedger()) {
      NoteStale(Kind::kCloudAuth, handle, Rule::kCloudAuthUsedAfterClose, Rule::kNoCloudAuth);
    }
    Fail(ERROR_INVALID_HANDLE);
  }
  return found;
}

bool IsUser(TextView name) {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  return !name.empty() && FindUser(ServerOf(world, ServerId::kThis), Text(name)) != nullptr;
}

WTS_SERIALIZED_USER_CREDENTIAL* Serialize(std::string_view bytes) {
  Answer<WTS_SERIALIZED_USER_CREDENTIAL> answer(1);
  answer[0].SerializationLength = static_cast<ULONG>(bytes.size());
  answer.SetBytes(answer[0].Serialization, Bytes(bytes.begin(), bytes.end()));
  return answer.Finish(WTSTypeSerializedUserCredential, 0);
}

std::string_view BytesOf(const WTS_SERIALIZED_USER_CREDENTIAL& credential) {
  return {reinterpret_cast<const char*>(credential.Serialization), credential.SerializationLength};
}

BOOL GetServerNonce(WTS_CLOUD_AUTH_HANDLE handle, PWSTR* nonce) {
  const auto auth = Find(handle);
  if (auth == nullptr) return FALSE;
  if (nonce == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  const std::lock_guard lock(auth->mutex);
  const std::string fresh = "mock-nonce-" + std::to_string(++auth->nonces);
  auth->nonce = Text(fresh.begin(), fresh.end());
  const auto encoded = Encode<WCHAR>(auth->nonce);
  const std::size_t bytes = (encoded.size() + 1) * sizeof(WCHAR);
  void* const block = NewBuffer(bytes, {WTSTypeCloudAuthServerNonce, 1, 0});
  std::memcpy(block, encoded.c_str(), bytes);
  *nonce = static_cast<PWSTR>(block);
  return Succeed();
}

// The user that the assertion names; "" if it is not right.
Text UserOf(CloudAuth& auth, const Text& assertion, const Text& resource) {
  const std::lock_guard lock(auth.mutex);
  const Text expected = auth.nonce + u"|" + resource + u"|";
  const bool is_right = !auth.nonce.empty() && assertion.starts_with(expected);
  return is_right ? assertion.substr(expected.size()) : Text();
}

BOOL ConvertAssertion(WTS_CLOUD_AUTH_HANDLE handle, PCSTR assertion, ULONG bytes, PCWSTR resource,
                      WTS_SERIALIZED_USER_CREDENTIAL** credential) {
  const auto auth = Find(handle);
  if (auth == nullptr) return FALSE;
  if (assertion == nullptr || resource == nullptr || credential == nullptr) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  const Text user = UserOf(*auth, Decode(assertion, bytes), Decode(resource));
  if (!IsUser(user)) return Fail(kErrorLogonFailure);
  *credential = Serialize(std::string(kCredential) + Encode<CHAR>(user));
  return Succeed();
}

BOOL Duplicate(const WTS_SERIALIZED_USER_CREDENTIAL* from, WTS_SERIALIZED_USER_CREDENTIAL** to) {
  if (from == nullptr || to == nullptr || from->Serialization == nullptr) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  *to = Serialize(BytesOf(*from));
  return Succeed();
}

BOOL LogOn(WTS_CLOUD_AUTH_HANDLE handle, const WTS_SERIALIZED_USER_CREDENTIAL* credential,
           HANDLE* token) {
  if (Find(handle) == nullptr) return FALSE;
  if (credential == nullptr || token == nullptr || credential->Serialization == nullptr) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  const std::string_view bytes = BytesOf(*credential);
  const bool is_ours = bytes.starts_with(kCredential);
  const auto name = is_ours ? bytes.substr(kCredential.size()) : std::string_view();
  if (!IsUser(Decode(name.data(), name.size()))) return Fail(kErrorLogonFailure);
  Call call(WTS_CURRENT_SERVER_HANDLE, {});
  if (!call) return FALSE;
  if (call.server().logons_disabled) return Fail(kErrorLogonDisabled);
  *token = NewToken();
  return Succeed();
}

void CloseCloudAuth(WTS_CLOUD_AUTH_HANDLE handle) {
  if (OpenCloudAuths().Remove(handle) != nullptr) {
    GiveBack(Kind::kCloudAuth, handle);
  } else if (HasLedger()) {
    NoteStale(Kind::kCloudAuth, handle, Rule::kCloudAuthClosedTwice, Rule::kNoCloudAuth);
  }
}

void ResetCloudAuths() {
  for (const auto& [handle, auth] : OpenCloudAuths().All()) OpenCloudAuths().Remove(handle);
}

AtReset reset_cloud_auths(ResetCloudAuths);

}  // namespace

namespace own {

WTS_CLOUD_AUTH_HANDLE WINAPI WTSCloudAuthOpen(const GUID*) {
  return Api([] {
    wtsmock::Succeed();
    const HANDLE handle = wtsmock::OpenCloudAuths().Add(std::make_shared<wtsmock::CloudAuth>());
    wtsmock::Obtain(wtsmock::Kind::kCloudAuth, handle);
    return static_cast<WTS_CLOUD_AUTH_HANDLE>(handle);
  });
}
VOID WINAPI WTSCloudAuthClose(WTS_CLOUD_AUTH_HANDLE handle) {
  Api([&] { wtsmock::CloseCloudAuth(handle); });
}
BOOL WINAPI WTSCloudAuthGetServerNonce(WTS_CLOUD_AUTH_HANDLE handle, PWSTR* nonce) {
  return Api([&] { return wtsmock::GetServerNonce(handle, nonce); });
}
BOOL WINAPI WTSCloudAuthConvertAssertionToSerializedUserCredential(
    WTS_CLOUD_AUTH_HANDLE handle, PCSTR assertion, ULONG bytes, PCWSTR resource,
    WTS_SERIALIZED_USER_CREDENTIAL** credential) {
  return Api(
      [&] { return wtsmock::ConvertAssertion(handle, assertion, bytes, resource, credential); });
}
BOOL WINAPI WTSCloudAuthDuplicateSerializedUserCredential(
    const WTS_SERIALIZED_USER_CREDENTIAL* from, WTS_SERIALIZED_USER_CREDENTIAL** to) {
  return Api([&] { return wtsmock::Duplicate(from, to); });
}
BOOL WINAPI WTSCloudAuthNetworkLogonWithSerializedCredential(
    WTS_CLOUD_AUTH_HANDLE handle, WTS_SERIALIZED_USER_CREDENTIAL* credential, HANDLE* token) {
  return Api([&] { return wtsmock::LogOn(handle, credential, token); });
}

}  // namespace own
}  // namespace wtsmock
