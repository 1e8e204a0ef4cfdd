"""A graph of many reports in a folder, built again and again.

A build scans the sources, reads what it has no result for, and brings the store up to date. Each
step can be interrupted at any moment: the same command goes on from there and ends with the same
graph.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.archive.engines import processes
from kg.archive.layout import Layout
from kg.archive.lock import locked
from kg.archive.manifest import Manifest, stored_article
from kg.archive.partition import READER, Partition, Settings
from kg.archive.scan import Scan, sweep
from kg.errors import GraphError, InputError

__all__ = ["Options", "Summary", "build_archive", "text_of"]

#: Called with the number of reports read and the number found so far that need reading.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; nothing of it but ``threshold`` shows in the graph."""

    #: Least confidence of a claim; None for the gate's own.
    threshold: float | None = None
    workers: int = 1
    #: Remove articles that the sources do not hold any more.
    prune: bool = False
    #: Try again what failed before.
    retry: bool = False
    #: Seconds that one report may take.
    seconds: float = 60.0
    #: Where to read: here, or on the workers of ``dask://HOST:PORT``; ``dask://`` starts some.
    on: str = ""
    #: Read only share i (from 1) of n, for another build to put together.
    shard: tuple[int, int] | None = None
    #: File that says what is the same and what is different; ``identities.yaml`` if it is there.
    identities: Path | None = None
    reader: str = READER


@dataclass(frozen=True, slots=True)
class Summary:
    """What the archive holds after a build, and what this build changed."""

    articles: int
    added: int = 0
    replaced: int = 0
    removed: int = 0
    statements: int = 0
    events: int = 0
    rejections: int = 0
    faults: int = 0


def build_archive(
    sources: Iterable[str | Path],
    folder: str | Path,
    options: Options = Options(),
    *,
    progress: Progress | None = None,
) -> Summary:
    """Bring the archive in ``folder`` up to date with reports in files and folders.

    Reports that cannot be read are left out and named in the ledger. :class:`InputError` where a
    source does not exist, :class:`GraphError` where the folder is no archive, is being built by
    another process, or cannot be written.
    """
    layout = Layout(Path(folder))
    paths = [str(source) for source in sources]
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise InputError(path, "no such file or folder")
    if options.identities is not None and not options.identities.is_file():
        raise InputError(str(options.identities), "no such file")
    if options.shard is not None:
        layout.prepare()
        layout = layout.shard(*options.shard)
    layout.prepare()
    with locked(layout.lock):
        manifest = Manifest(layout.manifest)
        try:
            _read(paths, layout, manifest, options, progress)
            if options.shard is not None:
                return Summary(articles=manifest.results())
            summary = _publish(layout, manifest, options.identities or layout.identities)
            shutil.rmtree(layout.shards, ignore_errors=True)
            return summary
        finally:
            manifest.close()


def text_of(folder: Path, article: str) -> str:
    """The text of an article of the archive in a folder, by its IRI; "" where it has none.

    :class:`GraphError` where the manifest cannot be read.
    """
    manifest = Layout(folder).manifest
    stored = stored_article(manifest, article) if manifest.is_file() else ""
    return str(json.loads(stored)["text"]) if stored else ""


def _read(
    paths: list[str],
    layout: Layout,
    manifest: Manifest,
    options: Options,
    progress: Progress | None,
) -> None:
    """Bring the manifest up to date with the sources."""
    settings = Settings(options.threshold, options.seconds, options.reader)
    sweep(layout, manifest)
    if options.retry:
        manifest.forget_faults()
    scan = Scan(paths, layout.work, manifest, settings, options.shard)
    done = 0
    for partition in _engine(scan, settings, options):
        done += manifest.take(partition.done)
        partition.remove()
        if progress is not None:
            progress(done, scan.queued)
    manifest.settle_scan(prune=options.prune)
    manifest.forget_unused()


def _engine(scan: Scan, settings: Settings, options: Options) -> Iterator[Partition]:
    if not options.on:
        return processes.run(scan, settings, options.workers)
    if not options.on.startswith("dask://"):
        raise GraphError(f"{options.on}: not an engine; give dask://HOST:PORT or dask://")
    from kg.archive.engines import dask

    return dask.run(scan, settings, options.workers, options.on)


def _publish(layout: Layout, manifest: Manifest, identities: Path) -> Summary:
    """The store and the ledger as the manifest has them; nothing to do where nothing changed."""
    said = hashlib.sha256(identities.read_bytes()).hexdigest() if identities.exists() else ""
    state = f"{manifest.state()} {said}"
    if manifest.get("state") == state and layout.store.exists() and layout.ledger.exists():
        before = Summary(**json.loads(manifest.get("summary")))
        return replace(before, added=0, replaced=0, removed=0)
    from kg.archive.publish import publish
    from kg.identity import read_overrides

    overrides = read_overrides(identities) if identities.exists() else None
    manifest.put("state", "")
    summary = Summary(**publish(layout, manifest, overrides))
    manifest.put("summary", json.dumps(asdict(summary)))
    manifest.put("state", state)
    return summary
