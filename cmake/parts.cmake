# What is built. By itself, everything. In a project around this one (add_subdirectory, FetchContent)
# the mock and the header, and, where their libraries are found, the programs, each built only if
# something needs it; no test, no install rule, no cache variable. That project may set, before:
#
#   WTSCONFORM_PROGRAMS   ON: a missing library is an error. OFF: the mock and the header alone
#   WTSCONFORM_INSTALL    ON: its `cmake --install` installs these too, and its build makes all of them
if(PROJECT_IS_TOP_LEVEL)
  option(WTSCONFORM_TESTS "Build the tests" ON)
  option(WTSCONFORM_PROGRAMS "Build wtsconform and wtsbench, not only the mock" ON)
  option(WTSCONFORM_INSTALL "Have something to install" ON)
  option(WTSCONFORM_STATIC "Programs that need no library but C's (for a release)" OFF)
  option(WTSCONFORM_WERROR "Treat warnings as errors (CI does)" OFF)
  set(WTSCONFORM_SANITIZE "" CACHE STRING "Sanitizers for everything built here, e.g. address,undefined")
else()
  set(WTSCONFORM_TESTS OFF)
  if(NOT WTSCONFORM_INSTALL)  # which also keeps what it excludes from being installed
    set_directory_properties(PROPERTIES EXCLUDE_FROM_ALL TRUE)
  endif()
endif()

# wtsconform_needs(PACKAGE VARIABLE...): notes that the programs lack a package, by its Debian name,
# where one of the variables is false. Sets wtsconform_lacks.
function(wtsconform_needs package)
  foreach(variable IN LISTS ARGN)
    if(NOT ${variable})
      set(wtsconform_lacks ${wtsconform_lacks} ${package} PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

if(NOT PROJECT_IS_TOP_LEVEL AND NOT DEFINED WTSCONFORM_PROGRAMS)
  set(WTSCONFORM_PROGRAMS OFF)
  if(NOT CMAKE_CROSSCOMPILING)
    foreach(package IN ITEMS CLI11 fmt nlohmann_json benchmark)
      find_package(${package} QUIET)
    endforeach()
    find_path(mustache kainjow/mustache.hpp NO_CACHE)
    find_library(gcrypt libgcrypt.a NO_CACHE)
    find_library(gpg-error libgpg-error.a NO_CACHE)
    set(wtsconform_lacks "")
    wtsconform_needs(libcli11-dev CLI11_FOUND)
    wtsconform_needs(libfmt-dev fmt_FOUND)
    wtsconform_needs(nlohmann-json3-dev nlohmann_json_FOUND)
    wtsconform_needs(libbenchmark-dev benchmark_FOUND)
    wtsconform_needs(libkainjow-mustache-dev mustache)
    wtsconform_needs(libgcrypt20-dev gcrypt)
    wtsconform_needs(libgpg-error-dev gpg-error)
    if(wtsconform_lacks)
      list(JOIN wtsconform_lacks " " lacking)
      message(STATUS "wtsconform: only the mock; for the programs install ${lacking}")
    else()
      set(WTSCONFORM_PROGRAMS ON)
    endif()
  endif()
endif()
# wtsconform-gtest: not in a project around this one, which may have another GoogleTest.
set(WTSCONFORM_GTEST OFF)
if(PROJECT_IS_TOP_LEVEL AND WTSCONFORM_PROGRAMS)
  set(WTSCONFORM_GTEST ON)
endif()

# Why there is no wtsconform::wtsconform, for wtsconform_add_tests.
set_property(GLOBAL PROPERTY wtsconform_lacks "${wtsconform_lacks}")

if(NOT CMAKE_CROSSCOMPILING)  # then cmake/mingw_packages.cmake looks
  find_path(tomlplusplus toml++/toml.h NO_CACHE)
  if(NOT tomlplusplus)
    message(FATAL_ERROR "toml++ is missing, which reads the mock's worlds; Debian's package is "
      "libtomlplusplus-dev; a copy elsewhere is found with -DCMAKE_PREFIX_PATH=FOLDER")
  endif()
endif()
