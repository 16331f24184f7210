# The tests of the engine and of the built program.
add_subdirectory(testlibs)

wtsconform_test(conformance_test
  SOURCES
    platform/platform_posix_test.cc
    platform/progress_line_test.cc
    platform/run_program_posix_test.cc
    platform/text_test.cc

    implementations/expectations_test.cc
    implementations/glob_test.cc
    implementations/id_cover_test.cc
    implementations/list_text_test.cc
    implementations/list_update_test.cc
    implementations/profile_test.cc

    channel/child_report_test.cc
    channel/message_test.cc
    channel/recorder_test.cc

    loading/answers_test.cc
    loading/invoke_test.cc
    loading/library_test.cc

    isolation/crash_report_posix_test.cc
    isolation/child_channel_posix_test.cc
    isolation/child_end_posix_test.cc
    isolation/child_surroundings_posix_test.cc
    isolation/hang_posix_test.cc
    isolation/isolation_posix_test.cc
    isolation/orphans_posix_test.cc
    isolation/template_process_posix_test.cc

    interpreter/case_state_test.cc
    interpreter/judgement_test.cc
    interpreter/slope_test.cc

    reproducer/blocks_test.cc

    runner/case_messages_test.cc
    runner/claims_test.cc
    runner/dependents_test.cc
    runner/failed_preconditions_test.cc
    runner/runner_test.cc
    runner/selection_test.cc
    runner/shortest_part_test.cc
    runner/step_text_test.cc
    runner/trace_test.cc
    runner/verdicts_test.cc
  LIBRARIES wtsconform_engine
  LABELS unit)
add_dependencies(conformance_test testlibs)

# Libraries that are slow or fail now and then; no unit, since a sanitizer, which makes all slow and has a
# heap of its own, is weather too.
wtsconform_test(weather_test
  SOURCES runner/walks_test.cc runner/weather_test.cc
  LIBRARIES wtsconform_engine
  LABELS conformance)
add_dependencies(weather_test testlibs)

wtsconform_test(gtest_test
  SOURCES gtest/case_outcome_test.cc gtest/test_name_test.cc
  LIBRARIES wtsconform_gtest
  LABELS unit
  LATER_SANITIZED)

wtsconform_test(commands_test
  SOURCES commands/as_test_test.cc commands/bug_report_test.cc commands/completion_test.cc
    commands/run_settings_test.cc commands/undecided_test.cc commands/watched_processes_test.cc
  LIBRARIES wtsconform_cli
  LABELS unit)

add_test(NAME completion.bash COMMAND bash ${CMAKE_CURRENT_LIST_DIR}/tests/completion_test.sh
  $<TARGET_FILE:wtsconform>)
set_tests_properties(completion.bash PROPERTIES LABELS outside)

# A sanitizer makes each start of the program slow, so with one these are long.
wtsconform_test(cli_test
  SOURCES tests/cli_test.cc tests/cli_bug_report_test.cc tests/cli_lists_test.cc tests/cli_refused_test.cc
    tests/cli_results_test.cc tests/cli_runner_test.cc
  LIBRARIES wtsconform_cli
  LABELS commands)
add_dependencies(cli_test wtsconform wtsapi32mock testlibs)

# (With a sanitizer, which makes each start of a process slow, in the long tests.)
set(label unit)
if(WTSCONFORM_SANITIZE)
  set(label commands)
endif()
wtsconform_test(hostile_test
  SOURCES tests/hostile_test.cc
  LIBRARIES wtsconform_cli
  LABELS ${label})
add_dependencies(hostile_test wtsconform testlibs)

# A library's misbehaviour at its first open; at every moment in the long tests, and a child that
# stops itself, which takes all the time that a case may have.
add_executable(misbehaviour_test tests/misbehaviour_test.cc)
target_link_libraries(misbehaviour_test PRIVATE wtsconform_cli GTest::gmock_main)
wtsconform_is_test(misbehaviour_test)
add_dependencies(misbehaviour_test wtsconform testlibs)
add_test(NAME misbehaviour.open COMMAND misbehaviour_test
  --gtest_filter=*/open_*-*signal_19)
