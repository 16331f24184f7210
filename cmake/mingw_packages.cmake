# Debian's packages for a Windows build: GoogleTest from its source, and the libraries that are
# headers only through a folder of links, since all of /usr/include would hide mingw's own headers.
set(folder ${PROJECT_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${folder})
set(libraries toml++)
if(WTSCONFORM_PROGRAMS)
  list(APPEND libraries CLI fmt kainjow nlohmann)
endif()
foreach(library IN LISTS libraries)
  if(NOT EXISTS /usr/include/${library})
    message(FATAL_ERROR "/usr/include/${library} is missing; `./dev setup` installs what is needed")
  endif()
  file(CREATE_LINK /usr/include/${library} ${folder}/${library} SYMBOLIC)
endforeach()
target_include_directories(wtsconform_options SYSTEM INTERFACE ${folder})
if(NOT WTSCONFORM_PROGRAMS)
  return()
endif()

# What find_package() then finds: targets of which nothing is left but the headers above.
foreach(target IN ITEMS CLI11::CLI11 fmt::fmt-header-only nlohmann_json::nlohmann_json)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
endforeach()
foreach(package IN ITEMS cli11 fmt nlohmann_json)
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/${package}-config.cmake "")
endforeach()
target_compile_definitions(fmt::fmt-header-only INTERFACE FMT_HEADER_ONLY=1)

if(WTSCONFORM_TESTS OR WTSCONFORM_GTEST)
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/gtest-config.cmake "")
  set(INSTALL_GTEST OFF CACHE INTERNAL "")
  add_subdirectory(/usr/src/googletest ${PROJECT_BINARY_DIR}/googletest EXCLUDE_FROM_ALL SYSTEM)
endif()

# Google Benchmark's source, which cmake/scripts/fetch_benchmark.sh gets from Debian's archive. Without it
# wtsbench is left out, and for 32 bits too: its anchors are words of 64 bits in one register.
set(cache $ENV{XDG_CACHE_HOME})
if(NOT cache)
  set(cache $ENV{HOME}/.cache)
endif()
set(folder ${cache}/wtsconform/benchmark/source)
if(EXISTS ${folder} AND CMAKE_SIZEOF_VOID_P EQUAL 8)
  foreach(part IN ITEMS TESTING INSTALL WERROR)
    set(BENCHMARK_ENABLE_${part} OFF CACHE INTERNAL "")
  endforeach()
  # What its configuration would warn about, since it cannot run what it tries.
  set(HAVE_STD_REGEX 1)
  set(HAVE_STEADY_CLOCK 1)
  add_subdirectory(${folder} ${PROJECT_BINARY_DIR}/benchmark EXCLUDE_FROM_ALL SYSTEM)
  # No path of the building machine may stay in a binary, which its headers are part of.
  target_compile_options(benchmark PUBLIC -ffile-prefix-map=${folder}/=
    PRIVATE -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
  get_directory_property(version DIRECTORY ${folder} DEFINITION benchmark_VERSION)
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/benchmark-config.cmake "")
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/benchmark-config-version.cmake
    "set(PACKAGE_VERSION ${version})\nset(PACKAGE_VERSION_COMPATIBLE TRUE)\n")
elseif(CMAKE_SIZEOF_VOID_P EQUAL 8)
  message(STATUS "wtsbench is left out: Google Benchmark is not there; "
    "`bash cmake/scripts/fetch_benchmark.sh` gets its source, then configure again")
endif()
