/// The port through which the dispatcher makes an operation all or nothing. The store implements
/// it.
#pragma once

namespace tertulia::core {

/// Inside the monitor; may be nested.
class Transactions {
 public:
  virtual ~Transactions() = default;
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void roll_back() = 0;
};

}  // namespace tertulia::core
