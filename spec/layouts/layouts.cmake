# Tests of spec/wtsapi32.h, and of the windows.h next to it: each is one compilation, by every compiler found, for every target whose
# layout differs. A compiler that is missing leaves its tests in the list, disabled.

set(layouts ${CMAKE_CURRENT_LIST_DIR})

# wtsconform_compile_test(NAME COMPILER SOURCE FLAGS...) compiles SOURCE and keeps nothing; in the long
# tests only where the caller's variable is_long is true.
function(wtsconform_compile_test name compiler source)
  cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${layouts})
  set(when "")
  if(is_long)
    set(when CONFIGURATIONS long)
  endif()
  if(compiler)
    add_test(NAME ${name} COMMAND ${compiler} ${ARGN} -Wall -Wextra -Wpedantic -Wshadow -Werror
                                  -fsyntax-only -I${PROJECT_SOURCE_DIR} ${source} ${when})
    if(is_long)
      set_tests_properties(${name} PROPERTIES LABELS long)
    endif()
  else()
    message(STATUS "Test ${name} is DISABLED: its compiler was not found")
    add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E false)
    set_tests_properties(${name} PROPERTIES DISABLED TRUE)
  endif()
endfunction()

set(c11 -std=c11 -x c)
set(cxx20 -std=c++20 -x c++)

# The names without A or W: of each pair of functions in functions.toml whose prototype the header has, and
# of each pair of types there.
file(READ ${layouts}/../wtsapi32.h header)
file(STRINGS ${layouts}/../functions.toml names REGEX "^name *= *\"[A-Za-z]+A\"$")
set(functions "")
foreach(name IN LISTS names)
  string(REGEX REPLACE ".*\"([A-Za-z]+)A\"" "\\1" name "${name}")
  if(header MATCHES "WTSAPI32_API [A-Z]+ WINAPI ${name}A\\(")
    string(APPEND functions "FUNCTION(${name})\n")
  endif()
endforeach()
string(REGEX MATCHALL "\\*P[A-Z0-9_]+A;" pointers "${header}")
set(types "")
list(REMOVE_ITEM pointers "")  # each ends with what separates a list
foreach(name IN LISTS pointers)
  string(REGEX REPLACE "\\*P([A-Z0-9_]+)A" "\\1" suffixed "${name}")
  string(REGEX REPLACE "_$" "" name "${suffixed}")
  string(APPEND types "TYPE(${name}, ${suffixed})\nTYPE(P${name}, P${suffixed})\n")
endforeach()
set(unsuffixed ${CMAKE_CURRENT_BINARY_DIR}/layouts/unsuffixed.c)
configure_file(${layouts}/unsuffixed.c.in ${unsuffixed} @ONLY)

# wtsconform_unsuffixed_tests(NAME COMPILER FLAGS...): as C and C++, with UNICODE and without. <windows.h>
# takes a second, so all its orders are for the long tests.
function(wtsconform_unsuffixed_tests name compiler)
  set(include ${PROJECT_BINARY_DIR}/include)
  foreach(form IN ITEMS "" -DUNICODE)
    string(TOLOWER "${form}" suffix)
    string(REPLACE "-d" "." suffix "${suffix}")
    set(flags ${form} -I${include} -I${include}/spelling ${ARGN})
    wtsconform_compile_test(${name}.c11${suffix} "${compiler}" ${unsuffixed} ${c11} ${flags})
    wtsconform_compile_test(${name}.cxx20${suffix} "${compiler}" ${unsuffixed} ${cxx20} ${flags})
  endforeach()
endfunction()

# wtsconform_shim_tests(NAME COMPILER): the shim's <windows.h>, in each standard; also with a wchar_t of
# 16 bits, for which WCHAR is another type.
function(wtsconform_shim_tests name compiler)
  set(include -I${PROJECT_BINARY_DIR}/include -I${PROJECT_BINARY_DIR}/include/shim)
  foreach(standard IN ITEMS c99 c11 gnu11 c++11 c++17 c++20)
    set(flags -std=${standard} -x c ${include})
    if(standard MATCHES "\\+\\+")
      set(flags -std=${standard} -x c++ ${include})
    endif()
    string(REPLACE ++ xx test ${name}.${standard})
    wtsconform_compile_test(${test} "${compiler}" shim.c ${flags})
    wtsconform_compile_test(${test}.short_wchar "${compiler}" shim.c ${flags} -fshort-wchar -DUNICODE)
  endforeach()
endfunction()

foreach(family gcc clang)
  find_program(WTSCONFORM_COMPILER_${family} ${family})
  mark_as_advanced(WTSCONFORM_COMPILER_${family})
  set(compiler ${WTSCONFORM_COMPILER_${family}})
  wtsconform_compile_test(wtsapi32_h.${family}.c11 ${compiler} alone.c ${c11})
  wtsconform_compile_test(wtsapi32_h.${family}.cxx20 ${compiler} alone.c ${cxx20})
  wtsconform_unsuffixed_tests(wtsapi32_h.${family}.unsuffixed "${compiler}")
  wtsconform_shim_tests(windows_h.${family} "${compiler}")
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

  if(machine STREQUAL "x86_64")
    set(include -I${PROJECT_BINARY_DIR}/include -I${PROJECT_BINARY_DIR}/include/spelling)
    wtsconform_compile_test(${name}.unsuffixed "${compiler}" ${unsuffixed} ${cxx20} ${include}
      -DUNICODE -DWINDOWS_FIRST)
    set(is_long ON)
    wtsconform_unsuffixed_tests(${name}.unsuffixed.alone "${compiler}")
    foreach(order IN ITEMS FIRST LAST)
      string(TOLOWER ${order} word)
      wtsconform_unsuffixed_tests(${name}.unsuffixed.windows_${word} "${compiler}" -DWINDOWS_${order})
    endforeach()
    set(is_long OFF)
    wtsconform_compile_test(windows_h.mingw.${machine} "${compiler}" shim.c ${c11} -I${PROJECT_BINARY_DIR}/include)
  endif()

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
