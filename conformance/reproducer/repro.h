// Writes a case as one C file that needs nothing but a C compiler and the library under test.
//
//   cc FILE.c -o repro && ./repro LIBRARY SERVER [UNREACHABLE [OTHER]]
//
// The program prints each call that it makes, and exits 0 where the implementation conforms to the
// clause, 1 where it deviates, 2 where that is not decided; or it dies as the implementation does.
// The case's steps are C statements, one after the other. prelude/*.c has the functions that they
// use, of which a program gets those that it needs.
#ifndef WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_H_
#define WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_H_

#include <string>
#include <vector>

#include "conformance/implementations/profile.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// One program for all `cases`; where they are several, the environment variable WTS_CASE chooses.
// Of the implementation's profile it takes how it is loaded and what it may be asked for; that of
// BareLibrary("") fits any library that exports the functions. Throws InputError for a case that no
// C file can repeat.
std::string ReproProgram(const std::vector<const Case*>& cases, const Suite& suite,
                         const Profile& implementation);

// The case's own part of that program: a function in C that makes its steps. "" for a case that no
// C file can repeat.
std::string ReproSteps(const Case& subject);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_H_
