#include <limits>

#include "conformance/platform/process_windows.h"
#include "conformance/platform/run_program.h"

namespace wtsconform {

constexpr DWORD kMostEndMs = 10'000;

struct Program::System {
  ~System() {
    for (const HANDLE handle : {job, process, out, err}) {
      if (handle) CloseHandle(handle);
    }
  }

  HANDLE out = TemporaryFile();
  HANDLE err = TemporaryFile();
  HANDLE job = NewJob();
  HANDLE process = nullptr;
};

// No program here is shown a terminal: `terminal` is for tests on other systems.
Program::Program(const std::string& file, std::vector<std::string> arguments,
                 const std::map<std::string, std::string>& environment, bool)
    : system_(std::make_unique<System>()) {
  ProcessStart start;
  start.program = ToWide(file);
  AddQuoted(start.line, file);
  for (const std::string& argument : arguments) AddQuoted(start.line, argument);
  start.environment = environment;
  start.output = system_->out;
  start.error = system_->err;
  const PROCESS_INFORMATION process = StartSuspended(start);
  system_->process = process.hProcess;
  Release(process, system_->job);
}

Program::~Program() = default;  // the job's last handle ends what runs in it

ProgramEnd Program::Wait(std::chrono::milliseconds limit) {
  const bool out_of_time =
      WaitForSingleObject(system_->process, static_cast<DWORD>(limit.count())) == WAIT_TIMEOUT;
  if (out_of_time) {
    TerminateJobObject(system_->job, kKilled);
    WaitForSingleObject(system_->process, kMostEndMs);
  }
  DWORD code = 0;
  GetExitCodeProcess(system_->process, &code);
  constexpr DWORD kAll = std::numeric_limits<LONG>::max();
  return {static_cast<int>(code), EndOf(system_->out, kAll), EndOf(system_->err, kAll),
          out_of_time};
}

}  // namespace wtsconform
