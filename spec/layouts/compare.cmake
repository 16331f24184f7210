# cmake -DCOMPILER= -DROWS= -DINCLUDE= -DOUTPUT= -P compare.cmake
# Compiles ROWS with our header and with mingw-w64's into the folder OUTPUT and compares the texts.
file(MAKE_DIRECTORY ${OUTPUT})
foreach(origin ours mingw)
  set(define)
  if(origin STREQUAL mingw)
    set(define -DROWS_OF_MINGW)
  endif()
  execute_process(COMMAND ${COMPILER} -std=c11 -Wall -Wextra -Werror -D_WIN32_WINNT=0x0A00 ${define}
                          -I${INCLUDE} -S -o ${OUTPUT}/${origin}.s ${ROWS}
                  COMMAND_ERROR_IS_FATAL ANY)
  file(STRINGS ${OUTPUT}/${origin}.s ${origin})
endforeach()
if(NOT ours STREQUAL mingw)
  list(LENGTH ours length)
  math(EXPR last "${length} - 1")
  foreach(line RANGE ${last})
    list(GET ours ${line} our_line)
    list(GET mingw ${line} mingw_line)
    if(NOT our_line STREQUAL mingw_line)
      math(EXPR before "${line} - 1")
      list(GET ours ${before} name)
      message(FATAL_ERROR "spec/wtsapi32.h differs from mingw-w64's <wtsapi32.h> after '${name}': "
                          "ours '${our_line}', theirs '${mingw_line}'. Correct the one that "
                          "deviates from the documentation; compare ${OUTPUT}/ours.s and mingw.s")
    endif()
  endforeach()
  message(FATAL_ERROR "compare ${OUTPUT}/ours.s and ${OUTPUT}/mingw.s")
endif()
