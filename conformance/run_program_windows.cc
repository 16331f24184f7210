#include <stdexcept>

#include "conformance/run_program.h"

// No implementation that is known on Windows has a runner, and the tests that look at a program from
// outside are those of the other systems.
namespace wtsconform {

Program::Program(const std::string& file, std::vector<std::string>,
                 const std::map<std::string, std::string>&, bool)
    : terminal_(false) {
  throw std::runtime_error("a runner (" + file + ") is not started on Windows");
}

Program::~Program() = default;

ProgramEnd Program::Wait() { return {}; }

}  // namespace wtsconform
