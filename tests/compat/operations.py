"""The operations that the emulator has, by its own lists, and which of them the tests of a client leave out.

A call is written "dynamodb.GetItem", or as the command line has it, "dynamodb.get-item". Tests record those that
succeed. As a program, `operations.py CALL…` prints what is left out.
"""

import pathlib
import re
import sys
import unittest

SERVICES = pathlib.Path(__file__).resolve().parents[2] / "emulator" / "services"
# What AWS's own models lack that Debian has: set AWS_DATA_PATH to it before a client is made.
NEWER_MODELS = str(pathlib.Path(__file__).resolve().parent / "models")


def emulated():
    for path in sorted(SERVICES.glob("**/operations.hpp")):
        names = re.search(r"OperationList<([^>]*)>", path.read_text(encoding="utf-8")).group(1)
        service = "".join(path.parent.relative_to(SERVICES).parts)
        yield from (f"{service}.{name}" for name in re.findall(r"\w+", names))


def left_out(calls):
    called = {call.replace("-", "").lower() for call in calls}
    return [operation for operation in emulated() if operation.lower() not in called]


def checked_last(loader, tests, calls):
    """`tests`, and after them, unless some were picked by a pattern, one that each operation was called."""

    def every_operation_of_the_emulator_is_called():
        missing = left_out(calls)
        assert not missing, f"no test here calls {', '.join(missing)}, or none with success"

    if not loader.testNamePatterns:
        tests.addTest(unittest.FunctionTestCase(every_operation_of_the_emulator_is_called))
    return tests


if __name__ == "__main__":
    print("\n".join(left_out(sys.argv[1:])), end="")
