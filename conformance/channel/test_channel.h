// A channel in one process, for the tests of what writes and what reads it.
#ifndef WTSCONFORM_CONFORMANCE_CHANNEL_TEST_CHANNEL_H_
#define WTSCONFORM_CONFORMANCE_CHANNEL_TEST_CHANNEL_H_

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "conformance/channel/child_report.h"
#include "conformance/channel/recorder.h"

namespace wtsconform {

class TestChannel {
 public:
  static constexpr std::uint64_t kNonce = 0x1234567890;

  Journal& journal() { return *journal_; }
  ChildReport Report() const { return ReadReport(*journal_, kNonce); }

 private:
  const std::unique_ptr<std::byte[]> memory_ =
      std::make_unique<std::byte[]>(sizeof(Journal));  // full of zeros
  Journal* const journal_ = &Journal::NewIn(memory_.get(), kNonce);
};

// For children of tests whose task is to send one text.
inline void SendText(Journal& journal, const std::string& text) {
  Recorder(journal, std::chrono::seconds(60)).Send(MessageWriter("text/1").Text(text));
}
inline std::string TextOfReport(const ChildReport& report) {
  if (report.messages.size() != 1) return "(no text)";
  return MessageReader(report.messages.front(), "text/1").Text();
}

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_CHANNEL_TEST_CHANNEL_H_
