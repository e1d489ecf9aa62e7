#include "emulator/services/dynamodb/expressions/reader.hpp"

#include "emulator/services/dynamodb/expressions/errors.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

constexpr std::size_t kSizeMax = 4096;
constexpr int kOperatorsMax = 300;
// Every level but the innermost and one around all holds an operator or is a function.
constexpr int kDepthMax = 320;

}  // namespace

Reader::Reader(Language language, std::string_view text, Placeholders& placeholders)
    : language_(language), text_(text), placeholders_(placeholders), token_(next_token(text, 0)) {
  if (text.empty()) stop(empty_expression());
  if (text.size() > kSizeMax) stop(expression_too_long(text.size()));
}

Token Reader::take() {
  previous_ = token_;
  if (token_.kind != TokenKind::kEnd) token_ = next_token(text_, token_.end());
  return previous_;
}

bool Reader::accept(TokenKind kind) {
  if (token_.kind != kind) return false;
  take();
  return true;
}

void Reader::expect(TokenKind kind) {
  if (!accept(kind)) refuse_token();
}

void Reader::refuse_token() {
  const auto token = token_.kind == TokenKind::kEnd ? "<EOF>" : token_.text;
  stop(syntax_error(token, neighbourhood()));
}

void Reader::refuse_parentheses() { stop(redundant_parentheses()); }

void Reader::note(Rank rank, core::ApiError error) {
  const bool by_rank = language_ == Language::kUpdate;
  keep({by_rank || rank <= Rank::kPlace ? rank : Rank::kOperands, 0}, std::move(error));
}

void Reader::note_place(std::size_t position, core::ApiError error) {
  keep({Rank::kPlace, position}, std::move(error));
}

void Reader::count_operator(std::size_t position) {
  if (++operators_ > kOperatorsMax) note_place(position, too_many_operators(operators_));
}

void Reader::keep(std::pair<Rank, std::size_t> order, core::ApiError error) {
  if (error_ && order_ <= order) return;
  order_ = order;
  error_ = std::move(error);
}

void Reader::stop(core::ApiError error) {
  if (stopped_) return;
  keep({Rank::kForm, 0}, std::move(error));
  stop();
}

void Reader::stop() {
  stopped_ = true;
  token_ = {.kind = TokenKind::kEnd, .begin = text_.size()};
}

std::string_view Reader::neighbourhood() const {
  const auto begin = previous_.text.empty() ? token_.begin : previous_.begin;
  const auto next = next_token(text_, token_.end());
  auto end = token_.text.empty() ? previous_.end() : token_.end();
  if (!next.text.empty()) end = next.end();
  return end > begin ? text_.substr(begin, end - begin) : std::string_view();
}

Level::Level(Reader& reader) : reader_(reader) {
  if (++reader.depth_ <= kDepthMax) return;
  if (!reader.error_) reader.refuse_parentheses();
  reader.stop();
}

}  // namespace tertulia::dynamodb::expressions
