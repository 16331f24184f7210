# One interface target carries the compiler options that every target of this project shares.
add_library(wtsconform_options INTERFACE)
target_include_directories(wtsconform_options INTERFACE ${PROJECT_SOURCE_DIR})
if(PROJECT_IS_TOP_LEVEL)
  target_compile_options(wtsconform_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow
    $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>)
else()
  # Another project's compiler and warnings must not stop it.
  set(CMAKE_COMPILE_WARNING_AS_ERROR OFF)
  target_compile_options(wtsconform_options INTERFACE -Wno-error)
endif()
target_compile_options(wtsconform_options INTERFACE
  # No path of the building machine may stay in a binary.
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/= -ffile-prefix-map=${PROJECT_BINARY_DIR}/=)
if(MINGW)
  # Tests in large units have more sections than the format had room for.
  target_compile_options(wtsconform_options INTERFACE -Wa,-mbig-obj)
endif()
if(WTSCONFORM_WERROR)
  target_compile_options(wtsconform_options INTERFACE -Werror)
endif()
# Whether sanitizers are on: those of this project, or of the flags of one around it.
function(wtsconform_sanitized result)
  string(TOUPPER "CMAKE_CXX_FLAGS_${CMAKE_BUILD_TYPE}" of_type)
  get_directory_property(options COMPILE_OPTIONS)
  set(found OFF)
  if(WTSCONFORM_SANITIZE OR "${CMAKE_CXX_FLAGS} ${${of_type}} ${options}" MATCHES "-fsanitize=")
    set(found ON)
  endif()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

wtsconform_sanitized(sanitized)
if(WTSCONFORM_SANITIZE)
  target_compile_options(wtsconform_options INTERFACE
    -fsanitize=${WTSCONFORM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # What a sanitizer adds makes gcc 12 see uninitialised members in std::regex.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(wtsconform_options INTERFACE -fsanitize=${WTSCONFORM_SANITIZE})
  # These programs are large: the usual linker takes twice the time. (What gcc makes of thread-local
  # storage of a fixed place, this linker puts in another.)
  find_program(WTSCONFORM_GOLD ld.gold)
  if(WTSCONFORM_GOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_link_options(wtsconform_options INTERFACE -fuse-ld=gold)
  endif()
elseif(NOT sanitized)
  # So that the linker leaves out what nobody calls.
  target_compile_options(wtsconform_options INTERFACE -ffunction-sections -fdata-sections)
  target_link_options(wtsconform_options INTERFACE -Wl,--gc-sections)
endif()
if(sanitized)
  target_compile_definitions(wtsconform_options INTERFACE WTSCONFORM_SANITIZED)
  # Types that are hidden in one shared library are others to the next; a C program has no runtime
  # for C++; and a caller may pass any number for one of the API's enumerations.
  target_compile_options(wtsconform_options INTERFACE
    $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function,vptr,enum>)
endif()

# wtsconform_test(NAME SOURCES... [LIBRARIES ...] [LABELS ...] [FILTER ...]): a GoogleTest program whose
# tests, or those that FILTER chooses, ctest knows one by one; labelled "unit" unless said otherwise.
# Those are built by `unit_tests`. With LATER_SANITIZED the sanitizers look at it in the long tests only.
# A sanitizer makes a process slow to start, so there ctest runs the program as one test.
if(WTSCONFORM_TESTS)
  include(GoogleTest)
endif()
function(wtsconform_test name)
  cmake_parse_arguments(arg "LATER_SANITIZED" "FILTER" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(arg_LATER_SANITIZED AND WTSCONFORM_SANITIZE)
    set(arg_LABELS commands)
  endif()
  if(NOT arg_FILTER)
    set(arg_FILTER *)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE wtsconform_options ${arg_LIBRARIES} GTest::gmock_main)
  wtsconform_is_test(${name})
  if(unit IN_LIST arg_LABELS)
    set_property(GLOBAL APPEND PROPERTY wtsconform_unit_tests ${name})
  endif()
  wtsconform_room(room)
  list(APPEND arg_LABELS ${room})
  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    return()  # it can be built here and not run
  endif()
  if(WTSCONFORM_SANITIZE)
    add_test(NAME ${name} COMMAND ${name} "--gtest_filter=${arg_FILTER}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 900 LABELS "${arg_LABELS}")
    return()
  endif()
  # Discovery at test time, so that a build needs no emulator.
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 TEST_FILTER "${arg_FILTER}"
    PROPERTIES TIMEOUT 120 LABELS "${arg_LABELS}")
endfunction()

# A program that only tests is not optimised: it runs once for each time that it is compiled. It is
# built by the target `FOLDER_tests` of its top-level folder.
function(wtsconform_is_test name)
  target_compile_options(${name} PRIVATE -O0)
  wtsconform_room(room)
  set_property(GLOBAL APPEND PROPERTY wtsconform_${room}_tests ${name})
endfunction()

# The top-level folder that the current CMakeLists.txt lies in or below.
function(wtsconform_room result)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR}
    OUTPUT_VARIABLE path)
  string(REGEX REPLACE "/.*" "" room ${path})
  set(${result} ${room} PARENT_SCOPE)
endfunction()

# Every test of the current folder gets the name of its top-level folder as one more label; called
# anywhere in a CMakeLists.txt.
function(wtsconform_label_tests)
  cmake_language(DEFER CALL wtsconform_label_tests_now)
endfunction()

function(wtsconform_label_tests_now)
  wtsconform_room(room)
  get_property(tests DIRECTORY PROPERTY TESTS)
  foreach(test IN LISTS tests)
    set_property(TEST ${test} APPEND PROPERTY LABELS ${room})
  endforeach()
endfunction()

# Called once, last: for each top-level folder, and for the units of all, a target GROUP_tests that
# builds their test programs.
function(wtsconform_test_targets)
  foreach(group IN LISTS ARGN)
    get_property(programs GLOBAL PROPERTY wtsconform_${group}_tests)
    add_custom_target(${group}_tests DEPENDS ${programs})
  endforeach()
endfunction()
