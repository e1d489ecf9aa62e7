/// Three tiny services, one per protocol, made of shapes that have every kind of member: what the
/// codecs and the router are tested with.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "emulator/base/text.hpp"
#include "emulator/core/operation.hpp"

namespace tertulia::wire::testing {

enum class Colour : std::uint8_t { kRed, kGreen };

}  // namespace tertulia::wire::testing

template <>
struct tertulia::core::EnumNames<tertulia::wire::testing::Colour> {
  static constexpr std::array<std::string_view, 2> kNames{"red", "green"};
};

namespace tertulia::wire::testing {

struct Leaf {
  std::string name;
  std::optional<std::int32_t> weight = std::nullopt;
  std::optional<std::vector<Leaf>> leaves = std::nullopt;

  static std::span<const core::Member> members() {
    static constexpr std::array kMembers{
        core::member<&Leaf::name>("Name", {.required = true}),
        core::member<&Leaf::weight>("Weight"),
        core::member<&Leaf::leaves>("Leaves"),
    };
    return kMembers;
  }
};

struct Everything {
  std::optional<bool> flag = std::nullopt;
  std::optional<std::int32_t> count = std::nullopt;
  std::optional<std::int64_t> big = std::nullopt;
  std::optional<double> ratio = std::nullopt;
  std::optional<std::string> text = std::nullopt;
  std::optional<Colour> colour = std::nullopt;
  std::optional<core::Blob> bytes = std::nullopt;
  std::optional<core::Time> when = std::nullopt;
  std::optional<std::vector<std::string>> words = std::nullopt;
  std::optional<std::vector<std::string>> flat = std::nullopt;
  std::optional<std::vector<std::string>> named = std::nullopt;
  std::optional<std::map<std::string, std::string>> labels = std::nullopt;
  std::optional<std::map<std::string, Leaf>> attributes = std::nullopt;
  std::optional<Leaf> leaf = std::nullopt;

