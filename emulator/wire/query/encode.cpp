#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/query/query.hpp"
#include "emulator/wire/scalars.hpp"
#include "emulator/wire/shapes.hpp"

namespace tertulia::wire::query {
namespace {

using core::Kind;

/// What AWS's front end answers under before it knows whose error it is.
constexpr std::string_view kFaultNamespace = "http://webservices.amazon.com/AWSFault/2005-15-09";

void encode_value(std::string_view name, const core::Type& type, const core::MemberOptions& options,
                  const void* value, std::string& out);

void encode_list(std::string_view name, const core::Type& type, const core::MemberOptions& options,
                 const void* list, std::string& out) {
  const auto size = type.size(list);
  if (!options.flattened) base::append(out, "<", name, ">");
  const std::string_view element = options.flattened              ? name
                                   : options.element_name.empty() ? "member"
                                                                  : options.element_name;
  for (std::size_t i = 0; i < size; ++i) {
    encode_value(element, type.element(), {.time_format = options.time_format}, type.at(list, i),
                 out);
  }
  if (!options.flattened) base::append(out, "</", name, ">");
}

void encode_map(std::string_view name, const core::Type& type, const core::MemberOptions& options,
                const void* map, std::string& out) {
  struct Walk {
    const core::Type& element;
    std::string_view entry, key, value;
    std::string& out;
  } walk{type.element(), options.flattened ? name : "entry",
         options.key_name.empty() ? "key" : options.key_name,
         options.value_name.empty() ? "value" : options.value_name, out};
  if (!options.flattened) base::append(out, "<", name, ">");
  type.each(map, &walk, [](void* context, std::string_view key, const void* value) {
    auto& state = *static_cast<Walk*>(context);
    base::append(state.out, "<", state.entry, "><", state.key, ">");
    append_escaped(key, state.out);
    base::append(state.out, "</", state.key, ">");
    encode_value(state.value, state.element, {}, value, state.out);
    base::append(state.out, "</", state.entry, ">");
  });
  if (!options.flattened) base::append(out, "</", name, ">");
}

void encode_value(std::string_view name, const core::Type& type, const core::MemberOptions& options,
                  const void* value, std::string& out) {
  if (type.kind == Kind::kList) return encode_list(name, type, options, value, out);
  if (type.kind == Kind::kMap) return encode_map(name, type, options, value, out);
  base::append(out, "<", name, ">");
  if (type.kind == Kind::kStructure) {
    encode_members(type, value, out);
  } else if (type.kind == Kind::kString) {
    append_escaped(type.print(value), out);
  } else {
    out += print_scalar(type, options.time_format, value);
  }
  base::append(out, "</", name, ">");
}

}  // namespace

void append_escaped(std::string_view text, std::string& out) {
  if (!base::is_utf8(text)) return append_escaped(repaired_utf8(text), out);
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto letter = static_cast<unsigned char>(text[i]);
    std::string_view replacement;
    switch (letter) {
      case '&':
        replacement = "&amp;";
        break;
      case '<':
        replacement = "&lt;";
        break;
      case '>':
        replacement = "&gt;";
        break;
      case '"':
        replacement = "&quot;";
        break;
      case '\r':
        replacement = "&#xD;";  // a parser would make a line feed of it
        break;
      default:
        if (letter >= 0x20 || letter == '\t' || letter == '\n') continue;
        replacement = "\xEF\xBF\xBD";
    }
    out.append(text, plain, i - plain);
    out += replacement;
    plain = i + 1;
  }
  out.append(text, plain, text.size() - plain);
}

void encode_members(const core::Type& structure, const void* object, std::string& out) {
  for (const auto& member : structure.members()) {
    const void* value = member.get(object);
    if (value == nullptr) continue;
    encode_value(member.wire_name(), member.type(), member.options, value, out);
  }
}

std::string encode_reply(const core::OperationEntry& operation, const void* output,
                         std::string_view request_id) {
  std::string out;
  base::append(out, "<", operation.name, "Response xmlns=\"", operation.service->xml_namespace,
               "\">");
  if (!is_nothing(*operation.output)) {
    base::append(out, "<", operation.name, "Result>");
    encode_members(*operation.output, output, out);
    base::append(out, "</", operation.name, "Result>");
  }
  base::append(out, "<ResponseMetadata><RequestId>", request_id,
               "</RequestId></ResponseMetadata></", operation.name, "Response>");
  return out;
}

std::string encode_error(std::string_view xml_namespace, const core::ApiError& error,
                         std::string_view request_id) {
  std::string out;
  base::append(out, "<ErrorResponse xmlns=\"",
               xml_namespace.empty() ? kFaultNamespace : xml_namespace, "\"><Error><Type>",
               error.fault == core::Fault::kSender ? "Sender" : "Receiver", "</Type><Code>",
               error.code, "</Code>");
  if (error.message.empty()) {
    out += "<Message/>";
  } else {
    out += "<Message>";
    append_escaped(error.message, out);
    out += "</Message>";
  }
  base::append(out, "</Error><RequestId>", request_id, "</RequestId></ErrorResponse>");
  return out;
}

}  // namespace tertulia::wire::query