set_tests_properties(misbehaviour.open PROPERTIES LABELS conformance TIMEOUT 600)
add_test(NAME misbehaviour.all COMMAND misbehaviour_test CONFIGURATIONS long)
set_tests_properties(misbehaviour.all PROPERTIES LABELS long TIMEOUT 3600)

wtsconform_test(load_once_test
  SOURCES tests/load_once_test.cc
  LIBRARIES wtsconform_engine
  LABELS conformance
  FILTER "-*/freerdp:*/winpr_mock")
add_dependencies(load_once_test wtsapi32mock)
# What takes a while to load, here once for each case.
add_test(NAME load_once.slow COMMAND load_once_test --gtest_filter=*/freerdp:*/winpr_mock CONFIGURATIONS long)
set_tests_properties(load_once.slow PROPERTIES LABELS long TIMEOUT 900)

# It starts the program dozens of times, and the fuzz targets look at the same readers.
wtsconform_test(hostile_input_test
  SOURCES
    tests/hostile_files_test.cc
    tests/hostile_text_test.cc
  LIBRARIES wtsconform_cli
  LABELS unit
  LATER_SANITIZED)
add_dependencies(hostile_input_test wtsconform wtsapi32mock testlibs)
if(WTSCONFORM_SANITIZE)
  set_tests_properties(conformance_test PROPERTIES COST 60)  # what takes longest begins first
endif()

# Those that run the suite several times where something is scarce.
set(scarce *FewDescriptors*:*FewProcesses*:*ADiskThatFillsUp*:*ThatIsFullOrClosed*:*InterruptedAgain)
wtsconform_test(interrupted_run_test
  SOURCES tests/interrupted_run_test.cc tests/outputs_test.cc tests/scarce_test.cc
  LIBRARIES wtsconform_cli
  LABELS conformance
  FILTER -${scarce})
add_test(NAME interrupted_run.scarce CONFIGURATIONS long
  COMMAND interrupted_run_test --gtest_filter=${scarce})
set_tests_properties(interrupted_run.scarce PROPERTIES LABELS long TIMEOUT 900)
target_compile_definitions(interrupted_run_test PRIVATE
  WTSCONFORM_SPEC="${PROJECT_SOURCE_DIR}/spec")
add_dependencies(interrupted_run_test wtsconform wtsapi32mock testlibs)
# The whole suite, killed at 20 moments.
add_test(NAME interrupted_run.any_moment CONFIGURATIONS long
  COMMAND interrupted_run_test --gtest_filter=*AnyMomentWillDo)
set_tests_properties(interrupted_run.any_moment PROPERTIES LABELS long TIMEOUT 3600
  ENVIRONMENT KILL_ROUNDS=20)

wtsconform_test(cli_reports_test
  SOURCES tests/cli_reports_test.cc
  LIBRARIES wtsconform_cli
  LABELS commands)
add_dependencies(cli_reports_test wtsconform wtsapi32mock testlibs)

# The whole suite on the mock where there is little to run on.
foreach(load IN ITEMS busy one_core quota memory)
  add_test(NAME load.${load} COMMAND bash ${PROJECT_SOURCE_DIR}/cmake/scripts/under_load.sh
    $<TARGET_FILE:wtsconform> ${load} CONFIGURATIONS long)
  set_tests_properties(load.${load} PROPERTIES LABELS long TIMEOUT 7200 RUN_SERIAL TRUE
    SKIP_RETURN_CODE 77)
endforeach()

