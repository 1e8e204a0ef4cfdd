"""Confidence that means something: fitted to annotated reports, checked on reports left out.

The confidence of a family of rules for a property is the share of its facts that were right, drawn
towards the share of all rules by ``PRIOR`` imagined facts, so that a rule seen twice is not called
certain. Expected calibration error: the distance between stated confidence and observed share, over
ten bins, weighted by their size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.confidence import family

#: Weight of the prior in facts. From 1 to 16 the cross-validated Brier score over 61 annotated
#: reports stays at 0.068, so the value is not critical.
PRIOR = 4.0
_BINS = 10


@dataclass(frozen=True, slots=True)
class Observation:
    """One scored fact: where it was stated, by which rule, with which confidence, right or not."""

    article: str
    predicate: str
    rule: str
    confidence: float
    right: bool

    @property
    def key(self) -> tuple[str, str]:
        """Property and family of rules."""
        return self.predicate, family(self.rule)


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts whose confidence lies between two tenths: how many, mean confidence, share right."""

    low: float
    facts: int
    confidence: float
    right: float


def fit(observations: Iterable[Observation]) -> dict[tuple[str, str], float]:
    """Confidence of each property and family seen, in two decimals."""
    seen = list(observations)
    base = sum(o.right for o in seen) / len(seen) if seen else 0.5
    rows: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for each in seen:
        rows[each.key].append(each.right)
    return {
        key: round((sum(rights) + PRIOR * base) / (len(rights) + PRIOR), 2)
        for key, rights in sorted(rows.items())
    }


def left_out(observations: Sequence[Observation]) -> list[tuple[float, bool]]:
    """Confidence from the other articles, and whether the fact was right, for every fact."""
    pairs = []
    for article in sorted({o.article for o in observations}):
        others = [o for o in observations if o.article != article]
        table = fit(others)
        base = sum(o.right for o in others) / len(others) if others else 0.5
        pairs += [(table.get(o.key, base), o.right) for o in observations if o.article == article]
    return pairs


def reliability(pairs: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The reliability table: bins that hold any fact, lowest first."""
    rows: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in pairs:
        rows[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
    return [
        Bin(
            i / _BINS,
            len(row),
            sum(c for c, _ in row) / len(row),
            sum(r for _, r in row) / len(row),
        )
        for i, row in sorted(rows.items())
    ]


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error, 0 (perfect) to 1."""
    bins = reliability(pairs)
    total = sum(b.facts for b in bins)
    return sum(b.facts * abs(b.confidence - b.right) for b in bins) / total if total else 0.0


def turtle(table: dict[tuple[str, str], float]) -> str:
    """The table as Turtle, sorted; the text of ``ontology/confidence.ttl``."""
    lines = [
        "@prefix lx: <https://w3id.org/summitkg/lexicon-schema#> .",
        "@prefix rule: <https://w3id.org/summitkg/confidence#> .",
        "",
        "# Written by kg evaluate --write-confidence; not edited by hand.",
    ]
    for (predicate, rule), value in sorted(table.items()):
        local = predicate.rpartition("#")[2]
        name = f"{local}-{rule}".replace(":", "-").replace("/", "-")
        lines += [
            "",
            f"rule:{name} a lx:RuleConfidence ;",
            f"  lx:property <{predicate}> ;",
            f'  lx:rule "{rule}" ;',
            f"  lx:confidence {value:.2f} .",
        ]
    return "\n".join(lines) + "\n"
