# The exit status of `watch` after each mode of watched_windows.c; and that nothing stays next to the
# program.
#
#   cmake -DPROGRAM=COMMAND -DWATCHED=FILE -P watch_windows.cmake
cmake_path(GET WATCHED PARENT_PATH folder)
foreach(row IN ITEMS "0:clean" "1:left" "3:own-status" "4:none")
  string(REPLACE ":" ";" row ${row})
  list(GET row 0 expected)
  list(GET row 1 mode)
  execute_process(COMMAND ${PROGRAM} watch -- ${WATCHED} ${mode}
    RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL expected)
    message(FATAL_ERROR "${mode} ended with ${status}, not ${expected}: ${said}")
  endif()
  if(EXISTS ${folder}/wtsapi32.dll)
    message(FATAL_ERROR "wtsapi32.dll is still next to the program")
  endif()
endforeach()
file(WRITE ${folder}/wtsapi32.dll "a user's file")
execute_process(COMMAND ${PROGRAM} watch -- ${WATCHED} clean
  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
file(READ ${folder}/wtsapi32.dll kept)
file(REMOVE ${folder}/wtsapi32.dll)
if(NOT status EQUAL 2 OR NOT kept STREQUAL "a user's file")
  message(FATAL_ERROR "a file in the way: ended with ${status}: ${said}")
endif()
