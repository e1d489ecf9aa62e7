#!/usr/bin/env bash
# The application's tests against a deployment: what `tertulia exec` has started. against_a_deployment.sh TERTULIA APP_TESTS
set -euo pipefail
"$1" seed dev-gettogethers fixtures/gettogethers.json
TEST_MODE=http TEST_BASE_URL="$TERTULIA_API_URL" "$2" --gtest_brief=1
