# wtsconform_import_library(TARGET COMPONENT NAMES): installs next to the import library of mingw-w64
# what compilers in the manner of Microsoft's link a DLL by: NAME.def, of which their lib.exe makes an
# import library, and, where llvm-dlltool is there to make it, NAME.lib in their format.
function(wtsconform_import_library target component names)
  get_target_property(name ${target} OUTPUT_NAME)
  set(base ${CMAKE_CURRENT_BINARY_DIR}/${name})
  list(TRANSFORM names PREPEND "  ")
  list(JOIN names "\n" rows)
  file(CONFIGURE OUTPUT ${base}.def CONTENT "LIBRARY ${name}.dll\nEXPORTS\n${rows}\n")
  set(files ${base}.def)
  find_program(dlltool NAMES llvm-dlltool llvm-dlltool-14 NO_CACHE)
  # In 32 bits the names would be those without the decoration that a compiler puts on stdcall.
  if(dlltool AND CMAKE_SIZEOF_VOID_P EQUAL 8)
    add_custom_command(TARGET ${target} POST_BUILD BYPRODUCTS ${base}.lib
      COMMAND ${dlltool} -m i386:x86-64 -d ${base}.def -D ${name}.dll -l ${base}.lib VERBATIM)
    list(APPEND files ${base}.lib)
  endif()
  if(WTSCONFORM_INSTALL)
    install(FILES ${files} DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component})
  endif()
endfunction()
