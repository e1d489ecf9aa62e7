/// YAML and JSON text to a `Value` tree, as the Serverless Framework reads them.
///
/// YAML is the 1.2 core schema with merge keys, anchors and CloudFormation's short forms (`!Sub`,
/// `!GetAtt a.b`), which become their long forms. Not accepted: duplicate keys, other tags, more
/// than one document, text that is not UTF-8, nesting and alias expansion beyond what a person
/// would write. Never throws.
#pragma once

#include <cstdint>
#include <string_view>

#include "emulator/model/problem.hpp"
#include "emulator/model/value.hpp"

namespace tertulia::model {

/// The largest file that is read, in bytes.
inline constexpr std::size_t kFileBytesMax = 4 * 1024 * 1024;
/// The deepest nesting of lists and maps.
inline constexpr int kDepthMax = 100;
/// The greatest weight of a whole configuration, aliases and variables expanded.
inline constexpr std::size_t kWeightMax = 400'000;

/// `file` is the index of the text's name in `files`.
[[nodiscard]] Outcome<Value> parse_yaml(std::string_view text, const Files& files,
                                        std::uint16_t file);
[[nodiscard]] Outcome<Value> parse_json(std::string_view text, const Files& files,
                                        std::uint16_t file);

/// A regular file's bytes; a problem when there is none, or it is larger than `kFileBytesMax`.
[[nodiscard]] Outcome<std::string> read_file(const std::string& path);

}  // namespace tertulia::model
