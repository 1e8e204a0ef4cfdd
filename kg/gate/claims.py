"""The claims of one article while they are being judged: by statement, and the rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kg.model import Claim, Rejection, Statement
from kg.ontology import superclasses
from kg.vocab import RDF, SK


class Claims:
    """Claims that are still in, and the rejections so far. Iterates over the claims."""

    def __init__(self, claims: Iterable[Claim], *, keep: URIRef) -> None:
        """``keep`` is the article: it stays, whether or not anything refers to it."""
        self._by_statement: dict[Statement, list[Claim]] = {}
        for claim in claims:
            self._by_statement.setdefault(claim.statement, []).append(claim)
        self._keep = keep
        self._referred = self._objects()
        self.rejections: list[Rejection] = []

    def __iter__(self) -> Iterator[Claim]:
        for group in self._by_statement.values():
            yield from group

    def statements(self) -> list[Statement]:
        """The statements that at least one claim makes."""
        return list(self._by_statement)

    def matching(self, node: URIRef, predicate: URIRef, *, inverse: bool) -> list[Statement]:
        """Statements with this predicate and with the node as subject, or object if inverse."""
        return [
            s
            for s in self._by_statement
            if s.predicate == predicate and node == (s.object if inverse else s.subject)
        ]

    def about(self, node: URIRef) -> list[Statement]:
        """Statements that mention the node at either end."""
        return [s for s in self._by_statement if node in (s.subject, s.object)]

    def weaker(self, statements: Iterable[Statement]) -> list[Statement]:
        """All but the best supported; equals are decided by what stands earlier in the text."""
        return sorted(statements, key=self._support)[1:]

    def _support(self, statement: Statement) -> tuple[float, int, tuple[str, str, str]]:
        claims = self._by_statement[statement]
        best = max(c.evidence.confidence for c in claims)
        first = min(c.evidence.span.start for c in claims)
        return -best, first, statement.key()

    def reject_claim(self, claim: Claim, reason: str, message: str) -> None:
        """Turns one claim away; its statement stays while other claims make it."""
        group = self._by_statement[claim.statement]
        group.remove(claim)
        if not group:
            del self._by_statement[claim.statement]
        self.rejections.append(Rejection(claim, reason, message))

    def reject(self, statements: Iterable[Statement], reason: str, message: str) -> bool:
        """Turns all claims of these statements away; false where there were none."""
        found = [claim for s in statements for claim in self._by_statement.pop(s, ())]
        self.rejections += [Rejection(claim, reason, message) for claim in found]
        return bool(found)

    def orphans(self) -> list[URIRef]:
        """Things that something referred to at first and nothing does now, sorted.

        Events other than activities stand on their own.
        """
        subjects = {s.subject for s in self._by_statement}
        lost = (self._referred & subjects) - self._objects() - {self._keep}
        return sorted(node for node in lost if not self._stands_alone(node))

    def _objects(self) -> set[URIRef]:
        return {
            s.object
            for s in self._by_statement
            if isinstance(s.object, URIRef) and s.predicate != RDF.type
        }

    def _stands_alone(self, node: URIRef) -> bool:
        types = {
            above
            for s in self.matching(node, RDF.type, inverse=False)
            if isinstance(s.object, URIRef)
            for above in superclasses(s.object)
        }
        return SK.Event in types and SK.Activity not in types
