# The engine's tests for Windows; on Linux they run under Wine. Those that fork, or look for what
# only another system has, are in tests.cmake.
wtsconform_test(conformance_test
  SOURCES
    loading/answers_test.cc
    implementations/glob_test.cc
    runner/failed_preconditions_test.cc
    loading/invoke_test.cc
    interpreter/judgement_test.cc
    channel/child_report_test.cc
    channel/message_test.cc
    channel/recorder_test.cc
    platform/progress_line_test.cc
    platform/run_program_windows_test.cc
    runner/selection_test.cc
    runner/shortest_part_test.cc
    platform/shared_object_windows_test.cc
    interpreter/slope_test.cc
    runner/step_text_test.cc
    platform/text_test.cc
    runner/trace_test.cc
  LIBRARIES wtsconform_engine
  LABELS unit)
add_dependencies(conformance_test wtsapi32mock wtsconform)

# A program of its own: its children are the program again.
add_executable(isolation_windows_test isolation/isolation_windows_test.cc)
target_link_libraries(isolation_windows_test PRIVATE wtsconform_engine GTest::gmock)
wtsconform_is_test(isolation_windows_test)
add_test(NAME isolation_windows COMMAND isolation_windows_test)
set_tests_properties(isolation_windows PROPERTIES LABELS unit TIMEOUT 300)

# The whole suite against the mock as a DLL, whose world the profile knows; and as any library.
add_test(NAME run.mock COMMAND wtsconform run mock)
add_test(NAME run.mock_dll COMMAND wtsconform run $<TARGET_FILE:wtsapi32mock>
  --server MOCKHOST --unreachable NOSUCHHOST)
set_tests_properties(run.mock run.mock_dll PROPERTIES LABELS mock-suite TIMEOUT 1800)
if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  set_tests_properties(run.mock PROPERTIES DISABLED TRUE)  # the preset mingw32 chooses it
endif()

# A few of its cases, in a library of Windows' name and in folders of other alphabets.
set(few --server MOCKHOST --unreachable NOSUCHHOST
  --clause CLOSE-6 --filter "close/use-after-close/WTSOpenServerW/*")
set(under_another_name wtsconform run ${PROJECT_BINARY_DIR}/override/wtsapi32.dll ${few})
add_test(NAME run.mock_dll_as_wtsapi32 COMMAND ${under_another_name})
set_tests_properties(run.mock_dll_as_wtsapi32 PROPERTIES LABELS mock-suite TIMEOUT 120
  ENVIRONMENT "WINEDLLOVERRIDES=wtsapi32=n")
if(CMAKE_CROSSCOMPILING)
  add_test(NAME run.replaced_dll_is_refused COMMAND ${under_another_name})
  set_tests_properties(run.replaced_dll_is_refused PROPERTIES LABELS unit TIMEOUT 120
    PASS_REGULAR_EXPRESSION "put a library of its own in its place")
endif()
add_test(NAME run.paths_are_unicode COMMAND ${CMAKE_COMMAND}
  "-DPROGRAM=${CMAKE_CROSSCOMPILING_EMULATOR};$<TARGET_FILE:wtsconform>"
  -DLIBRARY=$<TARGET_FILE:wtsapi32mock> "-DOPTIONS=${few}"
  -DSPEC=${PROJECT_SOURCE_DIR}/spec -DFOLDER=${CMAKE_CURRENT_BINARY_DIR}/unicode -P ${PROJECT_SOURCE_DIR}/cmake/check_unicode.cmake)
set_tests_properties(run.paths_are_unicode PROPERTIES LABELS unit TIMEOUT 120)

# The same as GoogleTest tests.
add_test(NAME gtest.mock_dll COMMAND wtsconform-gtest --library $<TARGET_FILE:wtsapi32mock>
  --server MOCKHOST --unreachable NOSUCHHOST --gtest_filter=CLOSE_6.use_after_close/WTSOpenServerW/*)
set_tests_properties(gtest.mock_dll PROPERTIES LABELS unit TIMEOUT 300
  PASS_REGULAR_EXPRESSION "PASSED  [^ ]* [1-9][0-9]* tests" FAIL_REGULAR_EXPRESSION "SKIPPED;FAILED")

# What needs copies of its process is refused.
add_test(NAME run.forks_are_refused COMMAND ${CMAKE_COMMAND}
  "-DPROGRAM=${CMAKE_CROSSCOMPILING_EMULATOR};$<TARGET_FILE:wtsconform>"
  "-DCOMMANDS=histories mock;concurrent mock;selftest" "-DSAYS=Windows has not"
  -P ${PROJECT_SOURCE_DIR}/cmake/check_refused.cmake)
set_tests_properties(run.forks_are_refused PROPERTIES LABELS unit TIMEOUT 120)

# `watch` in front of the system's own, and with the mock, of a program that knows of neither. The tests
# put one file into the program's folder, and take turns.
add_executable(watched tests/watched_windows.c)
target_link_libraries(watched PRIVATE wtsapi32)
set_target_properties(watched PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/watched)
wtsconform_is_test(watched)
# watch_case(NAME MODE SAYS [OPTION...])
function(watch_case name mode says)
  add_test(NAME watch.${name} COMMAND wtsconform watch ${ARGN} -- $<TARGET_FILE:watched> ${mode})
  set_tests_properties(watch.${name} PROPERTIES LABELS unit TIMEOUT 120 RESOURCE_LOCK watched
    PASS_REGULAR_EXPRESSION "${says}")
endfunction()
watch_case(clean clean "2 calls, no breaches")
watch_case(buffer_left left "wtsfreememory: a buffer was never freed")
watch_case(looked_up looked-up "wtsfreememory: a buffer was never freed")
watch_case(mock closed-twice "CLOSE-7: a server handle was closed twice" --mock)
watch_case(no_call own-status "no call was seen")
if(CMAKE_CROSSCOMPILING)
  # Wine opens no server and returns NULL, which may be closed, once.
  watch_case(closed_twice closed-twice "CLOSE-3: WTS_CURRENT_SERVER_HANDLE was closed")
else()
  watch_case(closed_twice closed-twice "CLOSE-7: a server handle was closed twice")
endif()
add_test(NAME watch.statuses COMMAND ${CMAKE_COMMAND}
  "-DPROGRAM=${CMAKE_CROSSCOMPILING_EMULATOR};$<TARGET_FILE:wtsconform>"
  -DWATCHED=$<TARGET_FILE:watched> -P ${CMAKE_CURRENT_LIST_DIR}/tests/watch_windows.cmake)
set_tests_properties(watch.statuses PROPERTIES LABELS unit TIMEOUT 120 RESOURCE_LOCK watched)
