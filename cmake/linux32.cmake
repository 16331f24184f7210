# Builds for 32-bit Linux (i386) with clang, against the packages that fetch_implementations.sh unpacks into
# the cache folder under the name i386. What is built runs with the C library and the loader of that folder, so
# that nothing of 32 bits has to be installed. It is no cross build: this machine runs it itself.
set(cache $ENV{XDG_CACHE_HOME})
if(NOT cache)
  set(cache $ENV{HOME}/.cache)
endif()
set(CMAKE_SYSROOT ${cache}/wtsconform/i386/root)
if(NOT EXISTS ${CMAKE_SYSROOT})
  message(FATAL_ERROR "${CMAKE_SYSROOT} is missing; `cmake/scripts/fetch_implementations.sh i386` makes it")
endif()
foreach(language IN ITEMS C CXX ASM)
  set(CMAKE_${language}_COMPILER_TARGET i686-linux-gnu)
endforeach()
# So that sums are rounded as everywhere else.
set(CMAKE_C_FLAGS_INIT "-msse2 -mfpmath=sse")
set(CMAKE_CXX_FLAGS_INIT "-msse2 -mfpmath=sse")
set(CMAKE_C_COMPILER clang)
set(CMAKE_CXX_COMPILER clang++)
set(CMAKE_LIBRARY_ARCHITECTURE i386-linux-gnu)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(kind IN ITEMS LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${kind} ONLY)
endforeach()
# A run path of the old kind is also that of the libraries that a program loads, and of what they need.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-Wl,--dynamic-linker=${CMAKE_SYSROOT}/lib/ld-linux.so.2")
string(APPEND CMAKE_EXE_LINKER_FLAGS_INIT
  " -Wl,--disable-new-dtags -Wl,-rpath,${CMAKE_SYSROOT}/usr/lib/i386-linux-gnu")
