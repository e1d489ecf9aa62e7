#include "emulator/sdk/failure.hpp"

#include <cstdlib>
#include <memory>
#include <typeinfo>

#include <cxxabi.h>

#include "emulator/sdk/json_text.hpp"

namespace tertulia::sdk {
namespace {

std::string readable(const char* mangled) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(mangled, nullptr, nullptr, &status), &std::free);
  return status == 0 && name ? name.get() : mangled;
}

}  // namespace

Failure failure_of(const std::exception_ptr& cause) {
  try {
    std::rethrow_exception(cause);
  } catch (const std::exception& exception) {
    return {.type = readable(typeid(exception).name()), .message = exception.what()};
  } catch (...) {
    const std::type_info* type = abi::__cxa_current_exception_type();
    return {.type = type == nullptr ? "unknown" : readable(type->name()),
            .message = "An object that is no std::exception was thrown"};
  }
}

std::string error_object(const Failure& failure) {
  std::string object = R"({"errorType":)";
  append_json(object, failure.type);
  object += R"(,"errorMessage":)";
  append_json(object, failure.message);
  object += R"(,"stackTrace":[]})";
  return object;
}

}  // namespace tertulia::sdk
