// WinPR's dispatcher: alone, with a provider behind it, or with FreeRDP's table.
//
// WinPR exports the functions under their Windows names and forwards each to one table, which can
// be registered once per process, before any call. So a registration that is answered with TRUE
// proves that this provider is the active one.
#ifndef WTSCONFORM_CONFORMANCE_LOADING_WINPR_H_
#define WTSCONFORM_CONFORMANCE_LOADING_WINPR_H_

#include <memory>

#include "conformance/loading/library.h"

namespace wtsconform {

std::unique_ptr<Library> LoadWinpr(const Profile& profile);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_LOADING_WINPR_H_