# What the program writes, looked at by other programs: validators, parsers, a browser.
find_package(Python3 COMPONENTS Interpreter)
set(python ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${Python3_EXECUTABLE})
set(mock_results ${CMAKE_CURRENT_BINARY_DIR}/mock.json)
add_test(NAME reports.results COMMAND wtsconform run mock --filter open/* --json ${mock_results})
set_tests_properties(reports.results PROPERTIES FIXTURES_SETUP mock_results)
set(selftest_results ${CMAKE_CURRENT_BINARY_DIR}/one_defect.json)
add_test(NAME reports.selftest COMMAND wtsconform selftest --defect failed-open-null
  --json ${selftest_results})
set_tests_properties(reports.selftest PROPERTIES FIXTURES_SETUP selftest_results)
add_test(NAME reports.schemas COMMAND ${python} ${PROJECT_SOURCE_DIR}/spec/schema/check.py
  ${PROJECT_SOURCE_DIR} ${mock_results} ${selftest_results})
set_tests_properties(reports.schemas PROPERTIES FIXTURES_REQUIRED "mock_results;selftest_results")
# A vendor's project, whose ctest shows the suite.
set(vendor ${python} ${CMAKE_CURRENT_LIST_DIR}/tests/vendor_test.py ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
add_test(NAME package.vendor COMMAND ${vendor} Vendor)
set_tests_properties(package.vendor PROPERTIES LABELS package TIMEOUT 300)
foreach(class IN ITEMS Mistakes More Windows)
  add_test(NAME package.vendor.${class} COMMAND ${vendor} ${class} CONFIGURATIONS long)
  set_tests_properties(package.vendor.${class} PROPERTIES LABELS long TIMEOUT 900)
endforeach()
# The recipes for vcpkg and Conan, with stand-ins for both.
add_test(NAME package.recipes CONFIGURATIONS long COMMAND ${python}
  ${PROJECT_SOURCE_DIR}/cmake/package/recipes_test.py ${PROJECT_SOURCE_DIR})
set_tests_properties(package.recipes PROPERTIES LABELS long TIMEOUT 900)
# docs/in-your-build.md, whose project from the source tree compiles the mock.
add_test(NAME package.page COMMAND ${python} ${PROJECT_SOURCE_DIR}/cmake/package/page_test.py
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} InYourBuild CONFIGURATIONS long)
set_tests_properties(package.page PROPERTIES LABELS long TIMEOUT 3600)
# docs/your-library.md, and the jobs for a CI that `init` writes.
add_test(NAME your_library.page COMMAND ${python} ${PROJECT_SOURCE_DIR}/cmake/package/page_test.py
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} YourLibrary CONFIGURATIONS long)
set_tests_properties(your_library.page PROPERTIES LABELS long TIMEOUT 1800)
# Not with sanitizers: their libraries want to be loaded before the layer.
if(NOT sanitized)
  add_executable(watched tests/watched.c)
  target_link_libraries(watched PRIVATE wtsconform_options wtsapi32mock ${CMAKE_DL_LIBS})
  target_compile_definitions(watched PRIVATE _GNU_SOURCE)
  wtsconform_is_test(watched)
  set(watch ${python} ${CMAKE_CURRENT_LIST_DIR}/tests/watch_test.py
    ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} ${CMAKE_C_COMPILER})
  add_test(NAME watch COMMAND ${watch} Sample)
  add_test(NAME watch.all COMMAND ${watch} CONFIGURATIONS long)
  set_tests_properties(watch.all PROPERTIES LABELS long TIMEOUT 1800)
  add_test(NAME watch.page CONFIGURATIONS long COMMAND ${python} ${PROJECT_SOURCE_DIR}/mock/tests/readme_test.py
    ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} docs/watch.md)
  set_tests_properties(watch PROPERTIES LABELS outside TIMEOUT 300)
  set_tests_properties(watch.page PROPERTIES LABELS long TIMEOUT 600)
endif()
# Recorded and replayed: conformance/recording.
add_test(NAME record COMMAND ${python} ${CMAKE_CURRENT_LIST_DIR}/tests/record_test.py
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
set_tests_properties(record PROPERTIES LABELS outside TIMEOUT 300)
# The suite as a GoogleTest program: its XML, shards, lists, and that its verdicts are those of `run`.
add_test(NAME gtest COMMAND ${python} ${CMAKE_CURRENT_LIST_DIR}/tests/gtest_test.py
  ${PROJECT_BINARY_DIR} Listing Running Refusing)
add_test(NAME gtest.all COMMAND ${python} ${CMAKE_CURRENT_LIST_DIR}/tests/gtest_test.py
  ${PROJECT_BINARY_DIR} Parity WholeParity CONFIGURATIONS long)
add_test(NAME gtest.readme COMMAND ${python} ${PROJECT_SOURCE_DIR}/mock/tests/readme_test.py
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} conformance/README.md)
add_test(NAME docs.pages COMMAND ${python} ${PROJECT_SOURCE_DIR}/mock/tests/readme_test.py
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}
  docs/loaders.md docs/many-machines.md docs/trust.md docs/vendors.md docs/verdicts.md)
set_tests_properties(gtest gtest.readme docs.pages PROPERTIES LABELS outside TIMEOUT 300)
set_tests_properties(gtest.all PROPERTIES LABELS long TIMEOUT 3600)
add_test(NAME reports.files COMMAND ${python} ${PROJECT_SOURCE_DIR}/reports/tests/files_test.py
  $<TARGET_FILE:wtsconform> ${PROJECT_SOURCE_DIR}/reports/formats/schema/junit.xsd)
set(browser ${python} ${PROJECT_SOURCE_DIR}/reports/tests/browser_test.py $<TARGET_FILE:wtsconform>)
add_test(NAME reports.browser COMMAND ${browser} PageTest)
add_test(NAME reports.site.browser COMMAND ${browser} SiteTest CONFIGURATIONS long)
set_tests_properties(reports.browser PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
set_tests_properties(reports.site.browser PROPERTIES LABELS long SKIP_RETURN_CODE 77 TIMEOUT 1800)
add_test(NAME reports.site COMMAND ${python} ${PROJECT_SOURCE_DIR}/reports/tests/site_test.py
  ${PROJECT_SOURCE_DIR}/reports/published)
add_test(NAME reports.published COMMAND bash ${PROJECT_SOURCE_DIR}/cmake/scripts/publish.sh
  $<TARGET_FILE:wtsconform> --check)
set_tests_properties(reports.results reports.selftest reports.schemas reports.files reports.browser reports.published
  reports.site
  PROPERTIES LABELS outside)

# What proves the suite, on the mock and its defects. (What runs it as a whole besides the selftest
# below, and what runs it under valgrind, is looked at in the long tests.)
set(whole_suites *AHangCostsTwoCasesOfEachRow:*DefectsAreKilledByTheirOwnClause:*OfAWeakenedCase)
set(valgrind MemoryCheckerOfRunnerTest.*:*ValgrindSeesIt)
wtsconform_test(prove_test
  SOURCES
    runner/coverage_test.cc
    runner/requirements_test.cc

    proof/concurrency/linearizability_test.cc
    proof/histories/history_test.cc
    proof/selftest/selftest_test.cc
  LIBRARIES wtsconform_proof
  LABELS mock-suite
  FILTER -${whole_suites})
add_test(NAME prove_test.whole_suites CONFIGURATIONS long
  COMMAND prove_test --gtest_filter=${whole_suites})
add_dependencies(prove_test wtsapi32mock testlibs)
wtsconform_test(prove_cli_test
  SOURCES tests/prove_cli_test.cc
  LIBRARIES wtsconform_cli
  LABELS mock-suite
  FILTER -${valgrind})
add_test(NAME prove_cli_test.valgrind CONFIGURATIONS long
  COMMAND prove_cli_test --gtest_filter=${valgrind})
set_tests_properties(prove_test.whole_suites prove_cli_test.valgrind PROPERTIES
  LABELS long TIMEOUT 900)
add_dependencies(prove_cli_test wtsconform wtsapi32mock testlibs)
add_test(NAME selftest COMMAND wtsconform selftest
  --json ${PROJECT_BINARY_DIR}/selftest.json --markdown ${PROJECT_BINARY_DIR}/selftest.md)
set_tests_properties(selftest PROPERTIES LABELS mock-suite TIMEOUT 900 COST 80)
add_test(NAME selftest.full COMMAND wtsconform selftest --full CONFIGURATIONS long)
set_tests_properties(selftest.full PROPERTIES LABELS long TIMEOUT 7200)
add_test(NAME coverage COMMAND wtsconform coverage)
set_tests_properties(coverage PROPERTIES LABELS outside)

# Cases as C programs: one ctest test, so that each program is compiled once. Not with sanitizers: the
# programs have none, so a library with a defect would end there in another way.
add_executable(repro_test reproducer/repro_test.cc)
target_link_libraries(repro_test PRIVATE wtsconform_engine GTest::gmock_main)
wtsconform_is_test(repro_test)
target_compile_definitions(repro_test PRIVATE WTSCONFORM_CC="${CMAKE_C_COMPILER}"
  WTSCONFORM_PRELUDE="${CMAKE_CURRENT_SOURCE_DIR}/reproducer/prelude")
add_dependencies(repro_test wtsapi32mock testlibs)
# (The rows that FreeRDP fails are compared in the long tests: each loads it twice.)
add_test(NAME repro COMMAND repro_test --gtest_filter=-*EachRowAgrees/freerdp)
set_tests_properties(repro PROPERTIES LABELS repro TIMEOUT 900 COST 90)
# Every case, not one of each row.
add_test(NAME repro.all COMMAND repro_test --gtest_filter=*EachRow* CONFIGURATIONS long)
set_tests_properties(repro.all PROPERTIES LABELS long TIMEOUT 7200 ENVIRONMENT REPRO_ALL=1)

# The real implementations: a run here against the result that is published.
add_executable(published_test tests/published_test.cc)
target_link_libraries(published_test PRIVATE wtsconform_reports wtsconform_engine GTest::gtest_main)
wtsconform_is_test(published_test)
add_dependencies(published_test wtsconform)
file(GLOB published CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/reports/published/*.json)
list(FILTER published EXCLUDE REGEX "/bench-")  # measurements of speed, which do not repeat
foreach(file IN LISTS published)
  cmake_path(GET file FILENAME name)
  string(REGEX REPLACE "\\.json$" "" name ${name})
  # FreeRDP 3 takes longer to show what FreeRDP 2 shows, of which a part will do, WinPR 3 and Wine 10 show what
  # those before them show; and the rows above are every case of the mock.
  set(label real)
  set(configuration)
  if(name MATCHES "^freerdp|^winpr-3|^wine-10$|mock$")
    set(label long)
    set(configuration CONFIGURATIONS long)
  endif()
  add_test(NAME published.${name} COMMAND published_test ${configuration})
  # What another test beside it delays is looked at once more; but Wine starts too many processes.
  set(alone FALSE)
  if(name MATCHES "^wine")
    set(alone TRUE)
  endif()
  set_tests_properties(published.${name} PROPERTIES LABELS ${label} TIMEOUT 900
    RUN_SERIAL ${alone} COST 40 ENVIRONMENT "PUBLISHED=${file}" SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
endforeach()
add_test(NAME published.freerdp.part COMMAND published_test)
set_tests_properties(published.freerdp.part PROPERTIES LABELS real TIMEOUT 900 COST 40
  ENVIRONMENT "PUBLISHED=${PROJECT_SOURCE_DIR}/reports/published/freerdp.json;PUBLISHED_SHARD=1/6"
  SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
