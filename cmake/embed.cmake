# wtsconform_embed(TARGET NAME FILES...): the files' bytes become part of TARGET and are listed by
# the function `const std::vector<EmbeddedFile>& wtsconform::NAME()`, which the target declares. An
# assembler's .incbin serves ELF and PE alike and costs no compile time.
function(wtsconform_embed target name)
  set(assembly ".section WTSCONFORM_RODATA\n")
  set(declarations "")
  set(rows "")
  set(index 0)
  set(absolute "")
  foreach(file IN LISTS ARGN)
    set(symbol "wtsconform_${name}_${index}")
    string(APPEND assembly
      ".global WTSCONFORM_SYMBOL(${symbol})\nWTSCONFORM_SYMBOL(${symbol}):\n.incbin \"${file}\"\n"
      ".byte 0\n.global WTSCONFORM_SYMBOL(${symbol}_end)\nWTSCONFORM_SYMBOL(${symbol}_end):\n.byte 0\n")
    string(APPEND declarations "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND rows "      {\"${file}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol} - 1)}},\n")
    list(APPEND absolute ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    math(EXPR index "${index} + 1")
  endforeach()
  set(base ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name})
  file(CONFIGURE OUTPUT ${base}.S @ONLY CONTENT "#if defined(_WIN32)
#define WTSCONFORM_RODATA .rdata,\"dr\"
#else
#define WTSCONFORM_RODATA .rodata
#endif
#if defined(_WIN32) && !defined(_WIN64)
#define WTSCONFORM_SYMBOL(name) _##name
#else
#define WTSCONFORM_SYMBOL(name) name
#endif
${assembly}
#if defined(__ELF__)
.section .note.GNU-stack,\"\",%progbits
#endif
")
  file(CONFIGURE OUTPUT ${base}.cc @ONLY CONTENT "#include <vector>

#include \"cmake/embedded_file.h\"
${declarations}
namespace wtsconform {
const std::vector<EmbeddedFile>& ${name}();

const std::vector<EmbeddedFile>& ${name}() {
  static const std::vector<EmbeddedFile> files = {
${rows}  };
  return files;
}
}  // namespace wtsconform
")
  set_source_files_properties(${base}.S PROPERTIES
    OBJECT_DEPENDS "${absolute}" COMPILE_OPTIONS "-Wa,-I${CMAKE_CURRENT_SOURCE_DIR}")
  target_sources(${target} PRIVATE ${base}.S ${base}.cc)
endfunction()
