# Tests of spec/wtsapi32.h: each is one compilation, by every compiler found, for every target whose
# layout differs. A compiler that is missing leaves its tests in the list, disabled.

set(layouts ${CMAKE_CURRENT_LIST_DIR})

# wtsconform_compile_test(NAME COMPILER SOURCE FLAGS...) compiles SOURCE and keeps nothing.
function(wtsconform_compile_test name compiler source)
  if(compiler)
    add_test(NAME ${name} COMMAND ${compiler} ${ARGN} -Wall -Wextra -Wpedantic -Wshadow -Werror
                                  -fsyntax-only -I${PROJECT_SOURCE_DIR} ${layouts}/${source})
  else()
    message(STATUS "Test ${name} is DISABLED: its compiler was not found")
    add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E false)
    set_tests_properties(${name} PROPERTIES DISABLED TRUE)
  endif()
endfunction()

set(c11 -std=c11 -x c)
set(cxx20 -std=c++20 -x c++)

foreach(family gcc clang)
  find_program(WTSCONFORM_COMPILER_${family} ${family})
  mark_as_advanced(WTSCONFORM_COMPILER_${family})
  set(compiler ${WTSCONFORM_COMPILER_${family}})
  wtsconform_compile_test(wtsapi32_h.${family}.c11 ${compiler} alone.c ${c11})
  wtsconform_compile_test(wtsapi32_h.${family}.cxx20 ${compiler} alone.c ${cxx20})
endforeach()

# ELF on i386, where a plain 64-bit integer would align to 4; no headers of that target are needed.
set(i386 --target=i386-linux-gnu -ffreestanding -nostdlibinc)
wtsconform_compile_test(wtsapi32_h.i386.c11 ${WTSCONFORM_COMPILER_clang} alone.c ${i386} ${c11})
wtsconform_compile_test(wtsapi32_h.i386.cxx20 ${WTSCONFORM_COMPILER_clang} alone.c ${i386} ${cxx20})

foreach(machine x86_64 i686)
  set(mingw ${machine}-w64-mingw32-gcc)
  find_program(WTSCONFORM_COMPILER_mingw_${machine} NAMES ${mingw}-posix ${mingw})
  mark_as_advanced(WTSCONFORM_COMPILER_mingw_${machine})
  set(compiler ${WTSCONFORM_COMPILER_mingw_${machine}})
  set(name wtsapi32_h.mingw.${machine})
  foreach(source alone before_windows after_windows)
    wtsconform_compile_test(${name}.${source}.c11 ${compiler} ${source}.c ${c11})
    wtsconform_compile_test(${name}.${source}.cxx20 ${compiler} ${source}.c ${cxx20})
  endforeach()

  wtsconform_compile_test(${name}.after_namesake ${compiler} after_namesake.c ${c11})
  set_tests_properties(${name}.after_namesake PROPERTIES
    PASS_REGULAR_EXPRESSION "include spec/wtsapi32.h before it")

  if(compiler)
    add_test(NAME ${name}.same_as_mingw
      COMMAND ${CMAKE_COMMAND} -DCOMPILER=${compiler} -DROWS=${layouts}/rows.c
              -DINCLUDE=${PROJECT_SOURCE_DIR}
              -DOUTPUT=${CMAKE_CURRENT_BINARY_DIR}/layouts/${machine} -P ${layouts}/compare.cmake)
  else()
    message(STATUS "Test ${name}.same_as_mingw is DISABLED: its compiler was not found")
    add_test(NAME ${name}.same_as_mingw COMMAND ${CMAKE_COMMAND} -E false)
    set_tests_properties(${name}.same_as_mingw PROPERTIES DISABLED TRUE)
  endif()
endforeach()
