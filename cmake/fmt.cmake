# fmt as one static library, for every system: Debian has headers and a shared library.
find_package(fmt REQUIRED)
add_library(wtsconform_fmt STATIC ${CMAKE_CURRENT_LIST_DIR}/fmt.cc)
target_link_libraries(wtsconform_fmt PRIVATE wtsconform_options)
get_target_property(fmt_headers fmt::fmt-header-only INTERFACE_INCLUDE_DIRECTORIES)
if(fmt_headers)
  target_include_directories(wtsconform_fmt SYSTEM PUBLIC ${fmt_headers})
endif()
