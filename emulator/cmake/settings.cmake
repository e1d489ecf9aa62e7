# The settings that every target shares: the standard, the output folders, the sanitizers.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# A folder's sources are compiled several at once: most of the time goes into headers that they share. So names without
# linkage are distinct within a folder. The presets `debug` and `fuzz` compile each by itself.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 6 CACHE STRING "How many sources are compiled at once")

set(TERTULIA_SANITIZE "" CACHE STRING "Sanitizers for the whole build: address,undefined or thread")
option(TERTULIA_FUZZ "Build the fuzz targets with libFuzzer (clang only)" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
  add_link_options(-fuse-ld=mold)
endif()
if(TERTULIA_SANITIZE)
  add_compile_options(-fsanitize=${TERTULIA_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TERTULIA_SANITIZE})
  if(TERTULIA_SANITIZE MATCHES thread)
    # The sanitizer does not know fences; one thread runs each io_context, so that none is needed.
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
  if(TERTULIA_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
if(TERTULIA_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined)
  add_link_options(-fsanitize=address,undefined)
endif()

include(CTest)
include(GNUInstallDirs)

# Libraries are linked in where the distribution has them so: the program starts in milliseconds, and to find and relocate
# shared ones would take most of them.
set(CMAKE_FIND_LIBRARY_SUFFIXES .a .so)
set(OPENSSL_USE_STATIC_LIBS ON)
set(ZLIB_USE_STATIC_LIBS ON)
set(Boost_USE_STATIC_LIBS ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS url)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_library(YAML_CPP yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
