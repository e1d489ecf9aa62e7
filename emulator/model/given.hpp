/// What exists before an application is deployed, as a YAML file states it:
///
///   ssm:
///     /gettogethers/dev/tableName: {type: SecureString, value: dev-gettogethers}
///     /gettogethers/dev/greeting: Hola            # a String
///   items:
///     dev-gettogethers:
///       - {id: 1, name: Cervezas}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/model/items.hpp"
#include "emulator/model/load.hpp"
#include "emulator/model/problem.hpp"

namespace tertulia::model {

struct GivenParameter {
  std::string name;
  /// String, StringList or SecureString.
  std::string type;
  std::string value;
  Where where;
};

/// Items for one table, in the order written.
struct GivenItems {
  std::string table;
  Items items;
  Where where;
};

struct Given {
  std::vector<GivenParameter> parameters = {};
  std::vector<GivenItems> items = {};

  /// The parameter of that name: what `LoadOptions::ssm` answers with.
  [[nodiscard]] std::optional<SsmValue> parameter(std::string_view name) const;
};

/// Reads a file; a problem names file, line and key.
[[nodiscard]] Outcome<Given> load_given(const std::string& path);
/// The same of a text that messages call `name`.
[[nodiscard]] Outcome<Given> parse_given(std::string_view text, std::string_view name);

}  // namespace tertulia::model
