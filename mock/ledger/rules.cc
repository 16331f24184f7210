#include "mock/ledger/rules.h"

#include <cstddef>
#include <iterator>

namespace wtsmock {
namespace {

constexpr const char* kFreePage = "nf-wtsapi32-wtsfreememory";
constexpr const char* kFreeExPage = "nf-wtsapi32-wtsfreememoryexw";
constexpr const char* kChannelClosePage = "nf-wtsapi32-wtsvirtualchannelclose";
constexpr const char* kTokenPage = "nf-wtsapi32-wtsqueryusertoken";
constexpr const char* kMessagePage = "nf-wtsapi32-wtssendmessagew";
constexpr const char* kCloudAuthPage = "nf-wtsapi32-wtscloudauthclose";

// In the order of the enumerators.
constexpr RuleRow kRules[] = {
    {"CLOSE-4", "a server handle was never closed"},
    {"CLOSE-7", "a server handle was closed twice"},
    {"CLOSE-3", "WTS_CURRENT_SERVER_HANDLE was closed"},
    {"CLOSE-2", "what no open of a server returned was closed"},
    {"CLOSE-5", "a server handle was used after its close"},
    {"GAP-08", "a server handle was closed while a call used it"},
    {"GAP-06", "a server handle was closed while a wait on it was pending, which a flush ends"},
    {"USE-1", "what no open of a server returned was used as its handle"},
    {"USE-4", "a listener function was given another handle than WTS_CURRENT_SERVER_HANDLE"},
    {"USE-5", "WTSVirtualChannelOpen was given another handle than WTS_CURRENT_SERVER_HANDLE"},
    {"USE-6", "WTSIsRemoteSession was asked through another handle than WTS_CURRENT_SERVER_HANDLE"},
    {"USE-7", "with another server a window may register for its own session only"},
    {"USE-8", "WTS_CURRENT_SESSION was asked of another server"},
    {"WAIT-3", "a registration was never taken back"},
    {"WAIT-4", "a server handle was closed before its registration was taken back"},
    {"WAIT-5", "a window was unregistered that is not registered so"},
    {"WAIT-1", "a wait is still pending, which no event and no flush ended"},
    {kFreePage, "a buffer was never freed"},
    {kFreePage, "a buffer was freed twice"},
    {kFreePage, "a buffer was freed by an address in its middle"},
    {kFreePage, "what is no buffer of the API was freed"},
    {kFreeExPage, "a buffer that needs WTSFreeMemoryEx was freed with WTSFreeMemory"},
    {kFreeExPage, "a buffer was freed as one of another type"},
    {kFreeExPage, "a buffer was freed with another number of entries than it has"},
    {kChannelClosePage, "a channel was never closed"},
    {kChannelClosePage, "a channel was closed twice"},
    {kChannelClosePage, "a channel was used after its close"},
    {kChannelClosePage, "what no open of a channel returned was used as one"},
    {kTokenPage, "a token was never closed"},
    {kTokenPage, "a token was closed twice"},
    {kTokenPage, "what is no token was given to CloseHandle"},
    {kCloudAuthPage, "a cloud authentication handle was never closed"},
    {kCloudAuthPage, "a cloud authentication handle was closed twice"},
    {kCloudAuthPage, "a cloud authentication handle was used after its close"},
    {kCloudAuthPage, "what no WTSCloudAuthOpen returned was used as its handle"},
    {kMessagePage, "a length was given in characters, not in bytes"},
    {kMessagePage, "a length goes beyond the end of the text"},
};
static_assert(std::size(kRules) == static_cast<std::size_t>(Rule::kCount));

}  // namespace

const RuleRow& RowOf(Rule rule) { return kRules[static_cast<std::size_t>(rule)]; }

}  // namespace wtsmock
