# The tests of the engine and of the built program.
add_subdirectory(testlibs)

wtsconform_test(conformance_test
  SOURCES
    answers_test.cc
    crash_report_posix_test.cc
    expectations_test.cc
    glob_test.cc
    hopeless_test.cc
    invoke_test.cc
    isolation_posix_test.cc
    judgement_test.cc
    library_test.cc
    profile_test.cc
    recorder_test.cc
    runner_test.cc
    selection_test.cc
    slope_test.cc
    step_text_test.cc
    text_test.cc
    trace_test.cc
    verdicts_test.cc
  LIBRARIES wtsconform_engine
  LABELS unit)
add_dependencies(conformance_test testlibs)

wtsconform_test(cli_test
  SOURCES cli_test.cc
  LIBRARIES wtsconform_engine
  LABELS unit)
add_dependencies(cli_test wtsconform wtsapi32mock testlibs)

# The suite against each switch of the mock.
wtsconform_test(defects_test
  SOURCES defects_test.cc
  LIBRARIES wtsconform_engine
  LABELS mock-suite)
add_dependencies(defects_test wtsapi32mock)

# The real implementations: a run here against the result that is published.
add_executable(published_test published_test.cc)
target_link_libraries(published_test PRIVATE wtsconform_engine GTest::gtest_main)
add_dependencies(published_test wtsconform)
file(GLOB published CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/reports/published/*.json)
list(FILTER published EXCLUDE REGEX "/bench-")  # measurements of speed, which do not repeat
foreach(file IN LISTS published)
  cmake_path(GET file FILENAME name)
  string(REGEX REPLACE "\\.json$" "" name ${name})
  add_test(NAME published.${name} COMMAND published_test)
  set_tests_properties(published.${name} PROPERTIES LABELS "real" TIMEOUT 900
    ENVIRONMENT "PUBLISHED=${file}" SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
endforeach()
