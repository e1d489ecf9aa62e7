/// The attributes that an expression speaks of: the first step of each of its paths.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

void add_attributes(std::set<std::string>& names, const Condition& condition);
void add_attributes(std::set<std::string>& names, const Projection& projection);
void add_attributes(std::set<std::string>& names, const Update& update);

/// The same in the order in which they stand there, some of them perhaps several times.
[[nodiscard]] std::vector<std::string> attributes_in_order(const Condition& condition);

}  // namespace tertulia::dynamodb::expressions
