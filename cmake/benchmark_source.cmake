# Google Benchmark from its source, which cmake/scripts/fetch_benchmark.sh gets from Debian's archive: where
# Debian has no library that could be linked statically.
set(cache $ENV{XDG_CACHE_HOME})
if(NOT cache)
  set(cache $ENV{HOME}/.cache)
endif()
set(folder ${cache}/wtsconform/benchmark/source)
if(EXISTS ${folder})
  foreach(part IN ITEMS TESTING INSTALL WERROR)
    set(BENCHMARK_ENABLE_${part} OFF CACHE INTERNAL "")
  endforeach()
  add_subdirectory(${folder} ${PROJECT_BINARY_DIR}/benchmark EXCLUDE_FROM_ALL SYSTEM)
  # No path of the building machine may stay in a binary, which its headers are part of.
  target_compile_options(benchmark PUBLIC -ffile-prefix-map=${folder}/=
    PRIVATE -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
  get_directory_property(version DIRECTORY ${folder} DEFINITION benchmark_VERSION)
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/benchmark-config.cmake "")
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/benchmark-config-version.cmake
    "set(PACKAGE_VERSION ${version})\nset(PACKAGE_VERSION_COMPATIBLE TRUE)\n")
else()
  message(STATUS "wtsbench is left out: Google Benchmark is not there; "
    "`bash cmake/scripts/fetch_benchmark.sh` gets its source, then configure again")
endif()
