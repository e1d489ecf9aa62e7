#include "emulator/model/diagnostics.hpp"

namespace tertulia::model {

namespace {

void add(std::vector<Problem>& list, const Where& place, std::string key, std::string message,
         std::string remedy) {
  list.push_back(Problem{.where = place,
                         .key = std::move(key),
                         .message = std::move(message),
                         .remedy = std::move(remedy)});
}

}  // namespace

void Diagnostics::error(const Where& place, std::string key, std::string message,
                        std::string remedy) {
  add(errors, place, std::move(key), std::move(message), std::move(remedy));
}

void Diagnostics::warn(const Where& place, std::string key, std::string message,
                       std::string remedy) {
  add(warnings, place, std::move(key), std::move(message), std::move(remedy));
}

void Diagnostics::lacks(const Where& place, std::string key, std::string message) {
  add(unsupported, place, std::move(key), std::move(message), {});
}

}  // namespace tertulia::model
