"""Parts of a picture: a picture of some of its things, found quickly however large the whole is."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable
from dataclasses import replace

from kg.view.lines import Fact
from kg.view.model import Dated, Picture, edges_of
from kg.vocab import ID, SK

#: A statement that is drawn: IRI of the subject, property, and the value.
Relation = tuple[str, str, str]


class Whole:
    """A picture, indexed by the keys of its things."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.nodes = {node.key: node for node in picture.nodes}
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self._near: dict[str, set[str]] = defaultdict(set)
        for fact in picture.facts:
            self.facts[fact.subject].append(fact)
            if fact.object is not None:
                self._near[fact.subject].add(fact.object)
                self._near[fact.object].add(fact.subject)
        self._rank = {key: i for i, key in enumerate(self.nodes)}
        self._dated: dict[str, Dated] = {row.key: row for row in picture.timeline}
        self._when = {row.key: i for i, row in enumerate(picture.timeline)}
        self._source = {source.iri: source for source in picture.sources}
        self._roots = {key: i for i, key in enumerate(picture.roots)}

    def around(self, key: str, hops: int) -> set[str]:
        """What is within so many relations of a thing, itself included."""
        found, edge = {key}, {key}
        for _ in range(hops):
            edge = {other for near in edge for other in self._near[near]} - found
            if not edge:
                break
            found |= edge
        return found

    def start(self, key: str) -> str:
        """The first day of a dated thing as an ISO date, or the empty string."""
        return self._dated[key].start if key in self._dated else ""

    def belonging(self, event: str) -> set[str]:
        """An event and what is said of it and onward, not beyond another event or a series.

        What leads to it in one step (a document about it, a body that hosts it) belongs too.
        """
        found = {event} | self._near[event]
        queue = deque(fact.object for fact in self.facts[event] if fact.object)
        seen = {event, *queue}
        while queue:
            key = queue.popleft()
            found.add(key)
            if self.nodes[key].family in ("event", "series"):
                continue
            for fact in self.facts[key]:
                if fact.object and fact.object not in seen:
                    seen.add(fact.object)
                    queue.append(fact.object)
        return found

    def part(
        self,
        keys: Collection[str],
        *,
        main: str | None = None,
        note: str,
        drawn: frozenset[Relation] | None = None,
        more: Iterable[Fact] = (),
    ) -> Picture:
        """The picture of these things and the relations between them.

        ``main`` is set in the centre; by default the whole's, if it is there. ``drawn`` limits
        the relations to statements; ``more`` adds lines. What a thing is related to and is not
        there stands in its panel as text.
        """
        chosen = sorted(set(keys), key=self._rank.__getitem__)
        present = set(chosen)
        lines = [self._line(f, present, drawn) for key in chosen for f in self.facts[key]]
        lines += more
        roots = sorted((k for k in chosen if k in self._roots), key=self._roots.__getitem__)
        if main is not None:
            roots = [main, *(key for key in roots if key != main)]
        used = {s.passage.article for line in lines for s in line.support}
        dated = sorted((k for k in chosen if k in self._dated), key=self._when.__getitem__)
        return Picture(
            main=roots[0] if roots else "",
            roots=tuple(roots),
            nodes=tuple(self.nodes[key] for key in chosen),
            edges=tuple(edges_of(lines)),
            facts=tuple(lines),
            timeline=tuple(self._dated[key] for key in dated),
            sources=tuple(s for iri, s in self._source.items() if iri in used),
            note=note,
        )

    def _line(self, fact: Fact, present: set[str], drawn: frozenset[Relation] | None) -> Fact:
        """The line, its value as text where that is not to be drawn."""
        if fact.object is None:
            return fact
        if fact.object not in present:
            return replace(fact, object=None)
        if drawn is None or self._stated(fact) & drawn:
            return fact
        return replace(fact, object=None)

    def _stated(self, fact: Fact) -> set[Relation]:
        """The statements that one line stands for, as :func:`kg.view.lines.once` folds them."""
        subject = self.nodes[fact.subject].iri
        stated = {(subject, str(fact.property), fact.value)}
        if fact.property == SK.hasActivity:
            stated.add((fact.value, str(SK.activityOf), subject))
        if fact.property == SK.hasParticipant:
            stated.add((subject, str(SK.hasGroup), fact.value))
        return stated

    def of_iris(self, iris: Iterable[str]) -> set[str]:
        """Keys of those of these IRIs that are drawn."""
        keys = {iri.removeprefix(str(ID)) for iri in iris}
        return {key for key in keys if key in self.nodes}
