# tertulia_function(helloWorld functions/hello_world.cpp …): a Lambda handler as a shared object,
# functions/helloWorld.so of the build folder.
#
# The flags are part of the contract: a handler exports tertulia_handler_v1 alone, shares no symbol with its host or with
# other handlers, and can be unloaded. That needs no GNU-unique symbols, a C++ library of its own, and a list of what is
# exported, for hidden visibility leaves out templates of the standard library. With sanitizers the C++ library is the
# process's, since they replace parts of it. tests/sdk looks at the symbols.
function(tertulia_function NAME)
  add_library(${NAME} MODULE ${ARGN})
  target_link_libraries(${NAME} PRIVATE Tertulia::sdk)
  target_compile_options(${NAME} PRIVATE ${TERTULIA_WARNINGS} -fvisibility=hidden -fvisibility-inlines-hidden
                         $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  set(EXPORTS ${CMAKE_BINARY_DIR}/tertulia_function.map)
  file(CONFIGURE OUTPUT ${EXPORTS} CONTENT "{ global: tertulia_handler_v1; local: *; };\n")
  target_link_options(${NAME} PRIVATE LINKER:-Bsymbolic LINKER:--version-script=${EXPORTS})
  if(NOT TERTULIA_SANITIZE AND NOT TERTULIA_FUZZ)
    target_link_options(${NAME} PRIVATE -static-libstdc++ -static-libgcc LINKER:--no-undefined)
  endif()
  set_target_properties(${NAME} PROPERTIES
    PREFIX "" SUFFIX ".so" POSITION_INDEPENDENT_CODE ON
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/functions)
endfunction()
