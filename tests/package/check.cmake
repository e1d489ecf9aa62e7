# Installs Tertulia into an empty prefix, then configures, builds and tests the project beside this file against it.
# cmake -DBUILD=… -DSOURCE=… -DWORK=… -P check.cmake
file(REMOVE_RECURSE ${WORK})
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE RESULT)
  if(NOT RESULT EQUAL 0)
    message(FATAL_ERROR "failed: ${ARGN}")
  endif()
endfunction()
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=${WORK}/prefix)
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/build --output-on-failure)
run(${WORK}/prefix/bin/tertulia invoke greet --config ${SOURCE}/serverless.yml --functions ${WORK}/build/functions
    --data "{\"httpMethod\":\"POST\",\"body\":\"{\\\"name\\\":\\\"Ada\\\"}\"}")
