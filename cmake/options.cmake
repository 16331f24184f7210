# One interface target carries the compiler options that every target of this project shares.
add_library(wtsconform_options INTERFACE)
target_include_directories(wtsconform_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(wtsconform_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
  # So that the linker leaves out what nobody calls.
  -ffunction-sections -fdata-sections
  # No path of the building machine may stay in a binary.
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/= -ffile-prefix-map=${PROJECT_BINARY_DIR}/=)
target_link_options(wtsconform_options INTERFACE -Wl,--gc-sections)
if(WTSCONFORM_WERROR)
  target_compile_options(wtsconform_options INTERFACE -Werror)
endif()
if(WTSCONFORM_SANITIZE)
  target_compile_options(wtsconform_options INTERFACE
    -fsanitize=${WTSCONFORM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # What a sanitizer adds makes gcc 12 see uninitialised members in std::regex.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(wtsconform_options INTERFACE -fsanitize=${WTSCONFORM_SANITIZE})
endif()

# wtsconform_test(NAME SOURCES... [LIBRARIES ...] [LABELS ...]): a GoogleTest program whose tests
# ctest knows one by one; labelled "unit" unless said otherwise.
include(GoogleTest)
function(wtsconform_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE wtsconform_options ${arg_LIBRARIES} GTest::gmock_main)
  wtsconform_is_test(${name})
  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    return()  # it can be built here and not run
  endif()
  # Discovery at test time, so that a build needs no emulator.
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT 120 LABELS "${arg_LABELS}")
endfunction()

# A program that only tests is not optimised: it runs once for each time that it is compiled.
function(wtsconform_is_test name)
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O0>)
endfunction()
