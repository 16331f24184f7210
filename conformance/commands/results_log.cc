#include "conformance/commands/results_log.h"

#include <utility>

namespace wtsconform {

ResultsLog::ResultsLog(std::filesystem::path path, UnfinishedResults start)
    : path_(std::move(path)), start_(std::move(start)), ended_(start_.results.cases.size()) {}

void ResultsLog::Begin() {
  if (!path_.empty()) file_.emplace(path_, BeginningOf(start_));
}

void ResultsLog::Begun(const std::string& id) {
  if (file_) file_->Append(BegunLine(id));
}

void ResultsLog::Ended(const CaseRecord& record) {
  if (file_) file_->Append(EndedLine(record));
  ++ended_;
}

void ResultsLog::Finish(const Results& results) {
  if (file_) file_->Finish(ToJson(results));
}

}  // namespace wtsconform
