"""Graphs of any size for measurements: copies of the example report's graph under other names."""

from __future__ import annotations

import re
from pathlib import Path

from kg.build import build
from kg.paths import example_report
from kg.store import serialize

#: Things of an article of its own; people, posts, places and organizations are those of ten copies.
_OWN = re.compile(r"(/id/(?:summit|activity|article|count|group|evidence|document)/|"
                  r"/graph/article/)([a-z0-9-]+)")  # fmt: skip
_SHARED = re.compile(r"(/id/(?:org|person|position|place)/)([a-z0-9-]+)")
_LABEL = re.compile(
    r'^<[^>]*/id/(summit|activity|document|org|person)/[^>]*> <[^>]*#label> "(?:[^"\\]|\\.)*'
)


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
                copy = _OWN.sub(rf"\g<1>\g<2>-{number}", line)
                copy = _SHARED.sub(rf"\g<1>\g<2>-{number // 10}", copy)
                if label := _LABEL.match(copy):
                    shared = label[1] in ("org", "person")
                    copy = f"{label[0]} {number // 10 if shared else number}{copy[label.end() :]}"
                stream.write(copy)
    return copies * len(lines)
