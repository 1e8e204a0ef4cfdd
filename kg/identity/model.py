"""The values of identity: descriptions of things in, decisions out.

All are frozen, compare by value and can be pickled; descriptions also go through JSON.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: Pairs of a relation and a value, sorted.
Context = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, order=True)
class Description:
    """What one article says about one thing, as far as it helps to know the thing again.

    ``context`` holds pairs; a value is text or the IRI that the same article uses. Relations:

    ============================================== ==============================================
    ``event``, ``organizes``                       an event that the thing has to do with
    ``post``, ``body``                             of a person; of a position also ``holder``
    ``within``                                     larger place, or body of which it is a unit
    ``country``                                    name of the country that a body belongs to
    ``series``, ``number``, ``edition``, ``place`` of an edition of an event
    ``start``, ``published``                       days as ISO 8601
    ``parent``                                     event of which an activity is part
    ============================================== ==============================================
    """

    article: str
    iri: str
    classes: tuple[str, ...]  # local names, sorted
    labels: tuple[str, ...]
    alt_labels: tuple[str, ...] = ()
    context: Context = ()

    def values(self, relation: str) -> tuple[str, ...]:
        """The context's values of one relation."""
        return tuple(value for name, value in self.context if name == relation)

    def as_json(self) -> list[Any]:
        """The fields as JSON arrays and strings."""
        lists = (self.classes, self.labels, self.alt_labels)
        return [self.article, self.iri, *map(list, lists), [list(pair) for pair in self.context]]

    @classmethod
    def from_json(cls, row: Sequence[Any]) -> Description:
        """The description that :meth:`as_json` wrote."""
        article, iri, classes, labels, alt_labels, context = row
        pairs = tuple((name, value) for name, value in context)
        return cls(article, iri, tuple(classes), tuple(labels), tuple(alt_labels), pairs)


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """One IRI that was replaced by another, in which articles, and why."""

    kept: str
    merged: str
    reasons: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Split:
    """One IRI that stood for several things: the part that ``articles`` are about, and why."""

    iri: str
    part: str
    reasons: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renaming:
    """What has to change in the graphs of one article. Empty: nothing."""

    #: IRI in the article to IRI in the merged graph. What is nested below an event (activities,
    #: groups, counts) follows the event where it has no line of its own.
    iris: Mapping[str, str] = field(default_factory=dict)
    #: The one ``rdfs:label`` of an IRI of the merged graph; its other names are ``skos:altLabel``.
    labels: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.iris or self.labels)

    def fingerprint(self) -> str:
        """Sixteen hex digits that differ where the changes differ; ``""`` for no change."""
        if not self:
            return ""
        content = repr((sorted(self.iris.items()), sorted(self.labels.items())))
        return hashlib.sha256(content.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Identities:
    """The decisions about a set of reports: the same set gives the same decisions."""

    merges: tuple[Merge, ...] = ()
    splits: tuple[Split, ...] = ()
    renamings: Mapping[str, Renaming] = field(default_factory=dict)
    #: Names and IRIs of the overrides that no report uses.
    unused: tuple[str, ...] = ()

    def renaming(self, article: str) -> Renaming:
        """What changes in the graphs of an article; empty for one that is not known."""
        return self.renamings.get(str(article), Renaming())
