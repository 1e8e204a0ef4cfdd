"""The values that travel through the program: articles, spans, statements, claims, rejections.

All are frozen and compare by value. Offsets are Unicode code points in ``Article.text``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from rdflib import Literal, URIRef


@dataclass(frozen=True, slots=True)
class Article:
    """One news report: its normalized text and what is known about its publication."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    language: str = "en"
    url: str | None = None
    authors: tuple[str, ...] = ()
    #: Where it was read from, for messages only; never part of the graph.
    source: str = field(default="", compare=False)

    @property
    def sha256(self) -> str:
        """Hex digest of the normalized text: the identity of the article."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points, ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple of rdflib terms."""

    subject: URIRef
    predicate: URIRef
    object: URIRef | Literal

    def key(self) -> tuple[str, str, str]:
        """N-Triples forms, for sorting and hashing."""
        return self.subject.n3(), self.predicate.n3(), self.object.n3()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that supports one statement, and the rule that read it."""

    span: Span
    sentence: int  # zero-based index in the article
    rule: str  # "lex:ENTRY/ALTERNATION" or "rule:NAME"
    confidence: float  # 0 to 1
    #: How the text puts it: "asserted" (it is so) or "planned" (it will be, it is expected).
    modality: str = "asserted"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with one piece of evidence. A statement found twice is two claims."""

    statement: Statement
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that did not enter the graph, and why. One line of the ledger."""

    claim: Claim
    reason: str  # machine-readable: "shape:Event", "modality:negated", "confidence"
    message: str  # the same in words


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one article."""

    article: Article
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...] = ()
