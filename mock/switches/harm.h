// The ways in which a defect does harm to the process.
#ifndef WTSCONFORM_MOCK_SWITCHES_HARM_H_
#define WTSCONFORM_MOCK_SWITCHES_HARM_H_

namespace wtsmock {

// Reads an address that is not there, as one that was freed and unmapped would be.
[[noreturn]] void Crash();
// Never returns.
[[noreturn]] void Hang();

void LeakDescriptor();
void LeakMemory();  // 100 bytes
// Between two steps of a fault that is a race: sleeps long enough, as a sequence tells that the
// environment variable WTSMOCK_SEED begins, for another thread to come in between.
void LetOthersRun();

void LeakThread();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_SWITCHES_HARM_H_
