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
  SOURCES cli_test.cc run_program_posix.cc
  LIBRARIES wtsconform_engine
  LABELS unit)
add_dependencies(cli_test wtsconform wtsapi32mock testlibs)

# The suite against each switch of the mock.
wtsconform_test(defects_test
  SOURCES defects_test.cc
  LIBRARIES wtsconform_engine
  LABELS mock-suite)
add_dependencies(defects_test wtsapi32mock)
