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
    selection_test.cc
    slope_test.cc
    step_text_test.cc
    text_test.cc
    trace_test.cc
  LIBRARIES wtsconform_engine
  LABELS unit)

# A program of its own: its children are the program again.
add_executable(isolation_windows_test isolation_windows_test.cc)
target_link_libraries(isolation_windows_test PRIVATE wtsconform_engine GTest::gmock)
add_test(NAME isolation_windows COMMAND isolation_windows_test)
set_tests_properties(isolation_windows PROPERTIES LABELS unit TIMEOUT 300)

# The whole suite against the mock as a DLL.
set(servers --server MOCKHOST --unreachable NOSUCHHOST)
add_test(NAME run.mock_dll COMMAND wtsconform run $<TARGET_FILE:wtsapi32mock> ${servers})
set_tests_properties(run.mock_dll PROPERTIES LABELS "mock-suite" TIMEOUT 1800)

# Under the name of Windows' own: Wine puts its builtin in its place unless it is told otherwise.
add_custom_target(mock_under_another_name ALL
  COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/override
  COMMAND ${CMAKE_COMMAND} -E copy_if_different $<TARGET_FILE:wtsapi32mock>
    ${CMAKE_BINARY_DIR}/override/wtsapi32.dll
  DEPENDS wtsapi32mock)
set(under_another_name wtsconform run ${CMAKE_BINARY_DIR}/override/wtsapi32.dll ${servers}
  --clause CLOSE-6 --filter "close/use-after-close/WTSOpenServerW/*")
add_test(NAME run.mock_dll_as_wtsapi32 COMMAND ${under_another_name})
set_tests_properties(run.mock_dll_as_wtsapi32 PROPERTIES LABELS "mock-suite" TIMEOUT 120
  ENVIRONMENT "WINEDLLOVERRIDES=wtsapi32=n")
if(CMAKE_CROSSCOMPILING)
  add_test(NAME run.replaced_dll_is_refused COMMAND ${under_another_name})
  set_tests_properties(run.replaced_dll_is_refused PROPERTIES LABELS unit TIMEOUT 120
    PASS_REGULAR_EXPRESSION "put a library of its own in its place")
endif()
