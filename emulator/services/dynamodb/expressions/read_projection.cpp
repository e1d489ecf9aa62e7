#include "emulator/services/dynamodb/expressions/checks.hpp"
#include "emulator/services/dynamodb/expressions/languages.hpp"
#include "emulator/services/dynamodb/expressions/operands.hpp"

namespace tertulia::dynamodb::expressions {

Projection read_projection(Reader& reader) {
  Projection projection;
  do projection.paths.push_back(read_path(reader));
  while (reader.accept(TokenKind::kComma));
  if (!reader.at(TokenKind::kEnd)) reader.refuse_token();
  std::vector<const Path*> paths;
  for (const auto& path : projection.paths) paths.push_back(&path);
  check_apart(reader, paths);
  return projection;
}

}  // namespace tertulia::dynamodb::expressions
