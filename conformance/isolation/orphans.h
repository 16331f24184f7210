// What children leave running when they end. orphans_posix.cc and its siblings.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_ORPHANS_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_ORPHANS_H_

#include <memory>
#include <string>
#include <vector>

namespace wtsconform {

// While it lives, a process whose parent was a child of this one, or of these, comes to this
// process when that parent ends. Ends them in the end. On Windows each child's job ends what is in
// it.
class Orphans {
 public:
  Orphans();
  ~Orphans();
  Orphans(const Orphans&) = delete;
  Orphans& operator=(const Orphans&) = delete;

  // Ends those that have come, and what they started. Returns the names of those that still ran.
  std::vector<std::string> End();

 private:
  struct System;
  std::unique_ptr<System> system_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_ORPHANS_H_
