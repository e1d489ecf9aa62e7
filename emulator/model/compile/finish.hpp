/// The last steps of a template: the user's own resources, the pseudo-parameters plugin, tidying.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "emulator/model/compile/service.hpp"

namespace tertulia::model::compile {

/// Lays the configuration's `resources` over `cloudformation`, and its `extensions` over those.
void merge_resources(Service& service, nlohmann::json& cloudformation, const Value* resources);
/// Makes `#{AWS::Region}` an Fn::Sub, everywhere.
void apply_pseudo_parameters(nlohmann::json& cloudformation);
/// Removes nulls from properties, and gives every output the name that it is exported by.
void tidy(const Service& service, nlohmann::json& cloudformation);
/// Warns of `${AWS::…}` outside Fn::Sub, and of `#{AWS::…}` without its plugin.
void warn_of_pseudo_parameters(Service& service);

}  // namespace tertulia::model::compile
