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

# Without it wtsbench is left out, and for 32 bits too: its anchors are words of 64 bits in one register.
if(CMAKE_SIZEOF_VOID_P EQUAL 8)
  # What its configuration would warn about, since it cannot run what it tries.
  set(HAVE_STD_REGEX 1)
  set(HAVE_STEADY_CLOCK 1)
  include(${CMAKE_CURRENT_LIST_DIR}/benchmark_source.cmake)
endif()
