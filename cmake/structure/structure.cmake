# The structural test: the tree against floors.toml, and the drawing of it.
function(wtsconform_list_sources folder)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(sources ${target} SOURCES)
    get_target_property(base ${target} SOURCE_DIR)
    foreach(source IN LISTS sources)
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${base} NORMALIZE)
      cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
      file(APPEND ${PROJECT_BINARY_DIR}/sources.txt "${source}\n")
    endforeach()
  endforeach()
  get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(each IN LISTS below)
    wtsconform_list_sources(${each})
  endforeach()
endfunction()

file(WRITE ${PROJECT_BINARY_DIR}/sources.txt "")
wtsconform_list_sources(${PROJECT_SOURCE_DIR})
find_package(Python3 COMPONENTS Interpreter)
add_test(NAME structure COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/structure_test.py
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/sources.txt ${CMAKE_CXX_COMPILER} Structure)
# Minutes of compile time: `./dev test --long`.
add_test(NAME structure.headers COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/structure_test.py
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/sources.txt ${CMAKE_CXX_COMPILER} Headers
  CONFIGURATIONS long)
set_tests_properties(structure.headers PROPERTIES LABELS long TIMEOUT 1800)
add_test(NAME structure.drawing COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/draw.py
  --check ${PROJECT_SOURCE_DIR}/docs/architecture.svg)
set_tests_properties(structure structure.drawing PROPERTIES LABELS outside TIMEOUT 600)
