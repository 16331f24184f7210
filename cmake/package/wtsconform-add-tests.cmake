# wtsconform_add_tests: the suite as ctest tests of the project that builds a Wtsapi32.
#
#   wtsconform_add_tests(NAME mylib TARGET mylib SERVER RDSH1 UNREACHABLE NOSUCHHOST
#     EXPECT wtsconform-expect.toml)
#
#   NAME         the tests are called NAME/CLOSE-6, or NAME/close/use-after-close/...
#   TARGET       the shared library, or the module, that the project builds; or
#   LIBRARY      the path of a library; or
#   PROFILE      the path of a profile (.toml), which names the library and its servers
#   SERVER       a server that the library can open and that answers; by default this computer
#   UNREACHABLE  a name that no server has
#   LEVELS       of required (the default), robustness, observed: those whose clauses are tested
#   GRANULARITY  clause (the default): one test a clause; case: one test a case
#   EXPECT       a list of expected deviations, instead of the profile's
#   LABELS       further labels; each test has wtsconform, its clause and its level
#
# A test passes where no case deviates other than as listed, and says which did; it is skipped where
# none of its cases could be decided; it fails with a block for each cause otherwise, in a clause of
# robustness too, and where a listed deviation did not happen. Nothing runs before ctest does; a library
# that is built with a cross compiler runs under CMAKE_CROSSCOMPILING_EMULATOR, and so does the suite.

# CMake 3.20 or later, whatever the project asks for.
cmake_policy(PUSH)
cmake_policy(VERSION 3.20)

set(wtsconform_add_tests_folder ${CMAKE_CURRENT_LIST_DIR} CACHE INTERNAL "")

function(wtsconform_add_tests)
  set(one NAME TARGET LIBRARY PROFILE SERVER UNREACHABLE GRANULARITY EXPECT)
  cmake_parse_arguments(arg "" "${one}" "LEVELS;LABELS" ${ARGN})
  wtsconform_check_arguments()
  set(run run)
  if(arg_TARGET)
    wtsconform_check_target(${arg_TARGET})
    list(APPEND run $<TARGET_FILE:${arg_TARGET}>)
  elseif(arg_LIBRARY)
    wtsconform_absolute(arg_LIBRARY)
    list(APPEND run ${arg_LIBRARY})
  else()
    wtsconform_existing_file(PROFILE "a profile (.toml)")
    list(APPEND run ${arg_PROFILE})
  endif()
  if(arg_EXPECT)
    wtsconform_existing_file(EXPECT "a list of expected deviations (.toml)")
    list(APPEND run --expect ${arg_EXPECT})
  endif()
  foreach(option IN ITEMS SERVER UNREACHABLE)
    if(arg_${option})
      string(TOLOWER ${option} word)
      list(APPEND run --${word} ${arg_${option}})
    endif()
  endforeach()
  wtsconform_write_lister("${run}")
endfunction()

# What follows is called by the function above only, and sees its variables.

macro(wtsconform_refuse text)
  message(FATAL_ERROR "wtsconform_add_tests(NAME ${arg_NAME}) in ${CMAKE_CURRENT_LIST_FILE}: ${text}")
endmacro()

macro(wtsconform_check_arguments)
  if(NOT arg_NAME)
    wtsconform_refuse("NAME is missing: write what the tests are called, e.g. NAME mylib")
  endif()
  if(NOT arg_NAME MATCHES "^[A-Za-z0-9_.+-]+$")
    wtsconform_refuse("NAME is \"${arg_NAME}\": write letters, digits and _ . + - only")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    wtsconform_refuse("no key takes \"${arg_UNPARSED_ARGUMENTS}\"; keys are NAME, TARGET, LIBRARY, PROFILE, SERVER, UNREACHABLE, LEVELS, GRANULARITY, EXPECT, LABELS")
  endif()
  if(arg_KEYWORDS_MISSING_VALUES)
    wtsconform_refuse("${arg_KEYWORDS_MISSING_VALUES} has no value: write one after it, or leave the key out")
  endif()
  set(given "")
  foreach(key IN ITEMS TARGET LIBRARY PROFILE)
    if(arg_${key})
      list(APPEND given ${key})
    endif()
  endforeach()
  list(LENGTH given count)
  if(NOT count EQUAL 1)
    wtsconform_refuse("write one of TARGET (what you build), LIBRARY (a path) and PROFILE (a .toml file); given: \"${given}\"")
  endif()
  wtsconform_check_words()
  get_property(names GLOBAL PROPERTY wtsconform_test_names)
  if(arg_NAME IN_LIST names)
    wtsconform_refuse("NAME ${arg_NAME} is taken by another call: give each its own, or the tests could not be told apart")
  endif()
  set_property(GLOBAL APPEND PROPERTY wtsconform_test_names ${arg_NAME})
  if(NOT TARGET wtsconform::wtsconform)
    get_property(lacks GLOBAL PROPERTY wtsconform_lacks)
    if(lacks)  # in a source tree
      list(JOIN lacks " " lacks)
      wtsconform_refuse("the program wtsconform::wtsconform cannot be built: install ${lacks}, and configure again")
    endif()
    wtsconform_refuse("the program wtsconform::wtsconform is not there: install the component \"programs\"; in a source tree set WTSCONFORM_PROGRAMS to ON before add_subdirectory")
  endif()
  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    wtsconform_refuse("this is a cross build: set CMAKE_CROSSCOMPILING_EMULATOR to what runs its programs here, e.g. wine")
  endif()
