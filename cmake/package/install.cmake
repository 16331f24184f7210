# What others use of this project: its public targets, under the names that they have in a package and
# in a source tree alike, and the rules that install them.
#
#   wtsconform_public(wtsapi32mock wtsapi32mock mock HEADERS mock/wtsapi32mock.h)
#   wtsconform_pkgconfig(wtsapi32mock mock)
#   ...
#   wtsconform_package()       # once, after all of them
if(WTSCONFORM_INSTALL)
  include(GNUInstallDirs)
  include(CMakePackageConfigHelpers)
else()  # another project's cache is not asked, nor filled
  set(CMAKE_INSTALL_INCLUDEDIR include)
  set(CMAKE_INSTALL_LIBDIR lib)
  set(CMAKE_INSTALL_FULL_BINDIR /bin)
  set(CMAKE_INSTALL_FULL_LIBDIR /lib)
endif()

# The headers have a folder of their own: <wtsapi32.h> must not hide the one of a system.
set(WTSCONFORM_INCLUDE ${CMAKE_INSTALL_INCLUDEDIR}/wtsconform)
set(WTSCONFORM_CMAKE ${CMAKE_INSTALL_LIBDIR}/cmake/wtsconform)
# From where programs are installed to where libraries are.
file(RELATIVE_PATH WTSCONFORM_LIBRARY_FOLDER ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})

# What is installed is stripped; a project around this one decides for itself.
if(WTSCONFORM_INSTALL AND PROJECT_IS_TOP_LEVEL)
  install(CODE "set(CMAKE_INSTALL_DO_STRIP TRUE)" ALL_COMPONENTS)
endif()

# wtsconform_public(TARGET NAME COMPONENT [HEADERS file-or-folder...]): the target is wtsconform::NAME,
# and installed with the component, which can be installed without the others, once its own targets are
# built. A header-only target lists its headers too, or those that another has listed do.
function(wtsconform_public target name component)
  cmake_parse_arguments(arg "" "" "HEADERS" ${ARGN})
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    add_executable(wtsconform::${name} ALIAS ${target})
  else()
    add_library(wtsconform::${name} ALIAS ${target})
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  if(NOT WTSCONFORM_INSTALL)
    return()
  endif()
  install(TARGETS ${target} EXPORT wtsconform-${component}-targets
    RUNTIME COMPONENT ${component}
    LIBRARY COMPONENT ${component}
    ARCHIVE COMPONENT ${component})
  set_property(GLOBAL APPEND PROPERTY wtsconform_components ${component})
  foreach(header IN LISTS arg_HEADERS)
    if(IS_DIRECTORY ${header})
      install(DIRECTORY ${header} DESTINATION ${WTSCONFORM_INCLUDE} COMPONENT ${component})
    else()
      install(FILES ${header} DESTINATION ${WTSCONFORM_INCLUDE} COMPONENT ${component})
    endif()
  endforeach()
endfunction()

# wtsconform_pkgconfig(NAME COMPONENT): installs what NAME.pc.in in this folder becomes.
function(wtsconform_pkgconfig name component)
  if(NOT WTSCONFORM_INSTALL)
    return()
  endif()
  # The folders are named from the file's own, so that all can be moved.
  file(RELATIVE_PATH prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  string(REGEX REPLACE "/$" "" prefix ${prefix})
  set(library wtsapi32mock)
  if(WIN32)
    set(library wtsapi32_mock)
  endif()
  configure_file(${PROJECT_SOURCE_DIR}/cmake/package/${name}.pc.in
    ${PROJECT_BINARY_DIR}/package/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/package/${name}.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT ${component})
endfunction()

# wtsconform_manual(PROGRAM): installs its manual page and its completions, which it writes itself.
function(wtsconform_manual program)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/manual)
  set(man ${folder}/${program}.1)
  set(bash ${folder}/${program})
  set(zsh ${folder}/_${program})
  set(fish ${folder}/${program}.fish)
  file(MAKE_DIRECTORY ${folder})
  set(commands)
  foreach(kind IN ITEMS man bash zsh fish)
    list(APPEND commands COMMAND ${program} completion ${kind} > ${${kind}})
  endforeach()
  add_custom_command(OUTPUT ${man}.gz ${bash} ${zsh} ${fish} ${commands}
    COMMAND gzip -9nf ${man} DEPENDS ${program} VERBATIM)
  add_custom_target(${program}_manual ALL DEPENDS ${man}.gz)
  set(data ${CMAKE_INSTALL_DATADIR})
  install(FILES ${man}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT programs)
  install(FILES ${bash} DESTINATION ${data}/bash-completion/completions COMPONENT programs)
  install(FILES ${zsh} DESTINATION ${data}/zsh/vendor-completions COMPONENT programs)
  install(FILES ${fish} DESTINATION ${data}/fish/vendor_completions.d COMPONENT programs)
endfunction()

# The package that find_package(wtsconform) finds. In a source tree the function that it brings is
# there too.
macro(wtsconform_package)
  include(${PROJECT_SOURCE_DIR}/cmake/package/wtsconform-add-tests.cmake)
  if(WTSCONFORM_INSTALL)
    wtsconform_install_package()
    if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CROSSCOMPILING)
      include(${PROJECT_SOURCE_DIR}/cmake/package/debian.cmake)
    endif()
  endif()
endmacro()

function(wtsconform_install_package)
  get_property(components GLOBAL PROPERTY wtsconform_components)
  list(REMOVE_DUPLICATES components)
  set(package ${PROJECT_BINARY_DIR}/package)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
  file(RELATIVE_PATH libraries ${CMAKE_INSTALL_PREFIX}/${WTSCONFORM_CMAKE} ${CMAKE_INSTALL_FULL_LIBDIR})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/package/wtsconform-config.cmake.in
    ${package}/wtsconform-config.cmake @ONLY)
  write_basic_package_version_file(${package}/wtsconform-config-version.cmake
    COMPATIBILITY SameMinorVersion)
  foreach(component IN LISTS components)
    install(EXPORT wtsconform-${component}-targets NAMESPACE wtsconform::
      DESTINATION ${WTSCONFORM_CMAKE} COMPONENT ${component})
    # Whichever component is installed, the package can be found.
    install(FILES ${package}/wtsconform-config.cmake ${package}/wtsconform-config-version.cmake
      ${PROJECT_SOURCE_DIR}/cmake/package/wtsconform-add-tests.cmake
      ${PROJECT_SOURCE_DIR}/cmake/package/wtsconform-list-tests.cmake
      DESTINATION ${WTSCONFORM_CMAKE} COMPONENT ${component})
    install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR}
      COMPONENT ${component})
  endforeach()
endfunction()
