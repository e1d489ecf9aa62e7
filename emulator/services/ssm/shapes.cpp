#include "emulator/services/ssm/shapes.hpp"

namespace tertulia::ssm {

std::span<const core::Member> Parameter::members() {
  static constexpr std::array kMembers{
      core::member<&Parameter::name>("Name"),
      core::member<&Parameter::type>("Type"),
      core::member<&Parameter::value>("Value"),
      core::member<&Parameter::version>("Version"),
      core::member<&Parameter::selector>("Selector"),
      core::member<&Parameter::last_modified>("LastModifiedDate"),
      core::member<&Parameter::arn>("ARN"),
      core::member<&Parameter::data_type>("DataType"),
  };
  return kMembers;
}

}  // namespace tertulia::ssm
