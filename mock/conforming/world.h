/* Two more conforming libraries, written against the clauses only and as different from the mock as
 * the clauses allow. They share this small world of two servers; what a handle is, each decides. */
#ifndef WTSCONFORM_MOCK_CONFORMING_WORLD_H_
#define WTSCONFORM_MOCK_CONFORMING_WORLD_H_

#define WTSAPI32_API __attribute__((visibility("default")))
#include "spec/wtsapi32.h"

enum Server { kNone = -1, kAlpha, kBeta }; /* ALPHA is this computer */

/* The server that a name names; kNone for any that does not exist. */
enum Server ServerNamed(const char* name);
/* The name as bytes. NULL for NULL or where it is no plain ASCII. The caller frees it. */
char* Narrow(const WCHAR* name);

/* What the libraries answer differently. */

/* The server behind an open handle; kNone for any other value. */
enum Server ServerOfOpen(HANDLE handle);
/* What TRUE looks like, and what a refusal says. */
BOOL Success(void);
BOOL Refuse(void);

#endif
