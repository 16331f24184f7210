# Fails unless PROGRAM refuses each of COMMANDS with status 2 and the words SAYS.
foreach(command IN LISTS COMMANDS)
  separate_arguments(words UNIX_COMMAND ${command})
  execute_process(COMMAND ${PROGRAM} ${words}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 2 OR NOT output MATCHES "${SAYS}")
    message(FATAL_ERROR "${command}: exit status ${status}: ${output}")
  endif()
endforeach()
