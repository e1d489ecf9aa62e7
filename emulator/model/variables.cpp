#include "emulator/model/variables.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"

namespace tertulia::model {

namespace {

// Value::mark: how far a value is.
constexpr std::uint8_t kActive = 1;
constexpr std::uint8_t kDone = 2;

// A chain of variables, each naming the next, uses the stack; nobody writes one that long.
constexpr std::size_t kChainMax = 200;
constexpr std::size_t kTextMax = 1024 * 1024;

}  // namespace

bool Variables::fail(std::string message, std::string remedy) {
  if (problem_) return false;
  Problem problem{.message = std::move(message), .remedy = std::move(remedy)};
  if (!active_.empty()) {
    problem.key = active_.back().path;
    problem.where = {files_.name(active_.back().value->file), active_.back().value->line};
  }
  problem_ = std::move(problem);
  return false;
}

bool Variables::spend(std::size_t weight) {
  weight_ += weight;
  return weight_ <= kWeightMax ||
         fail("the configuration grows too large when its variables are resolved");
}

std::optional<Problem> Variables::resolve_all() {
  resolve(root_, "");
  return problem_;
}

std::optional<Problem> Variables::resolve_path(std::string_view path) {
  Value* found = nullptr;
  if (follow(root_, path, "", found) && found != nullptr) resolve(*found, std::string(path));
  return problem_;
}

bool Variables::resolve(Value& value, const std::string& path) {
  if (value.mark == kDone) return true;
  if (value.is_text()) {
    if (!may_have_variables(value.text)) return true;
    return resolve_text(value, path);
  }
  for (std::size_t index = 0; index < value.items.size(); ++index) {
    if (!resolve(value.items[index], base::cat(path, path.empty() ? "" : ".", index))) return false;
  }
  for (Member& each : value.members) {
    if (!resolve(each.value, base::cat(path, path.empty() ? "" : ".", each.key))) return false;
  }
  value.mark = kDone;
  return true;
}

std::string Variables::cycle(const Value& value) const {
  auto first = std::find_if(active_.begin(), active_.end(),
                            [&value](const Active& each) { return each.value == &value; });
  std::string chain;
  for (; first != active_.end(); ++first) base::append(chain, first->path, " → ");
  const auto again = std::find_if(active_.begin(), active_.end(),
                                  [&value](const Active& each) { return each.value == &value; });
  return chain + (again == active_.end() ? std::string() : again->path);
}

bool Variables::resolve_text(Value& value, const std::string& path) {
  if (value.mark == kActive) {
    return fail(base::cat("its value depends on itself: ", cycle(value)), "break the circle");
  }
  if (active_.size() >= kChainMax) return fail("variables refer to each other too deeply");
  value.mark = kActive;
  active_.push_back({&value, path});
  auto result = evaluate_text(value.text);
  if (!result) return false;
  Value current = *std::move(result);
  active_.pop_back();
  current.file = value.file;
  current.line = value.line;
  value = std::move(current);
  value.mark = kDone;
  return true;
}

Variables::Found Variables::evaluate_text(const std::string& text) {
  auto parsed = parse_variables(text);
  if (const auto* error = std::get_if<SyntaxError>(&parsed)) {
    fail(error->message);
    return std::nullopt;
  }
  return evaluate(std::get<VariableText>(parsed));
}

Variables::Found Variables::evaluate(const VariableText& text) {
  if (text.parts.size() == 1 && text.parts[0].is_variable())
    return evaluate_variable(text.parts[0]);
  std::string result;
  for (const TextPart& part : text.parts) {
    if (!part.is_variable()) {
      result += part.text;
      continue;
    }
    const auto value = evaluate_variable(part);
    if (!value) return std::nullopt;
    if (!value->is_scalar()) {
      fail(base::cat("\"", part.written, "\" is ",
                     value->is_list()  ? "a list"
                     : value->is_map() ? "a map"
                                       : "null",
                     " and cannot stand inside a text"));
      return std::nullopt;
    }
    result += value->scalar();
  }
  if (result.size() > kTextMax) {
    fail("a text grows beyond 1 MiB when its variables are resolved");
    return std::nullopt;
  }
  if (!spend(1 + result.size() / 32)) return std::nullopt;
  return text_value(std::move(result));
}

Variables::Found Variables::evaluate_variable(const TextPart& variable) {
  std::string absence;
  for (const VariableSource& source : variable.sources) {
    const bool is_literal = source.type.empty() && source.inner.empty();
    // A quoted default may hold variables itself.
    if (is_literal && source.literal.is_text()) return evaluate_text(source.literal.text);
    if (is_literal) return source.literal;
    auto value = evaluate_source(source, absence);
    if (!value) return std::nullopt;
    if (!value->is_null()) return value;
  }
  const bool is_ssm = variable.sources.back().type.starts_with("ssm");
  const std::string with_default =
      base::cat("\"", variable.written.substr(0, variable.written.size() - 1), ", 'value'}\"");
  fail(base::cat("cannot resolve \"", variable.written, "\": ", absence),
       base::cat(is_ssm ? "state it in the file of --given" : "give it",
                 ", or add a default: ", with_default));
  return std::nullopt;
}

std::optional<std::string> Variables::evaluate_scalar(const VariableText& text) {
  auto value = evaluate(text);
  if (!value) return std::nullopt;
  if (!value->is_scalar()) {
    fail("a list, a map or null stands inside a variable where a text is needed");
    return std::nullopt;
  }
  return value->scalar();
}

std::optional<std::vector<std::string>> Variables::evaluate_params(const VariableSource& source) {
  std::vector<std::string> params;
  for (const VariableText& each : source.params) {
    auto param = evaluate_scalar(each);
    if (!param) return std::nullopt;
    params.push_back(*std::move(param));
  }
  return params;
}

Variables::Found Variables::evaluate_source(const VariableSource& source, std::string& absence) {
  if (!source.inner.empty()) {
    // An inner variable without a value is absent here, and the next source has its turn.
    Value null;
    for (const VariableSource& each : source.inner[0].parts[0].sources) {
      if (each.type.empty() && each.inner.empty()) return each.literal;
      auto value = evaluate_source(each, absence);
      if (!value || !value->is_null()) return value;
    }
    return null;
  }
  const auto params = evaluate_params(source);
  if (!params) return std::nullopt;
  std::string address;
  if (source.has_address) {
    auto text = evaluate_scalar(source.address);
    if (!text) return std::nullopt;
    address = *std::move(text);
  }
  return from_type(source, address, *params, absence);
}

bool Variables::follow(Value& start, std::string_view address, const std::string& prefix,
                       Value*& found) {
  Value* at = &start;
  std::string path = prefix;
  found = nullptr;
  for (const std::string_view key : base::split(address, '.')) {
    if (at->is_text() && !resolve(*at, path)) return false;
    if (at->is_list()) {
      const auto index = base::parse_integer(key);
      const bool inside =
          index && *index >= 0 && static_cast<std::size_t>(*index) < at->items.size();
      at = inside ? &at->items[static_cast<std::size_t>(*index)] : nullptr;
    } else {
      at = at->find(key);
    }
    if (at == nullptr) return true;
    base::append(path, path.empty() || path.ends_with(':') ? "" : ".", key);
  }
  if (!resolve(*at, path)) return false;
  found = at;
  return true;
}

Variables::Found Variables::copy_of(Value& value) {
  if (!spend(value.weight())) return std::nullopt;
  return value;
}

}  // namespace tertulia::model
