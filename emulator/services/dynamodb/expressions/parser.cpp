#include "emulator/services/dynamodb/expressions/parser.hpp"

#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/expressions/languages.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

template <class Tree>
core::Result<Tree> parsed(std::string_view parameter, const Reader& reader, Tree tree) {
  if (reader.error()) return in_expression(parameter, *reader.error());
  return tree;
}

}  // namespace

Parser::Parser(const NameMap* names, const AttributeMap* values)
    : placeholders_(names, values), maps_(placeholders_.check_maps()) {}

core::Result<Condition> Parser::condition(std::string_view parameter, std::string_view text) {
  TERTULIA_CHECK(check_maps());
  Reader reader(Language::kCondition, text, placeholders_);
  auto condition = read_condition(reader);
  return parsed(parameter, reader, std::move(condition));
}

core::Result<Projection> Parser::projection(std::string_view text) {
  TERTULIA_CHECK(check_maps());
  Reader reader(Language::kProjection, text, placeholders_);
  auto projection = read_projection(reader);
  return parsed("ProjectionExpression", reader, std::move(projection));
}

core::Result<Update> Parser::update(std::string_view text) {
  TERTULIA_CHECK(check_maps());
  Reader reader(Language::kUpdate, text, placeholders_);
  auto update = read_update(reader);
  return parsed("UpdateExpression", reader, std::move(update));
}

core::Status Parser::check_maps() const { return maps_; }

core::Status Parser::check_all_used() const {
  TERTULIA_CHECK(check_maps());
  return placeholders_.check_all_used();
}

}  // namespace tertulia::dynamodb::expressions
