/// Makes a `Value` tree of the events of a parser, with the rules that YAML and JSON share.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "emulator/model/parse.hpp"

namespace tertulia::model {

/// Every call returns false once something is wrong: then `problem` says what.
class TreeBuilder {
 public:
  TreeBuilder(const Files& files, std::uint16_t file) : files_(files), file_(file) {}

  /// A value that is complete. `tag` is a CloudFormation short form without its "!" or empty,
  /// `anchor` 0 or the anchor's number. In a map, values take turns as keys.
  bool scalar(Value value, int line, std::string_view tag = {}, std::size_t anchor = 0);
  /// The key "<<", written plainly.
  bool merge_key(int line);
  bool begin_list(int line, std::string tag = {}, std::size_t anchor = 0);
  bool begin_map(int line, std::string tag = {}, std::size_t anchor = 0);
  bool end();
  bool alias(std::size_t anchor, int line);

  bool fail(int line, std::string message, std::string remedy = {});
  [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }
  /// The finished tree; null for an empty text.
  [[nodiscard]] Value take() { return std::move(root_); }
  [[nodiscard]] bool has_root() const { return has_root_; }

 private:
  struct Frame {
    Value value;
    std::string tag;
    std::size_t anchor = 0;
    bool at_key = false;
    bool merging = false;
    Member member;
    std::vector<Value> merged;
    std::unordered_set<std::string> keys;
  };

  bool begin(Kind kind, int line, std::string tag, std::size_t anchor);
  bool put(Value value);
  bool put_key(const Value& value);
  bool put_value(Frame& frame, Value value);
  bool put_merged(Frame& frame, Value value);
  bool spend(const Value& value, int line);
  void apply_merges(Frame& frame);
  /// Wraps `value` in the long form of a short one: {"Ref": value}.
  static Value tagged(Value value, std::string_view tag);

  const Files& files_;
  std::uint16_t file_;
  std::vector<Frame> frames_;
  std::map<std::size_t, Value> anchors_;
  std::size_t weight_ = 0;
  Value root_;
  bool has_root_ = false;
  std::optional<Problem> problem_;
};

}  // namespace tertulia::model
