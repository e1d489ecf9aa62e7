/// Puts middleware around a handler: `with(outermost, …, innermost, handle)`.
///
/// A handler is a function `Reply handle(const Event&, Context&)` or `Reply handle(const Event&)`.
/// Middleware is anything that can be called with (const Event&, Context&, next), where `next()`
/// runs what is inside and returns its reply; it may refuse to call it, change the reply, or catch
/// what it throws. What middleware and handlers keep in members lives as long as the loaded copy
/// of the function, one execution environment.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "emulator/sdk/context.hpp"

namespace tertulia::sdk {

/// What a handler takes and returns.
template <class Event_, class Reply_>
struct Signature {
  using Event = Event_;
  using Reply = Reply_;
};

namespace detail {

template <class Reply, class Event>
Signature<Event, Reply> signature_of(Reply (*)(const Event&, Context&));
template <class Reply, class Event>
Signature<Event, Reply> signature_of(Reply (*)(const Event&));
template <class Object, class Reply, class Event>
Signature<Event, Reply> signature_of_member(Reply (Object::*)(const Event&, Context&));
template <class Object, class Reply, class Event>
Signature<Event, Reply> signature_of_member(Reply (Object::*)(const Event&, Context&) const);
template <class Object, class Reply, class Event>
Signature<Event, Reply> signature_of_member(Reply (Object::*)(const Event&));
template <class Object, class Reply, class Event>
Signature<Event, Reply> signature_of_member(Reply (Object::*)(const Event&) const);
template <class Object>
auto signature_of(const Object&) -> decltype(signature_of_member(&Object::operator()));

}  // namespace detail

/// A handler with its middleware; a handler itself.
template <class Handler, class... Middleware>
class Pipeline {
 public:
  using Event = typename decltype(detail::signature_of(std::declval<Handler>()))::Event;
  using Reply = typename decltype(detail::signature_of(std::declval<Handler>()))::Reply;

  Pipeline(Handler handler, Middleware... middleware)
      : handler_(std::move(handler)), middleware_(std::move(middleware)...) {}

  Reply operator()(const Event& event, Context& context) { return run<0>(event, context); }

 private:
  template <std::size_t index>
  Reply run(const Event& event, Context& context) {
    if constexpr (index < sizeof...(Middleware)) {
      return std::get<index>(middleware_)(
          event, context, [&]() -> Reply { return run<index + 1>(event, context); });
    } else if constexpr (std::is_invocable_v<Handler&, const Event&, Context&>) {
      return handler_(event, context);
    } else {
      return handler_(event);
    }
  }

  Handler handler_;
  std::tuple<Middleware...> middleware_;
};

namespace detail {

template <class... Parts, std::size_t... index>
auto compose(std::tuple<Parts...> parts, std::index_sequence<index...>) {
  auto& handler = std::get<sizeof...(Parts) - 1>(parts);
  return Pipeline(std::move(handler), std::move(std::get<index>(parts))...);
}

}  // namespace detail

template <class... Parts>
auto with(Parts... parts) {
  return detail::compose(std::tuple<Parts...>(std::move(parts)...),
                         std::make_index_sequence<sizeof...(Parts) - 1>());
}

}  // namespace tertulia::sdk
