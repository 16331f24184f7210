/* Small programs with the mistakes that users of Wtsapi32 have reported in public, each with its
 * correction. A stock program: it knows nothing of the mock. */
#ifndef WTSCONFORM_MOCK_TESTS_CALLERS_CALLERS_H_
#define WTSCONFORM_MOCK_TESTS_CALLERS_CALLERS_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "spec/wtsapi32.h"

/* Each does its work once, rightly if `corrected`, and returns the status of the program. */
int Buffers(const char *mistake, bool corrected);
int Handles(const char *mistake, bool corrected);
int Attached(const char *mistake, bool corrected);
int Answers(const char *mistake, bool corrected);

/* What a function returns for a mistake that is another's. */
enum { kUnknown = 64 };

/* Opens a server whose name is a literal. */
HANDLE Open(const char *name);

#endif /* WTSCONFORM_MOCK_TESTS_CALLERS_CALLERS_H_ */
