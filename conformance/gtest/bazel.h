// Bazel's variables.
#ifndef WTSCONFORM_CONFORMANCE_GTEST_BAZEL_H_
#define WTSCONFORM_CONFORMANCE_GTEST_BAZEL_H_

namespace wtsconform {

// GoogleTest knows the filter and the XML file by Bazel's names, but the shards by its own only:
// each that is not set takes the value of Bazel's. Called before RUN_ALL_TESTS.
void TakeBazelsShards();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_GTEST_BAZEL_H_
