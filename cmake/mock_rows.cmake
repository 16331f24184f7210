# cmake -DLISTS=wtsconform -DRUNS=wtsconform-gtest -DFILE=FILE -P mock_rows.cmake: writes a ctest test
# mock/ROW for each row of the tables, which runs the row's cases on the mock.
execute_process(COMMAND ${LISTS} list OUTPUT_VARIABLE listed COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" lines "${listed}")
foreach(line IN LISTS lines)
  # The level, the clause, and the id, whose first two parts are the row's.
  if(line MATCHES "^([a-z]+) +([A-Z0-9-]+) +([^/]+)/([^/]+)")
    list(APPEND rows "${CMAKE_MATCH_1}|${CMAKE_MATCH_2}|${CMAKE_MATCH_3}|${CMAKE_MATCH_4}")
  endif()
endforeach()
list(REMOVE_DUPLICATES rows)
set(text "")
foreach(row IN LISTS rows)
  string(REPLACE "|" ";" row ${row})
  list(POP_FRONT row level clause table slug)
  string(REPLACE "-" "_" name "${clause}.${slug}")
  set(test "[=[mock/${table}/${slug}]=]")
  # One at a time: ctest runs several rows. No variable of GoogleTest may leave out a part of them,
  # and on the mock nothing is skipped.
  string(APPEND text "add_test(${test} [=[${RUNS}]=] mock --jobs 1 --gtest_filter=${name}:${name}/*)\n"
    "set_tests_properties(${test} PROPERTIES LABELS \"case;${level};${clause}\" TIMEOUT 120\n"
    "  FAIL_REGULAR_EXPRESSION \"[[]  SKIPPED []]\" ENVIRONMENT_MODIFICATION\n"
    "  \"GTEST_TOTAL_SHARDS=unset:;GTEST_SHARD_INDEX=unset:;TEST_TOTAL_SHARDS=unset:;GTEST_REPEAT=unset:\")\n")
endforeach()
file(WRITE ${FILE} "${text}")
