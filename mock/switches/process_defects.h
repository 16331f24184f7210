// What defects do to the process: crash, hang, leak. Which one does what, and when, is decided in
// handles/handle_defects.cc. Any thread may call these functions at any time.
#ifndef WTSCONFORM_MOCK_SWITCHES_PROCESS_DEFECTS_H_
#define WTSCONFORM_MOCK_SWITCHES_PROCESS_DEFECTS_H_

namespace wtsmock {

// Reads an address that is not mapped, as one that was freed and unmapped would be.
[[noreturn]] void Crash();
// Never returns.
[[noreturn]] void Hang();

void LeakDescriptor();  // one
void LeakMemory();      // 100 bytes
void LeakThread();      // one, which sleeps

// Between two steps of a defect that is a race: sleeps for 0.2 to 1.2 ms, long enough for another
// thread to come in between. The times follow a sequence that the environment variable WTSMOCK_SEED
// (a number; 1 if it is not set) starts.
void LetOthersRun();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_SWITCHES_PROCESS_DEFECTS_H_
