/// A callable that is moved, not copied, and called once or more: std::function without the copy
/// requirement.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace tertulia::base {

template <class Signature>
class UniqueFunction;

/// Empty until assigned; calling an empty one is undefined. Owns its callable.
template <class R, class... Args>
class UniqueFunction<R(Args...)> {
 public:
  UniqueFunction() = default;
  UniqueFunction(std::nullptr_t) {}  // NOLINT(google-explicit-constructor)
  template <class F>
  requires(!std::is_same_v<std::decay_t<F>, UniqueFunction> &&
           std::is_invocable_r_v<R, std::decay_t<F>&, Args...>)
      UniqueFunction(F&& callable)  // NOLINT(google-explicit-constructor)
      : callable_(std::make_unique<Model<std::decay_t<F>>>(std::forward<F>(callable))) {}

  R operator()(Args... args) const { return callable_->call(std::forward<Args>(args)...); }
  explicit operator bool() const { return callable_ != nullptr; }

 private:
  struct Concept {
    virtual ~Concept() = default;
    virtual R call(Args... args) = 0;
  };
  template <class F>
  struct Model final : Concept {
    explicit Model(F&& callable) : callable_(std::move(callable)) {}
    explicit Model(const F& callable) : callable_(callable) {}
    R call(Args... args) override { return callable_(std::forward<Args>(args)...); }
    F callable_;
  };
  std::unique_ptr<Concept> callable_;
};

}  // namespace tertulia::base
