// WtsMockReset: everything as at load but the switches.
//
// The rooms above the world hold state too, and the world cannot see them: each registers what is
// to be done, next to the state that it is about:
//
//   AtReset reset_channels(ResetChannels);   // at namespace scope
#ifndef WTSCONFORM_MOCK_WORLD_RESET_H_
#define WTSCONFORM_MOCK_WORLD_RESET_H_

namespace wtsmock {

struct WorldData;

// Registers a function that each ResetAll calls, once, on the resetting thread; the world is not
// locked then. For objects with static storage only: nothing unregisters them. They are made while
// the library is loaded, so no lock guards the list.
class AtReset {
 public:
  explicit AtReset(void (*reset)()) noexcept;
  AtReset(const AtReset&) = delete;
  AtReset& operator=(const AtReset&) = delete;

 private:
  friend void ResetAll();

  void (*const reset_)();
  const AtReset* const next_;
};

// Calls what is registered, in no order that may be relied on, and then sets the world to what it
// is at load: a call that waits must not see it before its handle was closed.
void ResetAll();

// The same, and from now on `data` is the world at load.
void ResetTo(WorldData&& data);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_RESET_H_
