"""Reports in, a graph and its ledger out.

All reports are read and checked before the first is analysed, and everything is analysed before
anything is written: bad input leaves no trace. Articles are taken in the order of their IRIs and
the same text counts once, so neither file order nor the number of processes shows in the output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from rdflib import URIRef

from kg import ledger as ledgers
from kg import store
from kg.export import check_format, export
from kg.extract import extract
from kg.gate import admit
from kg.graph import Quad, quads
from kg.iri import article_iri, facts_graph
from kg.model import Article
from kg.ontology import superclasses
from kg.reading import read
from kg.vocab import RDF, SK

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


@dataclass(frozen=True, slots=True)
class _Result:
    """One article as a process hands it back."""

    article: Article
    quads: tuple[Quad, ...]
    ledger: tuple[str, ...]


def build(
    *sources: str | Path | Article,
    ledger: str | Path | None = None,
    threshold: float | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> store.KnowledgeGraph:
    """The graph of these reports, in memory.

    A source is whatever :func:`kg.read` takes, or an article already read. ``ledger`` names a file
    for what was rejected. :class:`InputError` where a report cannot be read.
    """
    dataset = store.memory()
    _fill(dataset, _analyse(sources, threshold, workers, progress), ledger)
    return dataset


def build_to(
    sources: Iterable[str | Path | Article],
    out: str | Path,
    *,
    ledger: str | Path | None = None,
    threshold: float | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Writes the graph of these reports to a file; the suffix of ``out`` decides the format."""
    out = Path(out)
    check_format(out)
    results = _analyse(sources, threshold, workers, progress)
    dataset = store.memory()
    summary = _fill(dataset, results, ledger)
    export(dataset, out)
    return summary


def _analyse(
    sources: Iterable[str | Path | Article],
    threshold: float | None,
    workers: int,
    progress: Progress | None,
) -> list[_Result]:
    articles = _collect(sources)
    results = []
    for result in _run(articles, threshold, workers):
        results.append(result)
        if progress:
            progress(len(results), len(articles))
    return results


def _fill(
    dataset: store.KnowledgeGraph, results: list[_Result], ledger: str | Path | None
) -> Summary:
    store.add(dataset, (quad for result in results for quad in result.quads))
    lines = [line for result in results for line in result.ledger]
    if ledger is not None:
        store.write_atomically(Path(ledger), (f"{line}\n".encode() for line in lines))
    return _summary(results, len(lines))


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


def _run(articles: list[Article], threshold: float | None, workers: int) -> Iterator[_Result]:
    jobs = [(article, threshold) for article in articles]
    if workers <= 1 or len(jobs) < WORTH_PROCESSES:
        yield from map(_one, jobs)
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), get_context("spawn")) as pool:
        try:
            yield from pool.map(_one, jobs, chunksize=max(1, min(CHUNK, len(jobs) // workers)))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _one(job: tuple[Article, float | None]) -> _Result:
    article, threshold = job
    extraction = admit(extract(article), threshold=threshold)
    return _Result(article, tuple(quads(extraction)), tuple(ledgers.lines(extraction)))


def _summary(results: list[_Result], rejections: int) -> Summary:
    facts = {q[:3] for r in results for q in r.quads if q[3] == facts_graph(r.article)}
    events = {
        s
        for s, p, o in facts
        if p == RDF.type and isinstance(o, URIRef) and SK.Event in superclasses(o)
    }
    return Summary(len(results), len(facts), len(events), rejections)
