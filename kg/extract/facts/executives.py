"""Bodies that take part through their people: "Ada Voss, director at Vela, praised the fair"."""

from __future__ import annotations

import re

from rdflib.term import Node

from kg import gazetteer
from kg.extract.claims import Claims
from kg.extract.classify import is_acronym
from kg.extract.mentions import Entity
from kg.extract.report import Report
from kg.vocab import SK

#: Properties that give a body another part in the event than to attend, or that already say so.
_ROLES = frozenset(
    SK[name]
    for name in ("organizedBy", "hostedBy", "coOrganizedBy", "sponsoredBy", "supportedBy",
                 "releasedBy", "hasParticipant")
)  # fmt: skip
#: Bodies of a state or of the event: their people come as hosts, as guests of honour, or run it.
_OFFICIAL = re.compile(
    r"\b(?:Ministry|Department|Government|Committee|Council|Parliament|Assembly|Commission|"
    r"Administration|Bureau|Office|Authority|Agency|Embassy|Court|Senate|Congress|Party|Secretariat|"
    r"Army|Navy|Police|State|Province|Municipality|City|Conference|Summit|Forum|Festival|Fair|Expo|"
    r"Jury)\b|^[a-z]"
)

#: Those who come on their own account.
_LEARNERS = ("student", "pupil", "graduate", "alumnus", "alumna")


def read(report: Report, claims: Claims) -> None:
    """Add the bodies whose people the report names as speaking or being there.

    Companies, associations, universities and the like; states and those who run the event have
    their own rules.
    """
    main = report.main
    if main is None:
        return
    titles = {
        c.statement.subject: str(c.statement.object)
        for c in claims.claims
        if c.statement.predicate == SK.positionTitle
    }
    settled = {c.statement.object for c in claims.claims if c.statement.predicate in _ROLES}
    for claim in list(claims.claims):
        body = claim.statement.object
        if claim.statement.predicate != SK.positionIn or body in settled:
            continue
        settled.add(body)
        if titles.get(claim.statement.subject, "").lower().endswith(_LEARNERS):
            continue
        if _takes_part(report, main, _entity(report, claims, body)):
            claims.add(
                claims.entity(main), "hasParticipant", body, claim.evidence.span,
                "rule:participant/executive", 0.6,
            )  # fmt: skip


def _entity(report: Report, claims: Claims, iri: Node) -> Entity | None:
    bodies = report.registry.of_kind("Organization")
    return next((e for e in bodies if e.mentions and claims.iri(e) == iri), None)


def _takes_part(report: Report, main: Entity, body: Entity | None) -> bool:
    if body is None or _OFFICIAL.search(body.label):
        return False
    names = (body.label, *body.aliases)
    if any(gazetteer.organization(n) or gazetteer.country(n) for n in names):
        return False
    if any(name in m.text for name in names for m in main.mentions):
        return False  # "the Vela Forum": Vela runs it
    # An acronym that nothing spells out is the organizer's as a rule, a bare word often a town.
    first = body.first_mention
    bare = body.label.isalpha() and body.label[1:].islower() and first.head is None
    return not bare and not (is_acronym(body.label) and len(names) == 1)
