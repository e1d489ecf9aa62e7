#include "emulator/services/dynamodb/partiql/keywords.hpp"

#include <algorithm>
#include <array>

namespace tertulia::dynamodb::partiql {
namespace {

// clang-format off
constexpr std::array<std::string_view, 230> kKeywords{
    "absolute", "action", "add", "all", "allocate", "alter", "any", "are", "as", "asc", "assertion",
    "at", "authorization", "avg", "bag", "begin", "bit", "bit_length", "blob", "bool", "boolean",
    "by", "cascade", "cascaded", "case", "cast", "catalog", "char", "char_length", "character",
    "character_length", "check", "clob", "close", "coalesce", "collate", "collation", "column",
    "commit", "conflict", "connect", "connection", "constraint", "constraints", "continue",
    "convert", "corresponding", "count", "create", "cross", "current", "current_date",
    "current_time", "current_timestamp", "current_user", "cursor", "date", "deallocate", "dec",
    "decimal", "declare", "default", "deferrable", "deferred", "delete", "desc", "describe",
    "descriptor", "diagnostics", "disconnect", "distinct", "do", "domain", "double", "drop", "else",
    "end", "escape", "exception", "exec", "execute", "exists", "external", "extract", "false",
    "fetch", "first", "float", "for", "foreign", "found", "from", "full", "get", "global", "go",
    "goto", "grant", "group", "having", "identity", "immediate", "index", "indicator", "initially",
    "inner", "input", "insensitive", "insert", "int", "integer", "interval", "into", "isolation",
    "join", "key", "language", "last", "left", "let", "level", "limit", "list", "local", "lower",
    "match", "max", "min", "missing", "modified", "module", "names", "national", "natural", "nchar",
    "new", "next", "no", "nothing", "null", "nullif", "numeric", "octet_length", "of", "old", "on",
    "only", "open", "option", "order", "outer", "output", "overlaps", "pad", "partial", "pivot",
    "position", "precision", "prepare", "preserve", "primary", "prior", "privileges", "procedure",
    "public", "read", "real", "references", "relative", "remove", "restrict", "returning", "revoke",
    "right", "rollback", "rows", "schema", "scroll", "section", "select", "session", "session_user",
    "set", "sexp", "size", "smallint", "some", "space", "sql", "sqlcode", "sqlerror", "sqlstate",
    "string", "struct", "substring", "sum", "symbol", "system_user", "table", "temporary", "then",
    "time", "timestamp", "to", "transaction", "translate", "translation", "trim", "true", "tuple",
    "unique", "unknown", "unpivot", "update", "upper", "usage", "user", "using", "value", "values",
    "varchar", "varying", "view", "when", "whenever", "where", "with", "work", "write", "zone"};
// clang-format on
static_assert(std::ranges::is_sorted(kKeywords));

constexpr std::array<std::string_view, 10> kOperators{"and", "between", "except", "in", "intersect",
                                                      "is",  "like",    "not",    "or", "union"};

constexpr std::array<std::string_view, 19> kFunctions{
    "avg",      "bag",       "bit_length", "char_length",  "character_length",
    "coalesce", "count",     "exists",     "list",         "lower",
    "max",      "min",       "nullif",     "octet_length", "sexp",
    "size",     "substring", "sum",        "upper"};

struct Joined {
  std::array<std::string_view, 2> words;
  std::string_view text;
  TokenKind kind;
};
constexpr std::array<Joined, 19> kJoined{{
    {{"all", "new"}, "all new", TokenKind::kKeyword},
    {{"all", "old"}, "all old", TokenKind::kKeyword},
    {{"character", "varying"}, "character varying", TokenKind::kKeyword},
    {{"cross", "join"}, "join", TokenKind::kKeyword},
    {{"do", "nothing"}, "do nothing", TokenKind::kKeyword},
    {{"double", "precision"}, "double precision", TokenKind::kKeyword},
    {{"full", "join"}, "join", TokenKind::kKeyword},
    {{"full", "outer"}, "outer", TokenKind::kKeyword},
    {{"inner", "join"}, "join", TokenKind::kKeyword},
    {{"insert", "into"}, "insert into", TokenKind::kKeyword},
    {{"is", "not"}, "is not", TokenKind::kOperator},
    {{"left", "join"}, "join", TokenKind::kKeyword},
    {{"left", "outer"}, "outer", TokenKind::kKeyword},
    {{"modified", "new"}, "modified new", TokenKind::kKeyword},
    {{"modified", "old"}, "modified old", TokenKind::kKeyword},
    {{"not", "between"}, "not between", TokenKind::kOperator},
    {{"not", "in"}, "not in", TokenKind::kOperator},
    {{"not", "like"}, "not like", TokenKind::kOperator},
    {{"outer", "join"}, "join", TokenKind::kKeyword},
}};

}  // namespace

TokenKind kind_of_word(std::string_view word) {
  if (std::ranges::find(kOperators, word) != kOperators.end()) return TokenKind::kOperator;
  const bool is_kept = std::binary_search(kKeywords.begin(), kKeywords.end(), word);
  return is_kept ? TokenKind::kKeyword : TokenKind::kName;
}

bool is_function_keyword(std::string_view word) {
  return std::ranges::find(kFunctions, word) != kFunctions.end();
}

void join_words(std::vector<Token>& tokens) {
  if (tokens.size() < 2) return;
  auto& first = tokens[tokens.size() - 2];
  const auto& second = tokens.back();
  const auto is_word = [](const Token& token) {
    return token.kind == TokenKind::kKeyword || token.kind == TokenKind::kOperator;
  };
  if (!is_word(first) || !is_word(second)) return;
  for (const auto& joined : kJoined) {
    if (joined.words[0] != first.text || joined.words[1] != second.text) continue;
    first.kind = joined.kind;
    first.text = joined.text;
    tokens.pop_back();
    return;
  }
}

}  // namespace tertulia::dynamodb::partiql
