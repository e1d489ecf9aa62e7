# `find_package(Tertulia)` in another project: the program, what handlers include (Tertulia::sdk, tertulia_function()) and what
# their tests link (Tertulia::harness).
include(CMakePackageConfigHelpers)

set(TERTULIA_LIBRARIES base core store wire model apigateway dynamodb iam lambda logs sns ssm sts runtime edge app sdk)
list(TRANSFORM TERTULIA_LIBRARIES PREPEND tertulia_)
foreach(LIBRARY ${TERTULIA_LIBRARIES})
  target_include_directories(${LIBRARY} PUBLIC $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/tertulia>)
  string(REGEX REPLACE "^tertulia_" "" EXPORTED ${LIBRARY})
  set_target_properties(${LIBRARY} PROPERTIES EXPORT_NAME ${EXPORTED})
endforeach()

install(TARGETS tertulia RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS ${TERTULIA_LIBRARIES} EXPORT Tertulia ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/tertulia)
foreach(FOLDER emulator tests/harness)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${FOLDER}/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tertulia/${FOLDER}
          FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
endforeach()

set(TERTULIA_PACKAGE ${CMAKE_INSTALL_LIBDIR}/cmake/Tertulia)
install(EXPORT Tertulia NAMESPACE Tertulia:: FILE TertuliaTargets.cmake DESTINATION ${TERTULIA_PACKAGE})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/TertuliaConfig.cmake.in ${CMAKE_BINARY_DIR}/TertuliaConfig.cmake
                              INSTALL_DESTINATION ${TERTULIA_PACKAGE})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/TertuliaConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/TertuliaConfig.cmake ${CMAKE_BINARY_DIR}/TertuliaConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/tertulia_function.cmake
        DESTINATION ${TERTULIA_PACKAGE})
