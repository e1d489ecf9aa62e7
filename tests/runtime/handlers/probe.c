/* Does what the first word of its event says, and answers with what it found. */
#include <stdio.h>
#include <string.h>

#include "emulator/sdk/host.h"

static tertulia_text text(const char* c_string) {
  const tertulia_text result = {c_string, strlen(c_string)};
  return result;
}

static void quote(tertulia_sink result, void* target, tertulia_text value) {
  if (value.data == NULL) {
    result(target, "null", 4);
    return;
  }
  result(target, "\"", 1);
  result(target, value.data, value.size);
  result(target, "\"", 1);
}

static void number(tertulia_sink result, void* target, int64_t value) {
  char digits[32];
  const int size = snprintf(digits, sizeof digits, "%lld", (long long)value);
  result(target, digits, (size_t)size);
}

__attribute__((visibility("default"))) int32_t tertulia_handler_v1(
    const tertulia_host* host, const tertulia_invocation* invocation, tertulia_sink result,
    void* target) {
  char event[128] = {0};
  if (invocation->payload.size >= sizeof event) return 99;
  memcpy(event, invocation->payload.data, invocation->payload.size);
  char* rest = strchr(event, ' ');
  if (rest != NULL) *rest++ = 0;

  if (strcmp(event, "nothing") == 0) return TERTULIA_RETURNED;
  if (strcmp(event, "null") == 0) {
    result(target, NULL, 0);
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "nonsense") == 0) {
    result(target, "{\"a\":oops}", 10);
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "cut") == 0) {
    result(target, "{\"a\":", 5);
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "status") == 0) return 7;
  if (strcmp(event, "fail") == 0) {
    const char* error = "{\"errorType\":\"Error\",\"errorMessage\":\"boom\"}";
    result(target, error, strlen(error));
    return TERTULIA_FAILED;
  }
  if (strcmp(event, "fail_without_error") == 0) return TERTULIA_FAILED;
  if (strcmp(event, "env") == 0) {
    quote(result, target, host->env(host->context, text(rest)));
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "now") == 0) {
    number(result, target, host->now_ms(host->context));
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "remaining") == 0) {
    number(result, target, host->remaining_ms(host->context));
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "deadline") == 0) {
    number(result, target, invocation->deadline_ms);
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "random") == 0) {
    number(result, target, (int64_t)(host->random(host->context) >> 1));
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "context") == 0) {
    quote(result, target, invocation->function_arn);
    host->log(host->context, invocation->request_id);
    host->log(host->context, invocation->function_name);
    host->log(host->context, invocation->function_version);
    host->log(host->context, invocation->memory_limit_mb);
    host->log(host->context, invocation->log_group);
    host->log(host->context, invocation->log_stream);
    host->log(host->context, invocation->trace_id);
    host->log(host->context, invocation->client_context);
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "log") == 0) {
    host->log(host->context, text("one\ntwo\n"));
    host->log(host->context, text("three"));
    return TERTULIA_RETURNED;
  }
  if (strcmp(event, "call") == 0) {
    host->log(host->context, text("calling"));
    const int32_t status =
        host->call(host->context, text("test"), text(rest), text("{\"a\":1}"), result, target);
    return status == 200 ? TERTULIA_RETURNED : TERTULIA_FAILED;
  }
  if (strcmp(event, "call_twice") == 0) {
    /* For runs that are given up during the first. */
    host->call(host->context, text("test"), text("Wait"), text("{}"), result, target);
    host->call(host->context, text("test"), text("After"), text("{}"), result, target);
    return TERTULIA_RETURNED;
  }
  return 98;
}
