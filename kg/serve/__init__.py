"""A graph on the network: SPARQL 1.1 endpoint, Graph Store Protocol, and the explorer.

:func:`serve` is ``kg serve``; :func:`served` finds or makes the on-disk store that it needs.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.archive import text_of
from kg.errors import GraphError, MissingExtra
from kg.serve.settings import Settings
from kg.store import ARCHIVED, load, on_disk, unite

__all__ = ["Settings", "serve", "served"]


def serve(
    graph: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    workers: int | None = None,
    ledger: Path | None = None,
) -> None:
    """Serve a graph until the process is told to stop.

    Raises MissingExtra without the extra ``serve``, and GraphError where the graph cannot be
    opened or the port is taken.
    """
    try:
        import uvicorn

        from kg.serve.app import application
        from kg.serve.engine import Engine
    except ImportError as error:
        raise MissingExtra(f"{error.name} is not installed; pip install 'kg[serve]'") from error
    with served(graph, writable=bool(settings.token)) as store:
        inside = graph / "ledger.jsonl"
        engine = Engine(store, workers=workers or os.cpu_count() or 1, seconds=settings.seconds)
        app = application(
            engine, settings, title=graph.stem,
            ledger=ledger or (inside if inside.is_file() else None), texts=texts(graph),
        )  # fmt: skip
        server = uvicorn.Server(
            uvicorn.Config(
                app, host=host, port=port, log_level="warning", access_log=False,
                server_header=False, timeout_graceful_shutdown=5,
            )
        )  # fmt: skip
        try:
            server.run()
        except SystemExit as error:
            raise GraphError(f"{host}:{port}: cannot be listened on; is it taken?") from error


def texts(graph: Path) -> Callable[[str], Awaitable[str]]:
    """The texts of the articles of an archive; a graph alone holds none."""

    async def text(article: str) -> str:
        return await asyncio.to_thread(text_of, graph, article)

    return text


@contextmanager
def served(graph: Path, *, writable: bool = False) -> Iterator[Path]:
    """Folder of the on-disk store of a graph; an RDF file is loaded into a passing one."""
    if graph.is_dir():
        inside = graph / ARCHIVED
        store = inside if inside.is_dir() else graph
        on_disk(store).close()
        yield store
        return
    if writable:
        raise GraphError(f"{graph}: a file is served from a copy; build an archive to write to")
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        store = Path(folder, "store")
        dataset = on_disk(store, create=True)
        load(dataset, graph)
        unite(dataset)
        dataset.close()
        yield store
