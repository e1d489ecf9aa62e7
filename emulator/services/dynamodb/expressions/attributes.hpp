/// The attributes that an expression speaks of: the first step of each of its paths.
#pragma once

#include <set>
#include <string>

#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

void add_attributes(std::set<std::string>& names, const Condition& condition);
void add_attributes(std::set<std::string>& names, const Projection& projection);
void add_attributes(std::set<std::string>& names, const Update& update);

}  // namespace tertulia::dynamodb::expressions
