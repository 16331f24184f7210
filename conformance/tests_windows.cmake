# The engine's tests for Windows; on Linux they run under Wine. Those that fork, or look for what
# only another system has, are in tests.cmake.
wtsconform_test(conformance_test
  SOURCES
    answers_test.cc
    glob_test.cc
    hopeless_test.cc
    invoke_test.cc
    judgement_test.cc
    recorder_test.cc
    run_program_windows_test.cc
    selection_test.cc
    shared_object_windows_test.cc
    slope_test.cc
    step_text_test.cc
    text_test.cc
    trace_test.cc
  LIBRARIES wtsconform_engine
  LABELS unit)
add_dependencies(conformance_test wtsapi32mock wtsconform)

# A program of its own: its children are the program again.
add_executable(isolation_windows_test isolation_windows_test.cc)
target_link_libraries(isolation_windows_test PRIVATE wtsconform_engine GTest::gmock)
add_test(NAME isolation_windows COMMAND isolation_windows_test)
set_tests_properties(isolation_windows PROPERTIES LABELS unit TIMEOUT 300)

# The whole suite against the mock as a DLL, whose world the profile knows; and as any library.
add_test(NAME run.mock COMMAND wtsconform run mock)
add_test(NAME run.mock_dll COMMAND wtsconform run $<TARGET_FILE:wtsapi32mock>
  --server MOCKHOST --unreachable NOSUCHHOST)
set_tests_properties(run.mock run.mock_dll PROPERTIES LABELS mock-suite TIMEOUT 1800)

# A few of its cases, in a library of Windows' name and in folders of other alphabets.
set(few --server MOCKHOST --unreachable NOSUCHHOST
  --clause CLOSE-6 --filter "close/use-after-close/WTSOpenServerW/*")
set(under_another_name wtsconform run ${CMAKE_BINARY_DIR}/override/wtsapi32.dll ${few})
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
  -DFOLDER=${CMAKE_CURRENT_BINARY_DIR}/unicode -P ${PROJECT_SOURCE_DIR}/cmake/check_unicode.cmake)
set_tests_properties(run.paths_are_unicode PROPERTIES LABELS unit TIMEOUT 120)
