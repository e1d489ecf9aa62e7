#include <algorithm>
#include <utility>
#include <vector>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/checks.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/expressions/languages.hpp"
#include "emulator/services/dynamodb/expressions/operands.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using Set = Update::Set;

/// The right side of "=" in SET.
struct Value {
  Term left;
  Set::Arithmetic arithmetic = Set::Arithmetic::kNone;
  std::optional<Operand> right = std::nullopt;
  bool parenthesised = false;
};

class UpdateReader {
 public:
  explicit UpdateReader(Reader& reader) : reader_(reader) {}

  Update all() {
    do section();
    while (!reader_.at(TokenKind::kEnd));
    check_apart(reader_, paths());
    return std::move(update_);
  }

 private:
  void section() {
    const auto section = reader_.at();
    switch (section) {
      case TokenKind::kSet:
        begin(section);
        return actions([this] { set(); });
      case TokenKind::kRemove:
        begin(section);
        return actions([this] { update_.remove.push_back(read_path(reader_)); });
      case TokenKind::kAdd:
        begin(section);
        return actions([this] { change(TokenKind::kAdd, update_.add); });
      case TokenKind::kDelete:
        begin(section);
        return actions([this] { change(TokenKind::kDelete, update_.erase); });
      default:
        reader_.refuse_token();
    }
  }

  /// Takes the section's name.
  void begin(TokenKind section) {
    const auto name = reader_.take().text;
    if (std::ranges::find(sections_, section) != sections_.end()) {
      return reader_.note(Rank::kSection, repeated_section(base::upper(name)));
    }
    sections_.push_back(section);
  }

  template <class Action>
  void actions(Action action) {
    do action();
    while (reader_.accept(TokenKind::kComma));
  }

  void set() {
    Path path = read_path(reader_);
    reader_.expect(TokenKind::kEqual);
    Value read = value();
    update_.set.push_back({.path = std::move(path),
                           .left = std::move(read.left.operand),
                           .arithmetic = read.arithmetic,
                           .right = std::move(read.right)});
  }

  void change(TokenKind section, std::vector<Update::Change>& changes) {
    Path path = read_path(reader_);
    Literal value = read_literal(reader_);
    check_change(reader_, section, value);
    changes.push_back({.path = std::move(path), .value = std::move(value)});
  }

  /// An operand, a sum or a difference. Parentheses may be around any of them.
  Value value() {
    Value value = reader_.at(TokenKind::kLeftParenthesis)
                      ? value_in_parentheses()
                      : Value{.left = read_bare_operand(reader_)};
    if (value.arithmetic != Set::Arithmetic::kNone || !at_sign()) return value;
    reader_.count_operator(reader_.position());
    const auto sign = reader_.take();
    value.arithmetic =
        sign.kind == TokenKind::kPlus ? Set::Arithmetic::kPlus : Set::Arithmetic::kMinus;
    value.left.operand = nested(reader_, std::move(value.left));
    value.right = nested(reader_, read_operand(reader_));
    value.parenthesised = false;
    check_arithmetic(reader_, sign.text, value.left.operand, *value.right);
    return value;
  }

  Value value_in_parentheses() {
    const Level level(reader_);
    reader_.take();
    Value inner = value();
    reader_.expect(TokenKind::kRightParenthesis);
    if (inner.parenthesised) reader_.refuse_parentheses();
    inner.parenthesised = true;
    return inner;
  }

  [[nodiscard]] bool at_sign() const {
    return reader_.at(TokenKind::kPlus) || reader_.at(TokenKind::kMinus);
  }

  /// All that the update changes, in the order of the text.
  [[nodiscard]] std::vector<const Path*> paths() const {
    std::vector<const Path*> result;
    for (const auto section : sections_) {
      if (section == TokenKind::kSet) append_paths(update_.set, result);
      if (section == TokenKind::kAdd) append_paths(update_.add, result);
      if (section == TokenKind::kDelete) append_paths(update_.erase, result);
      if (section != TokenKind::kRemove) continue;
      for (const auto& path : update_.remove) result.push_back(&path);
    }
    return result;
  }

  template <class Actions>
  static void append_paths(const Actions& actions, std::vector<const Path*>& paths) {
    for (const auto& action : actions) paths.push_back(&action.path);
  }

  Reader& reader_;
  std::vector<TokenKind> sections_;
  Update update_;
};

}  // namespace

Update read_update(Reader& reader) { return UpdateReader(reader).all(); }

}  // namespace tertulia::dynamodb::expressions
