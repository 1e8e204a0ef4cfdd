"""Scores extraction against annotated reports, per kind, property and rule, with the errors."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluate.calibration import Observation
from kg.evaluate.facts import MAIN, Fact, annotated, stated
from kg.evaluate.names import any_alike
from kg.extract import extract
from kg.gate import admit
from kg.model import Article
from kg.reading import read

__all__ = ["Error", "Evaluation", "Score", "evaluate"]

#: Fields from this index on do not decide a match; in the others all do.
_LOOSE = {"activity": 1, "count": 3, "topic": 2}
_EXACT = {"summit start", "summit end", "summit edition", "summit mode"}


@dataclass
class Score:
    """True and false positives and misses, and what follows from them (0 where undefined)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the stated facts that are annotated."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated facts that are stated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Error:
    """One missed or spurious fact; a spurious one comes with its quote and rule."""

    article: str
    what: str  # "missed" or "spurious"
    kind: str
    fields: tuple[str, ...]
    quote: str = ""
    rule: str = ""


@dataclass
class Evaluation:
    """Scores of a folder of annotated reports."""

    articles: int = 0
    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    properties: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    rules: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    errors: list[Error] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)

    @property
    def pooled(self) -> Score:
        """All kinds together."""
        scores = list(self.kinds.values())
        return Score(
            sum(s.right for s in scores),
            sum(s.wrong for s in scores),
            sum(s.missed for s in scores),
        )

    def below(self, floor: dict[str, Any]) -> list[str]:
        """Sentences that say which floors are missed: precision, recall, f1, kinds."""
        found = []
        for name in ("precision", "recall", "f1"):
            value = getattr(self.pooled, name)
            if value < floor.get(name, 0.0):
                found.append(f"pooled {name} is {value:.3f}, below the floor {floor[name]:.3f}")
        for kind, least in sorted(floor.get("kinds", {}).items()):
            if self.kinds[kind].f1 < least:
                found.append(f"F1 of {kind} is {self.kinds[kind].f1:.3f}, below {least:.3f}")
        return found


def evaluate(*gold: str | Path, only: tuple[str, ...] = ()) -> Evaluation:
    """Score the annotated reports of one or more folders.

    Each holds ID.json files; each names its text by ``text_file``, relative to itself. Raises
    InputError for a folder without annotations, a broken file, or a text that is not there.
    """
    result = Evaluation()
    for path in [p for folder in gold for p in _paths(Path(folder), only)]:
        annotations = _annotations(path)
        extraction = admit(extract(_article(path, annotations)))
        _score(
            result, path.stem, stated(extraction.claims), annotated(annotations), extraction.article
        )
        result.articles += 1
    return result


def _paths(folder: Path, only: tuple[str, ...]) -> list[Path]:
    paths = [p for p in sorted(folder.glob("*.json")) if not only or p.stem in only]
    if not paths:
        raise InputError(str(folder), "no annotated reports (ID.json) here")
    return paths


def _annotations(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(str(path), f"not a JSON annotation: {error}") from error
    if not isinstance(found, dict) or "text_file" not in found:
        raise InputError(str(path), "an annotation is an object with text_file")
    return found


def _article(path: Path, annotations: dict[str, Any]) -> Article:
    (article,) = read(path.parent / str(annotations["text_file"]))
    published = annotations.get("published")
    day = dt.date.fromisoformat(published) if published else article.published
    return Article(
        article.text,
        title=article.title,
        publisher=annotations.get("outlet") or article.publisher,
        published=day,
    )


def _matches(found: Fact, gold: Fact) -> bool:
    for i, (a, b) in enumerate(zip(found.fields, gold.fields, strict=False)):
        if i >= _LOOSE.get(gold.kind, 99) or not b or (MAIN in a and MAIN in b):
            continue
        dated = gold.kind == "activity date" and i == 1
        if gold.kind in _EXACT or (gold.kind == "count" and i < 2) or dated:
            if not a & b:
                return False
        elif not any_alike(a, b):
            return False
    return True


def _score(
    result: Evaluation, name: str, found: list[Fact], gold: list[Fact], article: Article
) -> None:
    left = list(gold)
    spurious: list[Fact] = []
    for fact in found:
        hit = next(
            (g for g in left if not g.optional and g.kind == fact.kind and _matches(fact, g)), None
        )
        if hit is None:
            spurious.append(fact)
            continue
        left.remove(hit)
        _count(result, name, fact, right=True)
    for fact in spurious:
        if not any(g.optional and g.kind == fact.kind and _matches(fact, g) for g in left):
            _count(result, name, fact, right=False)
            result.errors.append(_error(name, fact, article))
    for each in left:
        if not each.optional:
            result.kinds[each.kind].missed += 1
            result.errors.append(Error(name, "missed", each.kind, _shown(each)))


def _count(result: Evaluation, article: str, fact: Fact, *, right: bool) -> None:
    assert fact.claim is not None
    predicate = str(fact.claim.statement.predicate)
    evidence = fact.claim.evidence
    rule = evidence.rule.partition("/")[0]
    result.observations.append(
        Observation(article, predicate, evidence.rule, evidence.confidence, right)
    )
    for score in (
        result.kinds[fact.kind],
        result.properties[predicate.rpartition("#")[2]],
        result.rules[rule],
    ):
        if right:
            score.right += 1
        else:
            score.wrong += 1


def _error(name: str, fact: Fact, article: Article) -> Error:
    assert fact.claim is not None
    evidence = fact.claim.evidence
    quote = article.text[evidence.span.start : evidence.span.end]
    return Error(name, "spurious", fact.kind, _shown(fact), quote, evidence.rule)


def _shown(fact: Fact) -> tuple[str, ...]:
    return tuple(" / ".join(sorted(f)) for f in fact.fields)
