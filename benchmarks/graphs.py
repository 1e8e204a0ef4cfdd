"""Graphs of any size for measurements: copies of the example report's graph under other names."""

from __future__ import annotations

import re
from pathlib import Path

from kg.build import build
from kg.paths import example_report
from kg.store import serialize

#: Things of an article of its own; places and organizations are shared by every tenth copy.
_OWN = re.compile(r"(/id/(?:summit|activity|article|count|group|evidence|position|document)/|"
                  r"/graph/article/)([a-z0-9-]+)")  # fmt: skip
_SHARED = re.compile(r"(/id/(?:org|person|place)/)([a-z0-9-]+)")


def example() -> list[str]:
    """The example report's graph as N-Quads."""
    return serialize(build(example_report()), ".nq").decode().splitlines(keepends=True)


def write_copies(path: Path, statements: int) -> int:
    """Write N-Quads of at least so many statements; how many there are."""
    lines = example()
    copies = -(-statements // len(lines))
    with path.open("w", encoding="utf-8") as stream:
        for number in range(copies):
            for line in lines:
                own = _OWN.sub(rf"\g<1>\g<2>-{number}", line)
                stream.write(_SHARED.sub(rf"\g<1>\g<2>-{number // 10}", own))
    return copies * len(lines)
