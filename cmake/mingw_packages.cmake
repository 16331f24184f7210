# Debian's packages for a Windows build: GoogleTest from its source, and the libraries that are
# headers only through a folder of links, since all of /usr/include would hide mingw's own headers.
set(folder ${PROJECT_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${folder})
foreach(library IN ITEMS CLI fmt kainjow nlohmann toml++)
  if(NOT EXISTS /usr/include/${library})
    message(FATAL_ERROR "/usr/include/${library} is missing; `./dev setup` installs what is needed")
  endif()
  file(CREATE_LINK /usr/include/${library} ${folder}/${library} SYMBOLIC)
endforeach()
target_include_directories(wtsconform_options SYSTEM INTERFACE ${folder})

# What find_package() then finds: targets of which nothing is left but the headers above.
foreach(target IN ITEMS CLI11::CLI11 fmt::fmt-header-only nlohmann_json::nlohmann_json)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
endforeach()
foreach(package IN ITEMS cli11 fmt nlohmann_json gtest)
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/${package}-config.cmake "")
endforeach()
target_compile_definitions(fmt::fmt-header-only INTERFACE FMT_HEADER_ONLY=1)

set(INSTALL_GTEST OFF CACHE INTERNAL "")
add_subdirectory(/usr/src/googletest ${PROJECT_BINARY_DIR}/googletest EXCLUDE_FROM_ALL SYSTEM)
