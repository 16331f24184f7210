// The results file of one implementation while its run goes on: each case is on the disk as soon as
// it has ended, whatever becomes of this process.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_RESULTS_LOG_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_RESULTS_LOG_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "conformance/platform/output_file.h"
#include "reports/formats/unfinished_results.h"

namespace wtsconform {

// All but the last four throw OutputError.
class ResultsLog {
 public:
  // "" is no file, and then nothing is kept; nor is it before the end where the path leads to a
  // pipe or the like.
  ResultsLog(std::filesystem::path path, UnfinishedResults start);
  // Replaces the file by an unfinished one.
  void Begin();
  void Begun(const std::string& id);
  void Ended(const CaseRecord& record);
  void Finish(const Results& results);

  const UnfinishedResults& start() const { return start_; }
  const std::filesystem::path& path() const { return path_; }
  bool keeps() const { return file_ && !file_->is_stream(); }
  std::size_t ended() const { return ended_; }

 private:
  const std::filesystem::path path_;
  const UnfinishedResults start_;
  std::size_t ended_;
  std::optional<GrowingFile> file_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_RESULTS_LOG_H_
