/// A request that HTTP itself does not allow, as the server answers it before anyone else sees it.
#pragma once

#include <string>

namespace tertulia::edge {

struct HttpFault {
  int status = 400;
  /// What is wrong, and the remedy where there is one; becomes `{"message":…}`.
  std::string message;
};

}  // namespace tertulia::edge
