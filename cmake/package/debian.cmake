# The Debian package, one for everything: `cpack -G DEB` in the preset `dist` makes it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ${PROJECT_NAME})
set(CPACK_PACKAGE_VENDOR "the wtsconform authors")
execute_process(COMMAND git log -1 "--format=%an <%ae>" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
  OUTPUT_VARIABLE CPACK_PACKAGE_CONTACT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "conformance suite and mock for the Remote Desktop Services API")
set(CPACK_PACKAGE_DESCRIPTION
"Loads an implementation of Wtsapi32 and reports, clause by clause, whether
it conforms to what is documented of server handles. With it come a mock of
the whole API for tests of programs, the same suite as a GoogleTest program,
benchmarks, and a CMake package.")
set(CPACK_PACKAGE_FILE_NAME ${PROJECT_NAME})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL OFF)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/package/triggers
  CONTENT "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/package/triggers)
# release.sh writes them.
install(FILES ${PROJECT_BINARY_DIR}/package/copyright ${PROJECT_BINARY_DIR}/package/changelog.gz
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT programs OPTIONAL)
include(CPack)
