"""How far each kind of rule is trusted, as measured: ``ontology/confidence.ttl``.

The table is written by ``kg evaluate --write-confidence`` from annotated reports. Its keys are a
property of the ontology and a family of rules.
"""

from __future__ import annotations

from functools import lru_cache

from rdflib import Graph

from kg.paths import ontology_dir
from kg.vocab import LX, RDF


def family(rule: str) -> str:
    """The family of a rule: all entries of the lexicon are one, each rule of the program its own.

    >>> family("lex:open_v/date"), family("rule:place/hint")
    ('lex', 'rule:place/hint')
    """
    return "lex" if rule.startswith("lex:") else rule


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], float]:
    path = ontology_dir() / "confidence.ttl"
    if not path.exists():
        return {}
    graph = Graph().parse(path, format="turtle")
    return {
        (str(graph.value(node, LX.property)), str(graph.value(node, LX.rule))): float(
            str(graph.value(node, LX.confidence))
        )
        for node in graph.subjects(RDF.type, LX.RuleConfidence)
    }


def measured(predicate: str, rule: str) -> float | None:
    """Measured confidence of a statement with this property (full IRI) by this rule, or None."""
    return _table().get((predicate, family(rule)))
