"""Which body is a unit of which: "the International Cooperation Bureau of the State Office"."""

from __future__ import annotations

import re

from kg.extract.claims import Claims
from kg.extract.report import Report
from kg.iri import mint
from kg.model import Span
from kg.vocab import RDF, SK

_UNIT = re.compile(
    r"^(?P<unit>.*?(?:Bureau|Department|Division|Office|Committee|Institute|School|Faculty|Centre|"
    r"Center|Branch|Secretariat|Directorate|Section)) (?:of|at) (?P<the>the )?(?P<whole>[A-Z].+)$"
)


def read(report: Report, claims: Claims) -> None:
    """Add the larger body that the name of a declared unit ends with."""
    declared = {c.statement.subject for c in claims.claims if c.statement.predicate == RDF.type}
    for entity in report.registry.of_kind("Organization"):
        iri = claims.iri(entity)
        match = _UNIT.match(entity.label)
        if iri not in declared or match is None or not entity.mentions:
            continue
        whole = match.group("whole")
        head = report.heads.ending(whole.split(" of ")[0].split(), ("Organization",))
        if head is None and report.registry.find("Organization", whole) is None:
            continue
        start = entity.first_mention.span.start + match.start("whole")
        span = Span(start, start + len(whole))
        if report.text[span.start : span.end] != whole:
            continue
        known = report.registry.find("Organization", whole)
        parent = (
            claims.entity(known)
            if known is not None
            else claims.node(mint("org", whole), (SK.Organization,), (whole,), span)
        )
        claims.add(
            iri, "partOfOrganization", parent, entity.first_mention.span, "rule:unit-of-body", 0.8
        )
