"""The ledger: what was read and did not enter the graph, one JSON object a line, sorted."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rdflib import Literal, URIRef

from kg import ontology
from kg.iri import article_iri
from kg.model import Extraction, Rejection, Statement
from kg.vocab import RDFS


def lines(extraction: Extraction) -> list[str]:
    """The ledger of one article: a JSON text for each rejection, sorted, without line ends."""
    labels = _labels(extraction)
    entries = (_entry(extraction, rejection, labels) for rejection in extraction.rejections)
    return sorted({json.dumps(entry, ensure_ascii=False) for entry in entries})


def _entry(
    extraction: Extraction, rejection: Rejection, labels: dict[str, str]
) -> dict[str, str | int | float]:
    statement, evidence = rejection.claim.statement, rejection.claim.evidence
    span = evidence.span
    text = extraction.article.text
    sentence = extraction.sentences[evidence.sentence]
    subject, predicate, value = statement.key()
    return {
        "article": str(article_iri(extraction.article)),
        "start": span.start,
        "end": span.end,
        "reason": rejection.reason,
        "message": rejection.message,
        "subject": subject,
        "predicate": predicate,
        "object": value,
        "subject_label": _label(statement.subject, labels),
        "object_label": _label(statement.object, labels),
        "quote": text[span.start : span.end],
        "sentence": text[sentence.start : sentence.end],
        "rule": evidence.rule,
        "confidence": round(evidence.confidence, 2),
        "modality": evidence.modality,
    }


def _labels(extraction: Extraction) -> dict[str, str]:
    """Labels of all things that the extraction names, also of those that were rejected."""
    found: dict[str, str] = {}
    for statement in _statements(extraction):
        if statement.predicate == RDFS.label:
            name, label = str(statement.subject), str(statement.object)
            found[name] = min(found.get(name, label), label)
    return found


def _statements(extraction: Extraction) -> Iterator[Statement]:
    yield from (claim.statement for claim in extraction.claims)
    yield from (rejection.claim.statement for rejection in extraction.rejections)


def _label(term: URIRef | Literal, labels: dict[str, str]) -> str:
    if isinstance(term, URIRef):
        return labels.get(str(term)) or ontology.label(term)
    return str(term)
