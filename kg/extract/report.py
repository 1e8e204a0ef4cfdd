"""Reads one article up to its named things and its parsed sentences; facts are read from this."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from kg import gazetteer
from kg.extract import parse, towns, within
from kg.extract.classify import Classifier, is_acronym
from kg.extract.entities import Registry, initials, link_short_forms, series_name
from kg.extract.mask import mask
from kg.extract.mentions import Entity, Mention
from kg.extract.names import Chunk, NameFinder
from kg.extract.nouns import HeadNouns
from kg.extract.persons import Persons
from kg.extract.segment import Sentence, segment
from kg.extract.surface import Surface
from kg.extract.tree import Tree
from kg.extract.triggers import Triggers
from kg.lexicon import Lexicon, lexicon
from kg.model import Article, Span
from kg.reading.dateline import Dateline
from kg.reading.dateline import parse as parse_dateline

#: Sentences at the start in which a name alone, with a verb of holding, can be the event's.
OPENING = 5


@dataclass
class Report:
    """One article, analysed: sentences, mentions, entities, trees, and its main event."""

    article: Article
    lexicon: Lexicon
    heads: HeadNouns
    dateline: Dateline | None
    sentences: tuple[Sentence, ...]
    mentions: list[list[Mention]]
    registry: Registry
    trees: dict[int, Tree] = field(default_factory=dict)
    main: Entity | None = None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def in_dateline(self, offset: int) -> bool:
        """Whether an offset lies in the dateline, which states no fact of the event."""
        line = self.dateline
        return line is not None and line.span.start <= offset < line.span.end

    def all_mentions(self, *kinds: str) -> list[Mention]:
        """Mentions of these kinds in text order."""
        return [m for row in self.mentions for m in row if m.kind in kinds]


class Analyzer:
    """Holds the lexicon's look-ups; analyses articles one by one."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.heads = HeadNouns(lexicon)
        self.finder = NameFinder(
            Surface(lexicon, self.heads, lambda name: gazetteer.country(name) is not None)
        )
        self.classifier = Classifier(lexicon, self.heads)
        self.triggers = Triggers(lexicon, self.heads)
        self.persons = Persons(lexicon, self.heads)

    def report(self, article: Article, *, tagged: bool = True, everywhere: bool = True) -> Report:
        """Names, kinds and entities; the trees come with :meth:`parse`.

        Without ``tagged`` the surface alone decides what a name is the name of; without
        ``everywhere`` names are sought only where an event can be named.
        """
        dateline = parse_dateline(article.text)
        sentences = segment(article.text)
        opening = OPENING if self.triggers.speaks_of_event(article.text) else 0
        chunks = [
            self.finder.find(s)
            if everywhere or s.index < opening or self.triggers.names_event(s.text)
            else []
            for s in sentences
        ]
        labels = _labels(sentences, chunks) if tagged else {}
        mentions = [
            self._mentions(s, row, labels.get(s.index, []))
            for s, row in zip(sentences, chunks, strict=True)
        ]
        report = Report(
            article, self.lexicon, self.heads, dateline, sentences, mentions, Registry()
        )
        towns.settle(article.text, dateline, mentions)
        self.persons.settle(sentences, mentions)
        self._settle_by_repetition(report)
        for row in mentions:
            for mention in row:
                report.registry.add(mention)
            within.settle(row, report.registry, self.heads)
            link_short_forms(article.text, row, report.registry)
        self._settle_short_forms(report)
        return report

    def _mentions(
        self, sentence: Sentence, chunks: list[Chunk], labels: list[parse.Label]
    ) -> list[Mention]:
        people = _people(sentence, labels)
        if people:
            chunks = self.finder.find(sentence, people)
        return [self.classifier.mention(chunk, sentence, labels) for chunk in chunks]

    def parse(self, report: Report, chosen: Set[int]) -> None:
        """Parse the chosen sentences, by index, that can carry a fact; names are masked."""
        rows = [
            (s, mask(s, row, skip_to=_dateline_end(report, s)))
            for s, row in zip(report.sentences, report.mentions, strict=True)
            if s.index in chosen and self.triggers.carries_fact(s.text)
        ]
        trees = parse.trees(masked.text for _, masked in rows)
        for (sentence, masked), nodes in zip(rows, trees, strict=True):
            if nodes:
                report.trees[sentence.index] = Tree(sentence, masked, nodes, report.text)

    # -- kinds by context -----------------------------------------------------------------

    def _settle_by_repetition(self, report: Report) -> None:
        """A name that is certain once is certain everywhere in the article."""
        people = {m.text for m in report.all_mentions("Person") if len(m.text.split()) > 1}
        surnames = {name.split()[-1] for name in people} | {name.split()[0] for name in people}
        for mention in report.all_mentions("Unknown", "Organization", "Place"):
            if (mention.head is None and mention.quoted is None and mention.text in people) or (
                mention.kind == "Unknown" and mention.text in surnames
            ):
                mention.kind = "Person"
            elif mention.kind in {"Organization", "Place"} and mention.head is None:
                later = mention.text in surnames and gazetteer.country(mention.text) is None
                if later and not is_acronym(mention.text):
                    mention.kind = "Person"
        tally: dict[str, dict[str, int]] = {}
        for mention in report.all_mentions("Organization", "Place", "Person"):
            kinds = tally.setdefault(mention.text, {})
            kinds[mention.kind] = kinds.get(mention.kind, 0) + 1
        for mention in report.all_mentions("Unknown"):
            kinds = tally.get(mention.text, {})
            if kinds and mention.quoted is None:
                mention.kind = max(sorted(kinds), key=lambda k: kinds[k])

    def _settle_short_forms(self, report: Report) -> None:
        """Mentions that are an acronym or short name introduced elsewhere take its meaning."""
        registry = report.registry
        for row in report.mentions:
            for mention in row:
                if mention.quoted is not None and mention.kind != "Event":
                    continue
                for kind in ("Event", "Organization"):
                    entity = registry.find(kind, mention.name) or _spelled_out(
                        registry, kind, mention
                    )
                    if entity is None or mention.entity is entity or mention.entity is None:
                        continue
                    if mention.kind in {"Unknown", "Organization", "Place", "Person"}:
                        registry.merge(entity, mention.entity)
                        for shared in entity.mentions:
                            shared.kind = kind
                        break


