#include "emulator/model/tree_builder.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::model {

bool TreeBuilder::fail(int line, std::string message, std::string remedy) {
  if (!problem_) {
    problem_ = Problem{.where = {files_.name(file_), line},
                       .message = std::move(message),
                       .remedy = std::move(remedy)};
  }
  return false;
}

Value TreeBuilder::tagged(Value value, std::string_view tag) {
  if (tag == "GetAtt" && value.is_text()) {
    // "Table.Arn" names a resource and, behind the first dot, an attribute.
    const auto parts = base::split_once(value.text, ".");
    Value list;
    list.kind = Kind::kList;
    list.items.push_back(text_value(std::string(parts ? parts->first : value.text)));
    list.items.push_back(text_value(std::string(parts ? parts->second : std::string_view())));
    for (Value& each : list.items) {
      each.file = value.file;
      each.line = value.line;
    }
    list.file = value.file;
    list.line = value.line;
    value = std::move(list);
  }
  Value wrapped;
  wrapped.kind = Kind::kMap;
  wrapped.file = value.file;
  wrapped.line = value.line;
  Member member{.line = value.line, .file = value.file, .value = {}};
  member.key = tag == "Ref" || tag == "Condition" ? std::string(tag) : base::cat("Fn::", tag);
  member.value = std::move(value);
  wrapped.members.push_back(std::move(member));
  return wrapped;
}

bool TreeBuilder::spend(const Value& value, int line) {
  weight_ += value.weight();
  return weight_ <= kWeightMax ||
         fail(line, "the file grows too large when its aliases are expanded");
}

bool TreeBuilder::scalar(Value value, int line, std::string_view tag, std::size_t anchor) {
  value.file = file_;
  value.line = line;
  if (!spend(value, line)) return false;
  if (!tag.empty()) value = tagged(std::move(value), tag);
  if (anchor != 0) anchors_[anchor] = value;
  return put(std::move(value));
}

bool TreeBuilder::merge_key(int line) {
  if (!frames_.empty() && frames_.back().at_key) {
    frames_.back().merging = true;
    frames_.back().at_key = false;
    return true;
  }
  return scalar(text_value("<<"), line);
}

bool TreeBuilder::begin_list(int line, std::string tag, std::size_t anchor) {
  return begin(Kind::kList, line, std::move(tag), anchor);
}

bool TreeBuilder::begin_map(int line, std::string tag, std::size_t anchor) {
  return begin(Kind::kMap, line, std::move(tag), anchor);
}

bool TreeBuilder::begin(Kind kind, int line, std::string tag, std::size_t anchor) {
  if (frames_.size() >= static_cast<std::size_t>(kDepthMax)) return fail(line, "nested too deeply");
  if (!frames_.empty() && frames_.back().at_key) {
    return fail(line, "a key must be text, not a list or a map");
  }
  Frame frame;
  frame.value.kind = kind;
  frame.value.file = file_;
  frame.value.line = line;
  frame.tag = std::move(tag);
  frame.anchor = anchor;
  frame.at_key = kind == Kind::kMap;
  if (!spend(frame.value, line)) return false;
  frames_.push_back(std::move(frame));
  return true;
}

bool TreeBuilder::end() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  apply_merges(frame);
  Value value = std::move(frame.value);
  if (!frame.tag.empty()) value = tagged(std::move(value), frame.tag);
  if (frame.anchor != 0) anchors_[frame.anchor] = value;
  return put(std::move(value));
}

bool TreeBuilder::alias(std::size_t anchor, int line) {
  const auto found = anchors_.find(anchor);
  // yaml-cpp refuses unknown anchors itself; one that is still open contains itself.
  if (found == anchors_.end()) return fail(line, "an alias may not stand inside what it names");
  if (!spend(found->second, line)) return false;
  return put(found->second);
}

bool TreeBuilder::put(Value value) {
  if (frames_.empty()) {
    root_ = std::move(value);
    has_root_ = true;
    return true;
  }
  Frame& frame = frames_.back();
  if (frame.value.is_list()) {
    frame.value.items.push_back(std::move(value));
    return true;
  }
  if (frame.at_key) return put_key(value);
  return put_value(frame, std::move(value));
}

bool TreeBuilder::put_key(const Value& value) {
  Frame& frame = frames_.back();
  if (value.is_list() || value.is_map()) {
    return fail(value.line, "a key must be text, not a list or a map");
  }
  std::string key = value.is_null() ? "null" : value.scalar();
  if (!frame.keys.insert(key).second) {
    return fail(value.line, base::cat("the key \"", key, "\" appears twice in the same map"),
                "remove one of them");
  }
  frame.member = Member{.key = std::move(key), .line = value.line, .file = file_, .value = {}};
  frame.at_key = false;
  return true;
}

bool TreeBuilder::put_value(Frame& frame, Value value) {
  frame.at_key = true;
  if (frame.merging) {
    frame.merging = false;
    return put_merged(frame, std::move(value));
  }
  frame.member.value = std::move(value);
  frame.value.members.push_back(std::move(frame.member));
  return true;
}

bool TreeBuilder::put_merged(Frame& frame, Value value) {
  if (value.is_list()) {
    for (Value& each : value.items) {
      if (!each.is_map()) return fail(value.line, "\"<<\" merges maps, and this is none");
      frame.merged.push_back(std::move(each));
    }
    return true;
  }
  if (!value.is_map()) return fail(value.line, "\"<<\" merges maps, and this is none");
  frame.merged.push_back(std::move(value));
  return true;
}

void TreeBuilder::apply_merges(Frame& frame) {
  // The map's own keys win, then those of earlier maps.
  for (Value& map : frame.merged) {
    for (Member& each : map.members) {
      if (frame.keys.insert(each.key).second) frame.value.members.push_back(std::move(each));
    }
  }
}

}  // namespace tertulia::model
