# Fails unless the command PROGRAM, itself and LIBRARY copied to a folder whose name ANSI cannot
# write, runs with OPTIONS, shows the library's name in UTF-8, writes its results there, verifies
# them, and names a broken table and a broken results file of such names.
set(folder ${FOLDER}/Prüfung-試験)
set(library ${folder}/試験.dll)
set(results ${folder}/結果.json)
file(REMOVE_RECURSE ${folder})
list(POP_BACK PROGRAM program)
file(COPY ${program} DESTINATION ${folder})
cmake_path(GET program FILENAME program)
file(COPY_FILE ${LIBRARY} ${library})
execute_process(
  COMMAND ${PROGRAM} ${folder}/${program} run ${library} ${OPTIONS} --json ${results}
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "exit status ${status}: ${output}")
endif()
if(NOT output MATCHES "試験\\.dll")
  message(FATAL_ERROR "no 試験.dll in: ${output}")
endif()
file(READ ${results} text)
if(NOT text MATCHES "\"library\":\"試験\\.dll\"")
  message(FATAL_ERROR "no 試験.dll in ${results}")
endif()

execute_process(
  COMMAND ${PROGRAM} ${folder}/${program} verify ${results} --implementation ${library}
    --server MOCKHOST --unreachable NOSUCHHOST --sample 3
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "verify: exit status ${status}: ${output}")
endif()
file(COPY ${SPEC}/cases ${SPEC}/clauses.toml ${SPEC}/functions.toml DESTINATION ${folder}/仕様)
file(WRITE ${folder}/仕様/cases/壊.toml "no table")
file(WRITE ${folder}/壊.json "no results")
foreach(words "list;--spec;${folder}/仕様" "report;${folder}/壊.json")
  execute_process(COMMAND ${PROGRAM} ${folder}/${program} ${words}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 2 OR NOT output MATCHES "壊")
    message(FATAL_ERROR "${words}: exit status ${status}: ${output}")
  endif()
endforeach()
