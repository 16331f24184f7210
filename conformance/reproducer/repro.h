// Writes a case as one C file that needs nothing but a C compiler and the library under test.
//
//   cc FILE.c -o repro && ./repro LIBRARY SERVER [UNREACHABLE [OTHER]]
//
// The program prints each call that it makes, and exits 0 where the clause is kept, 1 where it is
// not, 2 where that cannot be decided; or it dies as the implementation does. Its steps are those
// that the interpreter executes; what they mean is told a second time in repro/*.c.
#ifndef WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_H_
#define WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_H_

#include <string>
#include <vector>

#include "conformance/implementations/profile.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// One program for all `cases`; where they are several, the environment variable WTS_CASE chooses.
// `setups` are the implementations that the program recognises by their markers; a single one
// without a marker is taken for granted. Throws InputError for a case that no C file can repeat.
std::string ReproProgram(const std::vector<const Case*>& cases, const Suite& suite,
                         const std::vector<Profile>& setups);

// The case's own part of that program, for readers: a function in C that makes its steps. "" for a
// case that no C file can repeat.
std::string ReproSteps(const Case& subject, const Suite& suite);

// The known implementations that tell who they are.
std::vector<Profile> RecognisableProfiles();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_H_
