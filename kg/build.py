"""Reports in, a graph and its ledger out.

All reports are read and checked before the first is analysed, and everything is analysed before
anything is written: bad input leaves no trace. Articles are taken in the order of their IRIs and
the same text counts once, so neither file order nor the number of processes shows in the output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from kg import ledger as ledgers
from kg import store
from kg.export import check_format, export
from kg.extract import extract
from kg.gate import admit
from kg.graph import Quad
from kg.identity import read_overrides, unify
from kg.iri import article_iri, facts_graph
from kg.model import Article, Extraction
from kg.ontology import superclasses
from kg.reading import read
from kg.vocab import RDF, SK
from kg.workers import follow_parent, pool

#: Called after each article with the number done and the number of all.
Progress = Callable[[int, int], None]

#: Articles handed to a process at a time: few enough to balance, enough to hide the hand-over.
CHUNK = 8
#: Fewer articles are read before a second process has loaded the model.
WORTH_PROCESSES = 32


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    articles: int
    statements: int
    events: int
    rejections: int


def build(
    *sources: str | Path | Article,
    ledger: str | Path | None = None,
    threshold: float | None = None,
    workers: int = 1,
    identities: str | Path | None = None,
    progress: Progress | None = None,
) -> store.KnowledgeGraph:
    """The graph of these reports, in memory.

    A source is whatever :func:`kg.read` takes, or an article already read. ``ledger`` names a file
    for what was rejected, ``identities`` one that says what is the same and what is different.
    :class:`InputError` where a report cannot be read.
    """
    dataset = store.memory()
    extractions = _analyse(sources, threshold, workers, progress)
    _fill(dataset, extractions, ledger, Path(identities) if identities else None)
    return dataset


def build_to(
    sources: Iterable[str | Path | Article],
    out: str | Path,
    *,
    ledger: str | Path | None = None,
    threshold: float | None = None,
    workers: int = 1,
    identities: str | Path | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Writes the graph of these reports to a file; the suffix of ``out`` decides the format."""
    out = Path(out)
    check_format(out)
    results = _analyse(sources, threshold, workers, progress)
    dataset = store.memory()
    summary = _fill(dataset, results, ledger, Path(identities) if identities else None)
    export(dataset, out)
    return summary


def _analyse(
    sources: Iterable[str | Path | Article],
    threshold: float | None,
    workers: int,
    progress: Progress | None,
) -> list[Extraction]:
    articles = _collect(sources)
    results = []
    for result in _run(articles, threshold, workers):
        results.append(result)
        if progress:
            progress(len(results), len(articles))
    return results


def _fill(
    dataset: store.KnowledgeGraph,
    extractions: list[Extraction],
    ledger: str | Path | None,
    identities: Path | None,
) -> Summary:
    overrides = read_overrides(identities) if identities is not None else None
    quads = unify(extractions, overrides)
    store.add(dataset, quads)
    lines = [line for extraction in extractions for line in ledgers.lines(extraction)]
    if ledger is not None:
        store.write_atomically(Path(ledger), (f"{line}\n".encode() for line in lines))
    return _summary(extractions, quads, len(lines))


def _collect(sources: Iterable[str | Path | Article]) -> list[Article]:
    """All articles, each text once, sorted by IRI."""
    found: dict[URIRef, Article] = {}
    for source in sources:
        for article in [source] if isinstance(source, Article) else read(source):
            key = article_iri(article)
            kept = found.setdefault(key, article)
            # The same text with more or less metadata: the choice must not depend on file order.
            found[key] = min(kept, article, key=repr)
    by_text = {a.sha256: a for _, a in sorted(found.items(), reverse=True)}
    return sorted(by_text.values(), key=article_iri)


def _run(articles: list[Article], threshold: float | None, workers: int) -> Iterator[Extraction]:
    jobs = [(article, threshold) for article in articles]
    if workers <= 1 or len(jobs) < WORTH_PROCESSES:
        yield from map(_one, jobs)
        return
    with pool(min(workers, len(jobs)), follow_parent) as processes:
        yield from processes.map(_one, jobs, chunksize=max(1, min(CHUNK, len(jobs) // workers)))


def _one(job: tuple[Article, float | None]) -> Extraction:
    article, threshold = job
    return admit(extract(article), threshold=threshold)


def _summary(extractions: list[Extraction], quads: list[Quad], rejections: int) -> Summary:
    names = {facts_graph(extraction.article) for extraction in extractions}
    facts = {quad[:3] for quad in quads if quad[3] in names}
    events = {
        s
        for s, p, o in facts
        if p == RDF.type and isinstance(o, URIRef) and SK.Event in superclasses(o)
    }
    return Summary(len(extractions), len(facts), len(events), rejections)
