// Putting the layer that watches a program's calls (mock/watch), or the mock, under a program that
// knows of neither.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_LAYER_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_LAYER_H_

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace wtsconform {

struct LayerFiles {
  std::filesystem::path layer;
  std::filesystem::path mock;  // "" where it is not wanted
};

// As long as it lives, what starts `program` with `environment()` finds the files. On Linux the
// loader loads them into it and into whatever it starts. On Windows one is put next to the program,
// as wtsapi32.dll, and taken away at the end; throws InputError where a file of that name is there
// already, or the folder takes none.
class PlacedLayer {
 public:
  PlacedLayer(const LayerFiles& files, const std::string& program,
              const std::filesystem::path& temporary_folder);
  ~PlacedLayer();
  PlacedLayer(const PlacedLayer&) = delete;
  PlacedLayer& operator=(const PlacedLayer&) = delete;

  const std::map<std::string, std::string>& environment() const { return environment_; }

 private:
  std::map<std::string, std::string> environment_;
  struct Placed;  // what has to go again
  std::unique_ptr<Placed> placed_;
};

// Why the layer cannot be loaded into this program, as far as its file shows: it is linked
// statically, for another processor, runs with another user's rights. "" where nothing shows.
std::string WhyNotWatched(const std::string& program);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_LAYER_H_