def _labels(
    sentences: Sequence[Sentence], chunks: list[list[Chunk]]
) -> dict[int, list[parse.Label]]:
    """The tagger's labels of the sentences that hold a name, by the sentence's index."""
    named = [s for s, row in zip(sentences, chunks, strict=True) if row]
    found = parse.labels(s.text for s in named)
    return {s.index: row for s, row in zip(named, found, strict=True)}


def _people(sentence: Sentence, labels: list[parse.Label]) -> list[Span]:
    """Spans that the tagger takes for persons' names."""
    start = sentence.span.start
    return [Span(start + x.start, start + x.end) for x in labels if x.label == "PERSON"]


def _dateline_end(report: Report, sentence: Sentence) -> int:
    """Where the sentence goes on after a dateline at its start; 0 if it has none."""
    line = report.dateline
    return line.span.end if line is not None and report.in_dateline(sentence.span.start) else 0


def _spelled_out(registry: Registry, kind: str, mention: Mention) -> Entity | None:
    """The one thing whose initials an acronym repeats, though no bracket says so."""
    if not is_acronym(mention.text) or len(mention.text) < 3 or kind != "Event":
        return None
    body = registry.find("Organization", mention.text)
    if body is not None and any(m.text != mention.text for m in body.mentions):
        return None
    fits = [e for e in registry.of_kind(kind) if initials(series_name(e.label)) == mention.text]
    return fits[0] if len(fits) == 1 else None


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """The analyzer over the shipped lexicon."""
    return Analyzer(lexicon())


def sentence_of(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """The sentence that covers an offset."""
    return next((s for s in sentences if s.span.start <= offset < s.span.end), None)
