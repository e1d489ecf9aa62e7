"""Checks who may include whom: the layer table of emulator/README.md, folder by folder."""

import pathlib
import re
import sys

# What each folder may include besides itself.
MAY = {
    "base": [],
    "core": ["base"],
    "store": ["base", "core"],
    "wire": ["base", "core"],
    "model": ["base", "core"],
    "services": ["base", "core", "store", "model"],
    "runtime": ["base", "core", "sdk"],
    "edge": ["base", "core", "wire"],
    "sdk": [],
    "app": ["base", "core", "store", "wire", "model", "services", "runtime", "edge", "sdk"],
}
# Third-party headers and the only folders that may include them.
HOMES = {
    r"boost/": ["edge"],
    r"sqlite3\.h": ["store"],
    r"yaml-cpp/": ["model"],
    r"CLI/": ["app"],
    r"spdlog/": ["app"],
    r"dlfcn\.h": ["runtime"],
}
# What services do not read: clocks, environment, randomness, threads come from core.
SERVICES_LACK = re.compile(
    r"<(thread|mutex|atomic|condition_variable|random|fstream)>|std::getenv|system_clock::now|steady_clock::now"
)


def main(root: pathlib.Path) -> int:
    wrong = []
    seen = 0
    for path in sorted((root / "emulator").rglob("*")):
        if path.suffix not in {".hpp", ".cpp", ".h"}:
            continue
        seen += 1
        parts = path.relative_to(root / "emulator").parts
        layer = parts[0]
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            include = re.match(r'\s*#include\s+["<]([^">]+)[">]', line)
            if include:
                target = include.group(1)
                inner = re.match(r"emulator/([a-z]+)/(?:([a-z_]+)/)?", target)
                if inner and inner.group(1) != layer and inner.group(1) not in MAY[layer]:
                    wrong.append(f"{path}:{number}: {layer} may not include {inner.group(1)}")
                if inner and layer == "services" == inner.group(1) and inner.group(2) != parts[1]:
                    wrong.append(f"{path}:{number}: no two services know each other")
                for pattern, homes in HOMES.items():
                    if re.match(pattern, target) and layer not in homes:
                        wrong.append(f"{path}:{number}: {target} belongs to {homes[0]}")
            if layer == "services" and SERVICES_LACK.search(line):
                wrong.append(f"{path}:{number}: services take time, randomness and threads from core")
    for path in sorted((root / "functions").rglob("*.[ch]pp")):
        seen += 1
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            include = re.match(r'\s*#include\s+"emulator/([a-z]+)/', line)
            if include and include.group(1) != "sdk":
                wrong.append(f"{path}:{number}: functions include the sdk only")
    print("\n".join(wrong) or f"{seen} files keep to the layers")
    return 1 if wrong or not seen else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
