# One static library per folder. The PUBLIC links are the layer table of emulator/README.md, said a second time.

set(TERTULIA_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Werror)
if(CMAKE_UNITY_BUILD)
  # What a source keeps to itself looks there like a neighbour's, or a header's.
  list(APPEND TERTULIA_WARNINGS -Wno-shadow $<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # With -O2, GCC 12 sees overlapping copies in assignments of literals to strings (GCC bug 105651), and members of a
  # variant that it does not hold (GCC bug 105562).
  list(APPEND TERTULIA_WARNINGS $<$<CONFIG:Release>:-Wno-restrict> $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
  if(TERTULIA_SANITIZE MATCHES thread)
    list(APPEND TERTULIA_WARNINGS -Wno-restrict -Wno-maybe-uninitialized)  # and so where its instrumentation hides more
  endif()
endif()

# tertulia_folder(base [LINKS core …] [USES OpenSSL::Crypto …]): the library tertulia_base of all sources below
# emulator/base, which may include the folders of LINKS. USES are third-party libraries that stay inside. Every
# schema.sql becomes a header beside the objects that holds its text.
function(tertulia_folder FOLDER)
  cmake_parse_arguments(ARG "" "" "LINKS;USES" ${ARGN})
  string(REPLACE "/" "_" NAME ${FOLDER})
  string(REGEX REPLACE "^services_" "" NAME ${NAME})
  set(ROOT ${PROJECT_SOURCE_DIR}/emulator/${FOLDER})
  file(GLOB_RECURSE SOURCES CONFIGURE_DEPENDS ${ROOT}/*.cpp ${ROOT}/*.hpp ${ROOT}/*.h)
  list(FILTER SOURCES EXCLUDE REGEX "/main\\.cpp$")
  if(NOT SOURCES)
    return()
  endif()
  add_library(tertulia_${NAME} STATIC ${SOURCES})
  set_target_properties(tertulia_${NAME} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(tertulia_${NAME} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  target_compile_options(tertulia_${NAME} PRIVATE ${TERTULIA_WARNINGS})
  list(TRANSFORM ARG_LINKS PREPEND tertulia_)
  target_link_libraries(tertulia_${NAME} PUBLIC ${ARG_LINKS} PRIVATE ${ARG_USES})
  if(EXISTS ${ROOT}/schema.sql)
    tertulia_embed(tertulia_${NAME} ${ROOT}/schema.sql kSchema)
  endif()
endfunction()

# tertulia_service(sqs [LINKS …] [USES …]): a folder of emulator/services with what every service may include.
function(tertulia_service NAME)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  tertulia_folder(services/${NAME} LINKS base core store model USES nlohmann_json::nlohmann_json ${ARG_USES})
endfunction()

# tertulia_embed(target file kName): "<target>/<file name>.hpp" with `static constexpr std::string_view kName` (each source its own: names may repeat).
function(tertulia_embed TARGET FILE NAME)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${FILE})
  file(READ ${FILE} TEXT)
  get_filename_component(LEAF ${FILE} NAME)
  set(HEADER ${CMAKE_BINARY_DIR}/embedded/${TARGET}/${LEAF}.hpp)
  string(CONFIGURE [==[// Generated from @LEAF@.
#pragma once
#include <string_view>
static constexpr std::string_view @NAME@ = R"embedded(@TEXT@)embedded";
]==] CONTENT @ONLY)
  file(GENERATE OUTPUT ${HEADER} CONTENT "${CONTENT}")
  target_include_directories(${TARGET} PRIVATE ${CMAKE_BINARY_DIR}/embedded)
endfunction()

# tertulia_image(): every schema.sql as one database of empty tables, which the app begins with.
function(tertulia_image)
  add_executable(store_image ${PROJECT_SOURCE_DIR}/emulator/store/image/main.cpp)
  target_compile_options(store_image PRIVATE ${TERTULIA_WARNINGS})
  target_link_libraries(store_image PRIVATE tertulia_store)
  set(IMAGE ${CMAKE_BINARY_DIR}/embedded/tertulia.image)
  file(GLOB SCHEMAS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/emulator/*/schema.sql
       ${PROJECT_SOURCE_DIR}/emulator/services/*/schema.sql)
  add_custom_command(OUTPUT ${IMAGE} COMMAND store_image ${IMAGE} ${SCHEMAS}
                     DEPENDS store_image ${SCHEMAS} VERBATIM)
  set_source_files_properties(${PROJECT_SOURCE_DIR}/emulator/app/image.cpp PROPERTIES
    OBJECT_DEPENDS ${IMAGE} COMPILE_DEFINITIONS TERTULIA_IMAGE="${IMAGE}")
endfunction()

# tertulia_like_the_program(micro): a program with the memory of `tertulia` and linked as it is.
function(tertulia_like_the_program NAME)
  if(NOT TERTULIA_SANITIZE AND NOT TERTULIA_FUZZ)
    # What one thread allocates another frees, for every request: glibc's arenas make that the largest part of its cost.
    find_library(JEMALLOC jemalloc REQUIRED)
    target_link_libraries(${NAME} PRIVATE ${JEMALLOC})
    target_link_options(${NAME} PRIVATE -static-libstdc++ -static-libgcc -no-pie)
  endif()
endfunction()
