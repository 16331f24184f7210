# Fails unless the command PROGRAM, itself and LIBRARY copied to a folder whose name ANSI cannot
# write, runs with OPTIONS, shows the library's name in UTF-8 and writes its results there.
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
