"""The gate before the graph: what does not conform is turned away, each time with a reason.

Claims leave in this order: too little confidence, words that the ontology does not have, SHACL
violations (repeated until the rest conforms), and things that nothing refers to any more. Only
violations count; warnings and infos pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rdflib import Literal, URIRef

from kg.gate.claims import Claims
from kg.gate.shapes import SEVERITIES, Violation, violations
from kg.graph import Triple, context
from kg.iri import article_iri
from kg.model import Extraction
from kg.ontology import classes, properties
from kg.vocab import RDF, RDFS, SKOS

__all__ = ["CONFIDENCE_THRESHOLD", "SEVERITIES", "Violation", "admit", "violations"]

#: Claims below this stay out. Confidences are measured shares of right facts
#: (``ontology/confidence.ttl``), so at 0.5 a claim is as likely wrong as right. In the reliability
#: table of ``kg evaluate`` over 91 reports the 26 facts below 0.8 are right in 54 %: a higher
#: threshold would lose more right facts than wrong ones.
CONFIDENCE_THRESHOLD = 0.5

_OUTSIDE_PROPERTIES = {RDF.type, RDFS.label, SKOS.altLabel}
_OUTSIDE_CLASSES = {SKOS.Concept}


def admit(extraction: Extraction, *, threshold: float | None = None) -> Extraction:
    """The extraction with the claims that conform; the others have become rejections.

    ``threshold`` replaces :data:`CONFIDENCE_THRESHOLD`.
    """
    if not extraction.claims:
        return extraction
    claims = Claims(extraction.claims, keep=article_iri(extraction.article))
    _reject_weak(claims, CONFIDENCE_THRESHOLD if threshold is None else threshold)
    _reject_undeclared(claims)
    _reject_orphans(claims)
    while found := _most_basic(violations(_data(claims, extraction))):
        if not sum(_reject_violation(claims, violation) for violation in found):
            break
        _reject_orphans(claims)
    return replace(
        extraction,
        claims=tuple(claims),
        rejections=(*extraction.rejections, *claims.rejections),
    )


def _data(claims: Claims, extraction: Extraction) -> Iterator[Triple]:
    for s in claims.statements():
        yield s.subject, s.predicate, s.object
    yield from context(extraction.article, claims)


def _reject_weak(claims: Claims, threshold: float) -> None:
    for claim in list(claims):
        confidence = claim.evidence.confidence
        if confidence < threshold:
            message = f"confidence {confidence:.2f} is below {threshold:.2f}"
            claims.reject_claim(claim, "confidence", message)


def _reject_undeclared(claims: Claims) -> None:
    allowed_properties = _OUTSIDE_PROPERTIES.union(properties())
    allowed_classes = _OUTSIDE_CLASSES.union(classes())
    for s in claims.statements():
        term: URIRef | Literal | None = None
        if s.predicate not in allowed_properties:
            term = s.predicate
        elif s.predicate == RDF.type and s.object not in allowed_classes:
            term = s.object
        if term is not None:
            message = f"the ontology does not declare {term}"
            claims.reject([s], "ontology:undeclared", message)


def _reject_orphans(claims: Claims) -> None:
    """What only rejected statements referred to would float about unconnected."""
    while orphans := claims.orphans():
        for node in orphans:
            message = "nothing refers to it any more after other statements were rejected"
            claims.reject(claims.about(node), "orphan", message)


def _most_basic(found: list[Violation]) -> list[Violation]:
    """The violations to act on first, since the others may be their consequence.

    A wrong value goes first, for it may be the one too many; a thing that lacks something goes
    last, for then all that is said about it goes.
    """
    serious = [v for v in found if v.severity == "violation"]
    for amount in (None, "max", "min"):
        if chosen := [v for v in serious if v.amount == amount]:
            return chosen
    return []


def _reject_violation(claims: Claims, violation: Violation) -> bool:
    """Rejects what is to blame; false where nothing was left to reject."""
    v = violation
    if v.amount == "max" and v.path is not None:
        wrong = claims.weaker(claims.matching(v.focus, v.path, inverse=v.inverse))
    elif v.amount is None and v.value is not None and v.path is not None:
        wrong = [
            s for s in claims.matching(v.focus, v.path, inverse=v.inverse)
            if v.value == (s.subject if v.inverse else s.object)
        ]  # fmt: skip
    elif v.amount is None and v.target_properties:
        wrong = [
            s for p in v.target_properties for s in claims.matching(v.focus, p, inverse=True)
        ]  # fmt: skip
    else:
        wrong = claims.about(v.focus)
    return claims.reject(wrong, f"shape:{v.shape}", v.message)
