"""The ledger as a page: what was read and turned down, filtered by reason and by words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.explorer.addresses import page_of
from kg.explorer.asking import is_iri
from kg.explorer.quoting import Segment, cut
from kg.ontology import label
from kg.vocab import SK

#: Entries on one page.
PAGE = 50
Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class Rejected:
    """One entry of the ledger in words."""

    subject: str
    predicate: str
    object: str
    reason: str
    message: str
    segments: tuple[Segment, ...]
    article: str
    href: str
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Entries from ``first`` on (counted from 0), how many match, and how many of each reason."""

    entries: tuple[Rejected, ...]
    first: int
    total: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def following(self) -> int | None:
        """Where the next page begins, if there is one."""
        after = self.first + len(self.entries)
        return after if after < self.total else None


def read(path: Path, *, reason: str = "", text: str = "", first: int = 0) -> LedgerPage:
    """One page of a ledger; :class:`kg.errors.InputError` names the line that is not JSON."""
    reasons: Counter[str] = Counter()
    shown: list[Rejected] = []
    total, folded = 0, text.casefold()
    for entry in _entries(path):
        why = str(entry.get("reason", ""))
        reasons[why] += 1
        said = " ".join(
            str(entry.get(k, "")) for k in ("subject_label", "object_label", "sentence")
        )
        if (reason and why != reason) or (folded and folded not in said.casefold()):
            continue
        if first <= total < first + PAGE:
            shown.append(_rejected(entry))
        total += 1
    ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return LedgerPage(tuple(shown), first, total, tuple(ordered))


def _entries(path: Path) -> Iterator[Entry]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _entry(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise InputError(path.name, f"the ledger cannot be read ({problem})") from error


def _entry(path: Path, number: int, line: str) -> Entry:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(path.name, f"not JSON: {error.msg}", line=number) from error
    if not isinstance(entry, dict):
        raise InputError(path.name, "not an entry of a ledger", line=number)
    return entry


def _rejected(entry: Entry) -> Rejected:
    def text(key: str) -> str:
        return str(entry.get(key, ""))

    sentence, quote = text("sentence"), text("quote")
    at = sentence.find(quote) if quote and quote != sentence else -1
    predicate = text("predicate").strip("<>")
    article = text("article")
    return Rejected(
        subject=text("subject_label"),
        predicate=label(SK[predicate.removeprefix(str(SK))])
        if predicate.startswith(str(SK))
        else predicate.rstrip("/#").replace("#", "/").rpartition("/")[2],
        object=text("object_label"),
        reason=text("reason"),
        message=text("message"),
        segments=cut(sentence or quote, [(at, at + len(quote))] if at >= 0 else []),
        article=article.rpartition("/")[2],
        href=page_of(article) if is_iri(article) else "",
        rule=text("rule"),
        confidence=text("confidence"),
    )
