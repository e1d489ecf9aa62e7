/* The boundary between a handler and what runs it: a table of C functions. No C++ type, allocator
 * or exception crosses it, so a handler and its host may be built with different flags and
 * libraries.
 *
 * A handler is a shared object that exports `tertulia_handler_v1`. Authors of handlers include
 * handler.hpp instead, which makes that function of a plain C++ one.
 */
#ifndef TERTULIA_SDK_HOST_H
#define TERTULIA_SDK_HOST_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes that the callee owns until the call returns. */
typedef struct tertulia_text {
  const char* data;
  size_t size;
} tertulia_text;

/* Takes bytes; the receiver copies what it keeps. */
typedef void (*tertulia_sink)(void* target, const char* data, size_t size);

/* What a handler may ask of the world. Every function may be called from the handler's thread
 * during its invocation. */
typedef struct tertulia_host {
  /* sizeof(tertulia_host) of the host: a newer host has more at the end. */
  size_t size;
  void* context;
  /* The function's environment variable; data is null when it has none of that name. Valid until
   * the invocation ends. */
  tertulia_text (*env)(void* context, tertulia_text name);
  /* Milliseconds since the epoch by the clock of the function's world, which may be virtual. */
  int64_t (*now_ms)(void* context);
  /* Milliseconds until the invocation is given up, in real time. */
  int64_t (*remaining_ms)(void* context);
  /* 64 random bits. */
  uint64_t (*random)(void* context);
  /* Writes to the function's log; each line becomes an event. */
  void (*log)(void* context, tertulia_text line);
  /* Calls an AWS operation ("dynamodb", "Scan") with its input as JSON by member names. Returns the
   * HTTP status and gives the answer's body to `reply`: the output as JSON, or
   * {"__type":"Code","message":"…"} for a status from 300 on. */
  int32_t (*call)(void* context, tertulia_text service, tertulia_text operation,
                  tertulia_text request, tertulia_sink reply, void* target);
} tertulia_host;

/* One invocation, as on AWS. */
typedef struct tertulia_invocation {
  size_t size;
  tertulia_text payload; /* the event, JSON */
  tertulia_text request_id;
  tertulia_text function_name;
  tertulia_text function_version;
  tertulia_text function_arn;
  tertulia_text memory_limit_mb;
  tertulia_text log_group;
  tertulia_text log_stream;
  tertulia_text trace_id;
  tertulia_text client_context; /* JSON, empty for none */
  int64_t deadline_ms;
} tertulia_invocation;

/* How an invocation ended. */
enum { TERTULIA_RETURNED = 0, TERTULIA_FAILED = 1 };

/* Runs the handler once. Gives the result (JSON) to `result`, or for TERTULIA_FAILED an error
 * object
 * {"errorType":…,"errorMessage":…,"stackTrace":[…]}. Called from one thread at a time per loaded
 * copy; state kept in globals lives as long as the copy, which is one execution environment. */
typedef int32_t (*tertulia_handler_fn)(const tertulia_host* host,
                                       const tertulia_invocation* invocation, tertulia_sink result,
                                       void* target);

#define TERTULIA_HANDLER_SYMBOL "tertulia_handler_v1"

#ifdef __cplusplus
}
#endif
#endif
