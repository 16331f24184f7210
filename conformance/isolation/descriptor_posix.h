// A file descriptor that is closed with its object.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_DESCRIPTOR_POSIX_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_DESCRIPTOR_POSIX_H_

#include <unistd.h>

namespace wtsconform::posix_child {

class Descriptor {
 public:
  // A negative number stands for no descriptor.
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  void Close() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

}  // namespace wtsconform::posix_child

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_DESCRIPTOR_POSIX_H_
