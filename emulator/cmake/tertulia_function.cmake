# tertulia_function(helloWorld functions/hello_world.cpp …): a Lambda handler as a shared object, helloWorld.so.
#
# The flags are part of the contract: a handler shares no symbol with its host or with other handlers, and can be unloaded.
# That needs hidden visibility and no GNU-unique symbols. The C++ library is linked in, so that the same file runs wherever
# it is loaded.
function(tertulia_function NAME)
  add_library(${NAME} MODULE ${ARGN})
  target_link_libraries(${NAME} PRIVATE Tertulia::sdk)
  target_compile_options(${NAME} PRIVATE -fvisibility=hidden -fvisibility-inlines-hidden -fno-gnu-unique)
  target_link_options(${NAME} PRIVATE -Wl,-Bsymbolic -Wl,--exclude-libs,ALL)
  set_target_properties(${NAME} PROPERTIES
    PREFIX "" SUFFIX ".so" POSITION_INDEPENDENT_CODE ON
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/functions)
endfunction()
