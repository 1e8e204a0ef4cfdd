"""What one report gives: its quads before identities are settled, its ledger, its faults."""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.files import Item

if TYPE_CHECKING:
    from kg.model import Extraction

#: Columns of a result that hold text, packed for storage.
PACKED = ("article", "quads", "ledger", "descriptions")


@dataclass(frozen=True, slots=True)
class Result:
    """Result of one report. ``fault`` says why there is none; the other fields are empty then."""

    key: str
    text: str = ""  # SHA-256 of the normalized text: the same text counts once
    iri: str = ""
    article: str = ""  # the article as JSON
    quads: str = ""  # sorted N-Quads
    ledger: str = ""  # JSON Lines
    descriptions: str = ""  # JSON: what it names, for the resolution of identities
    fault: str | None = None

    @classmethod
    def failed(cls, key: str, problem: str) -> Result:
        """The result of a report that could not be read."""
        return cls(key, fault=" ".join(problem.split()))

    def line(self) -> str:
        """One line of JSON; long texts are compressed."""
        fields = asdict(self)
        for name in PACKED:
            fields[name] = base64.b64encode(pack(fields[name])).decode("ascii")
        return json.dumps(fields)


def packed_fields(line: str) -> dict[str, Any]:
    """Fields of a line as they are stored: long texts as compressed bytes."""
    fields: dict[str, Any] = json.loads(line)
    for name in PACKED:
        fields[name] = base64.b64decode(fields[name])
    return fields


def pack(text: str) -> bytes:
    """Compressed UTF-8; the same on any machine with the same zlib."""
    return zlib.compress(text.encode("utf-8"), 6) if text else b""


def unpack(data: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(data).decode("utf-8") if data else ""


def read_result(key: str, item: Item, threshold: float | None) -> Result:
    """Read one report. :class:`InputError` where it cannot be read."""
    from kg import ledger
    from kg.extract import extract
    from kg.gate import admit
    from kg.graph import quads
    from kg.iri import article_iri
    from kg.reading import read_item
    from kg.store import nquads

    extraction = admit(extract(read_item(item)), threshold=threshold)
    article = extraction.article
    return Result(
        key,
        text=article.sha256,
        iri=str(article_iri(article)),
        article=json.dumps(_fields(article), ensure_ascii=False, sort_keys=True),
        quads=nquads(quads(extraction)),
        ledger="".join(f"{line}\n" for line in ledger.lines(extraction)),
        # What names no event takes no part in the comparison of reports.
        descriptions=_named(extraction) if extraction.claims else "",
    )


def _named(extraction: Extraction) -> str:
    """What the comparison of reports needs of one."""
    from kg.identity import describe, signature

    article = extraction.article
    named = {
        "things": [thing.as_json() for thing in describe(extraction)],
        "signature": signature(article.text).hex(),
        "published": article.published.isoformat() if article.published else "",
    }
    return json.dumps(named, ensure_ascii=False)


def _fields(article: Any) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(article).items() if value and name != "source"}
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in fields.items()}