  static std::span<const core::Member> members() {
    static constexpr std::array kMembers{
        core::member<&Everything::flag>("Flag"),
        core::member<&Everything::count>("Count", {.constraint = {.min = 1}}),
        core::member<&Everything::big>("Big"),
        core::member<&Everything::ratio>("Ratio"),
        core::member<&Everything::text>("Text", {.constraint = {.max = 40}}),
        core::member<&Everything::colour>("Colour"),
        core::member<&Everything::bytes>("Bytes"),
        core::member<&Everything::when>("When"),
        core::member<&Everything::words>("Words"),
        core::member<&Everything::flat>("Flat", {.flattened = true}),
        core::member<&Everything::named>("Named", {.element_name = "item"}),
        core::member<&Everything::labels>("Labels"),
        core::member<&Everything::attributes>("Attributes",
                                              {.key_name = "Name", .value_name = "Value"}),
        core::member<&Everything::leaf>("Leaf"),
    };
    return kMembers;
  }
};

[[nodiscard]] inline core::ApiError validation_error(std::string message) {
  return {.code = "ValidationException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError access_denied(std::string message) {
  return {.code = "AccessDeniedException", .message = std::move(message), .status = 403};
}

/// Keeps the replies of operations that wait, and who called last.
struct Notes {
  std::vector<core::Reply<Everything>> waiting;
  std::string account, region, principal;

  void note(const core::Call& call) {
    account = call.account;
    region = call.region;
    principal = call.principal.arn;
  }
};

struct JsonNotes : Notes {
  static constexpr core::ServiceInfo kInfo{.id = "jsonnotes",
                                           .signing_name = "jsonnotes",
                                           .iam_prefix = "notes",
                                           .protocol = core::Protocol::kJson10,
                                           .target_prefix = "Notes_20200101",
                                           .error_namespace = "com.example.notes",
                                           .validation_error = &validation_error,
                                           .access_denied = &access_denied,
                                           .crc32 = true};
};
struct QueryNotes : Notes {
  static constexpr core::ServiceInfo kInfo{
      .id = "querynotes",
      .signing_name = "querynotes",
      .iam_prefix = "notes",
      .protocol = core::Protocol::kQuery,
      .api_version = "2020-01-01",
      .xml_namespace = "http://notes.example.com/doc/2020-01-01/",
      .validation_error = &validation_error,
      .access_denied = &access_denied};
};
struct RestNotes : Notes {
  static constexpr core::ServiceInfo kInfo{.id = "restnotes",
                                           .signing_name = "restnotes",
                                           .iam_prefix = "notes",
                                           .protocol = core::Protocol::kRestJson,
                                           .validation_error = &validation_error,
                                           .access_denied = &access_denied,
                                           .rest_errors = core::RestErrors::kTypeAndMessage};
};

template <class S>
struct OnNotes {
  using Service = S;
  template <class Input>
  static core::Resources resources(const Input&, const core::Call& call) {
    return {{.resource = call.arn("notes", "note")}};
  }
};

/// Answers what it is given.
template <class S>
struct Echo : OnNotes<S> {
  static constexpr std::string_view kName = "Echo";
  static constexpr core::HttpBinding kHttp{.method = "POST", .uri = "/2020-01-01/echo"};
  using Input = Everything;
  using Output = Everything;
  static core::Result<Output> run(S& notes, const Input& input, const core::Call& call) {
    notes.note(call);
    return input;
  }
};
/// AWS's model gives it no output.
template <class S>
struct Touch : OnNotes<S> {
  static constexpr std::string_view kName = "Touch";
  static constexpr core::HttpBinding kHttp{
      .method = "DELETE", .uri = "/2020-01-01/touch", .status = 204};
  using Input = core::Empty;
  using Output = core::Empty;
  static core::Result<Output> run(S&, const Input&, const core::Call&) { return Output{}; }
};
/// AWS's model gives it an output that has no members.
template <class S>
struct Clear : OnNotes<S> {
  static constexpr std::string_view kName = "Clear";
  static constexpr core::HttpBinding kHttp{.method = "POST", .uri = "/2020-01-01/clear"};
  using Input = core::Empty;
  struct Output {
    static std::span<const core::Member> members() { return {}; }
  };
  static core::Result<Output> run(S&, const Input&, const core::Call&) { return Output{}; }
};
template <class S>
struct Fail : OnNotes<S> {
  static constexpr std::string_view kName = "Fail";
  static constexpr core::HttpBinding kHttp{.method = "POST", .uri = "/2020-01-01/fail"};
  using Input = core::Empty;
  using Output = core::Empty;
  static core::Result<Output> run(S&, const Input&, const core::Call&) {
    return core::ApiError{.code = "NoSuchNote", .message = "No note \"a\" & <b>", .status = 404};
  }
};
/// Needs no signature.
template <class S>
struct Open : OnNotes<S> {
  static constexpr std::string_view kName = "Open";
  static constexpr bool kUnsigned = true;
  static constexpr core::HttpBinding kHttp{.method = "GET", .uri = "/2020-01-01/open"};
  using Input = core::Empty;
  using Output = core::Empty;
  static core::Resources resources(const Input&, const core::Call&) { return {}; }
  static core::Result<Output> run(S&, const Input&, const core::Call&) { return Output{}; }
};
/// Answers when the test says so.
template <class S>
struct Wait : OnNotes<S> {
  static constexpr std::string_view kName = "Wait";
  static constexpr core::HttpBinding kHttp{.method = "POST", .uri = "/2020-01-01/wait"};
  using Input = core::Empty;
  using Output = Everything;
  static void start(S& notes, const Input&, const core::Call&, core::Reply<Output> reply) {
    notes.waiting.push_back(std::move(reply));
  }
};

/// Every place that a REST member may travel in.
struct Placed {
  std::string book;
  std::optional<std::string> page = std::nullopt;
  std::optional<std::int32_t> limit = std::nullopt;
  std::optional<std::vector<std::string>> tags = std::nullopt;
  std::optional<std::string> reason = std::nullopt;
  std::optional<core::Time> since = std::nullopt;
  std::optional<std::map<std::string, std::string>> meta = std::nullopt;
  std::optional<Leaf> leaf = std::nullopt;

  static std::span<const core::Member> members() {
    using core::Place;
    static constexpr std::array kMembers{
        core::member<&Placed::book>(
            "BookId", {.required = true, .constraint = {.max = 80}, .place = Place::kPath}),
        core::member<&Placed::page>("Page", {.place = Place::kPath}),
        core::member<&Placed::limit>("Limit", {.place = Place::kQuery, .wire_name = "limit"}),
        core::member<&Placed::tags>("Tags", {.place = Place::kQuery, .wire_name = "tag"}),
        core::member<&Placed::reason>("Reason",
                                      {.place = Place::kHeader, .wire_name = "X-Notes-Reason"}),
        core::member<&Placed::since>("Since",
                                     {.place = Place::kHeader, .wire_name = "X-Notes-Since"}),
        core::member<&Placed::meta>("Meta",
                                    {.place = Place::kHeaders, .wire_name = "x-notes-meta-"}),
        core::member<&Placed::leaf>("Leaf"),
    };
    return kMembers;
  }
};
struct PlacedOutput {
  std::optional<std::int32_t> status = std::nullopt;
  std::optional<std::string> reason = std::nullopt;
  std::optional<std::map<std::string, std::string>> meta = std::nullopt;
  std::optional<Leaf> leaf = std::nullopt;

  static std::span<const core::Member> members() {
    using core::Place;
    static constexpr std::array kMembers{
        core::member<&PlacedOutput::status>("StatusCode", {.place = Place::kStatus}),
        core::member<&PlacedOutput::reason>(
            "Reason", {.place = Place::kHeader, .wire_name = "X-Notes-Reason"}),
        core::member<&PlacedOutput::meta>("Meta",
                                          {.place = Place::kHeaders, .wire_name = "x-notes-meta-"}),
        core::member<&PlacedOutput::leaf>("Leaf"),
    };
    return kMembers;
  }
};
struct GetPage : OnNotes<RestNotes> {
  static constexpr std::string_view kName = "GetPage";
  static constexpr core::HttpBinding kHttp{
      .method = "POST", .uri = "/2020-01-01/books/{BookId}/pages/{Page+}", .status = 201};
  using Input = Placed;
  using Output = PlacedOutput;
  static core::Result<Output> run(RestNotes&, const Input& input, const core::Call&) {
    return Output{.reason = input.reason, .meta = input.meta, .leaf = input.leaf};
  }
};

/// As Lambda's Invoke: bytes in, bytes out, the status by the way.
struct Payload {
  std::string book;
  std::optional<core::Blob> payload = std::nullopt;
  static std::span<const core::Member> members() {
    static constexpr std::array kMembers{
        core::member<&Payload::book>("BookId", {.required = true, .place = core::Place::kPath}),
        core::member<&Payload::payload>("Payload", {.place = core::Place::kPayload}),
    };
    return kMembers;
  }
};
struct PayloadOutput {
  std::int32_t status = 200;
  std::optional<core::Blob> payload = std::nullopt;
  static std::span<const core::Member> members() {
    static constexpr std::array kMembers{
        core::member<&PayloadOutput::status>("StatusCode", {.place = core::Place::kStatus}),
        core::member<&PayloadOutput::payload>("Payload", {.place = core::Place::kPayload}),
    };
    return kMembers;
  }
};
struct InvokeBook : OnNotes<RestNotes> {
  static constexpr std::string_view kName = "InvokeBook";
  static constexpr core::HttpBinding kHttp{.method = "POST",
                                           .uri = "/2020-01-01/books/{BookId}/invocations"};
  using Input = Payload;
  using Output = PayloadOutput;
  static core::Result<Output> run(RestNotes&, const Input& input, const core::Call&) {
    return Output{.status = input.payload ? 200 : 202, .payload = input.payload};
  }
};

template <class S>
using CommonOperations =
    core::OperationList<Echo<S>, Touch<S>, Clear<S>, Fail<S>, Open<S>, Wait<S>>;
using JsonOperations = CommonOperations<JsonNotes>;
using QueryOperations = CommonOperations<QueryNotes>;
using RestOperations =
    core::OperationList<Echo<RestNotes>, Touch<RestNotes>, Clear<RestNotes>, Fail<RestNotes>,
                        Open<RestNotes>, Wait<RestNotes>, GetPage, InvokeBook>;

}  // namespace tertulia::wire::testing