endmacro()

macro(wtsconform_check_words)
  if(NOT arg_LEVELS)
    set(arg_LEVELS required)
  endif()
  foreach(level IN LISTS arg_LEVELS)
    if(NOT level MATCHES "^(required|robustness|observed)$")
      wtsconform_refuse("LEVELS: \"${level}\" is no level: write some of required, robustness, observed")
    endif()
  endforeach()
  if(NOT arg_GRANULARITY)
    set(arg_GRANULARITY clause)
  endif()
  if(NOT arg_GRANULARITY MATCHES "^(clause|case)$")
    wtsconform_refuse("GRANULARITY: \"${arg_GRANULARITY}\" is none: write clause (a test for each clause) or case (one for each case)")
  endif()
endmacro()

macro(wtsconform_check_target target)
  if(NOT TARGET ${target})
    wtsconform_refuse("TARGET: there is no target \"${target}\": write the one that add_library() made, before this call; a file that is there already is given with LIBRARY")
  endif()
  get_target_property(type ${target} TYPE)
  if(NOT type MATCHES "^(SHARED|MODULE)_LIBRARY$")
    wtsconform_refuse("TARGET: \"${target}\" is of the type ${type}: the suite loads a library while it runs: make it with add_library(${target} SHARED ...) or MODULE")
  endif()
endmacro()

# Makes the path in the variable absolute, from the folder of the CMakeLists.txt.
macro(wtsconform_absolute variable)
  if(NOT ${variable} MATCHES "^\\$<")
    cmake_path(ABSOLUTE_PATH ${variable} BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
  endif()
endmacro()

macro(wtsconform_existing_file key what)
  wtsconform_absolute(arg_${key})
  if(NOT EXISTS ${arg_${key}} OR IS_DIRECTORY ${arg_${key}})
    wtsconform_refuse("${key}: there is no file ${arg_${key}}: write the path of ${what}, from ${CMAKE_CURRENT_SOURCE_DIR} or absolute")
  endif()
endmacro()

# Which cases there are the program knows, once it is built: ctest asks it (wtsconform-list-tests.cmake).
macro(wtsconform_write_lister run)
  get_target_property(imported wtsconform::wtsconform IMPORTED)
  if(NOT imported)  # so that the project's usual build makes it
    add_custom_target(wtsconform_for_${arg_NAME} ALL)
    add_dependencies(wtsconform_for_${arg_NAME} wtsconform::wtsconform)
  endif()
  set(base ${CMAKE_CURRENT_BINARY_DIR}/wtsconform_${arg_NAME})
  set(program ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:wtsconform::wtsconform>)
  file(GENERATE OUTPUT ${base}-$<CONFIG>.cmake CONTENT
"set(name [==[${arg_NAME}]==])
set(file [==[$<TARGET_FILE:wtsconform::wtsconform>]==])
set(program [==[${program}]==])
set(run [==[${run}]==])
set(levels [==[${arg_LEVELS}]==])
set(granularity [==[${arg_GRANULARITY}]==])
set(labels [==[${arg_LABELS}]==])
set(list [==[${base}-$<CONFIG>-tests.cmake]==])
include([==[${wtsconform_add_tests_folder}/wtsconform-list-tests.cmake]==])
")
  get_property(is_multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  set(config "${CMAKE_BUILD_TYPE}")
  if(is_multi)
    set(config "\${CTEST_CONFIGURATION_TYPE}")
  endif()
  file(WRITE ${base}.cmake "include(\"${base}-${config}.cmake\")\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${base}.cmake)
endmacro()

cmake_policy(POP)
