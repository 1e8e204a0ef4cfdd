"""Copies of one report: syndicated and slightly edited texts, which count as one source.

A text is known by the MinHash of its runs of words, 512 bytes; two texts are copies where the
share of common runs, estimated from these, is at least :data:`ALIKE`.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping

from rensa import RMinHash

from kg.identity.names import words

#: Words in a run, hashes in a signature, and in one band of it. With bands of four, of texts
#: that share half their runs 0.2 % are missed, and every candidate is compared in full.
RUN, HASHES, BAND = 4, 128, 4
#: Least share of common runs. An agency text with other first and last lines and a few words
#: changed keeps more; two reporters on one event, with the same quotations, share less.
ALIKE = 0.5

_SEED = 20211
_FORM = struct.Struct(f"<{HASHES}I")


def signature(text: str) -> bytes:
    """MinHash of a text, :data:`HASHES` little-endian 32-bit numbers; case and marks ignored."""
    row = words(text)
    runs = {" ".join(row[i : i + RUN]) for i in range(max(1, len(row) - RUN + 1))}
    sketch = RMinHash(num_perm=HASHES, seed=_SEED)
    sketch.update(sorted(runs))
    return _FORM.pack(*sketch.digest())


def copies(
    signatures: Mapping[str, bytes], published: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Each article that is a copy, and the first article that has its text.

    The first is the one published earliest (``published``: ISO dates), then the smallest IRI.
    Articles that are no copy, or that are the first, are left out.
    """
    days = published or {}
    order = sorted(signatures, key=lambda a: (days.get(a) or "9999", a))
    first: dict[str, str] = {article: article for article in order}
    rank = {article: i for i, article in enumerate(order)}

    def root(article: str) -> str:
        while first[article] != article:
            first[article] = first[first[article]]
            article = first[article]
        return article

    hashes = {article: _FORM.unpack(signatures[article]) for article in order}
    for left, right in _candidates(order, signatures):
        a, b = sorted((root(left), root(right)), key=rank.__getitem__)
        if a != b and _share(hashes[left], hashes[right]) >= ALIKE:
            first[b] = a
    return {article: root(article) for article in sorted(order) if root(article) != article}


def _candidates(order: list[str], signatures: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pairs that share a band: each article with the first of its bucket and the one before."""
    width = 4 * BAND
    for start in range(0, 4 * HASHES, width):
        buckets: dict[bytes, list[str]] = defaultdict(list)
        for article in order:
            bucket = buckets[signatures[article][start : start + width]]
            for other in dict.fromkeys(bucket[:1] + bucket[-1:]):
                yield other, article
            bucket.append(article)


def _share(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    return sum(map(int.__eq__, left, right)) / HASHES
