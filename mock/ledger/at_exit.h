// The end of the process, as the report needs it.
#ifndef WTSCONFORM_MOCK_LEDGER_AT_EXIT_H_
#define WTSCONFORM_MOCK_LEDGER_AT_EXIT_H_

#include <string>

namespace wtsmock {

// Calls `end` when the program has returned from main or called exit(), after its own handlers and
// destructors, with its status; it then ends with what `end` returns. In quick_exit() it is called
// with 0, as no status is known there, and 0 leaves the program's own. (Not on Windows.) Not where
// a program ends otherwise: by _exit(), by a signal. From now on the library is not unloaded. To be
// called once.
void AtProcessExit(int (*end)(int status));

// The file's whole path: the name of the same file at the end, wherever the program is then.
std::string AbsolutePath(const std::string& file);

// A number of this process.
unsigned long ProcessNumber();

// The file that this process runs; "?" where nobody knows.
std::string ProgramName();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_AT_EXIT_H_
