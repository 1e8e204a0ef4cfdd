"""Queries in processes of their own, so that a hard one blocks nobody and really ends in time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.errors import KGError, QueryError
from kg.store.serving import Question, Reader, Reply
from kg.workers import follow_parent

#: Bytes of answers that are kept, so that a question asked again costs nothing.
_KEPT = 64_000_000
#: Rows that the program's own pages may ask for.
MOST_ROWS = 1_000_000


class Overtime(KGError):
    """A query took longer than the server allows."""


class Overload(KGError):
    """A query ended its process, as one that needs more memory than there is."""


class Engine:
    """A pool of processes that answer over one store.

    ``seconds`` limits each query; ``store`` is the folder of an on-disk store.
    """

    def __init__(self, store: Path, *, workers: int, seconds: float) -> None:
        self.store = store
        self.seconds = seconds
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers = [_Worker(store) for _ in range(workers)]
        self._threads = ThreadPoolExecutor(workers)
        self._kept = _Kept(_KEPT)
        #: Counts what has been written, so that no answer from before is kept.
        self._generation = 0

    def start(self) -> None:
        """Start the processes; called inside the event loop."""
        for worker in self._workers:
            worker.start()
            self._idle.put_nowait(worker)

    def stop(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def renew(self) -> None:
        """Let the processes see what has been written to the store."""
        self._generation += 1
        self._kept.clear()
        for worker in self._workers:
            worker.outdated = True

    async def ask(self, query: str) -> bytes:
        """Results JSON or N-Triples of a query."""
        return (await self.answer(Question(query, rows=MOST_ROWS))).body

    async def answer(self, question: Question) -> Reply:
        """The answer to a question, from memory if it was asked before.

        Raises QueryError where the query is wrong, Overtime and Overload.
        """
        kept = self._kept.get(question)
        if kept is not None:
            return kept
        generation = self._generation
        reply: Reply = await self._call("answer", question)
        if generation == self._generation:
            self._kept.put(question, reply)
        return reply

    async def check(self) -> None:
        """Have a process answer a question."""
        await self._call("answer", Question("ASK {}"))

    async def graph(self, name: str | None, media: str) -> Reply | None:
        """A named graph, or the default graph for None; None where there is no such graph."""
        found: Reply | None = await self._call("graph", name, media)
        return found

    async def _call(self, method: str, *arguments: Any) -> Any:
        try:
            worker = await asyncio.wait_for(self._idle.get(), self.seconds)
        except TimeoutError as error:
            raise Overtime("the server is busy with other queries; try again") from error
        loop = asyncio.get_running_loop()
        call = loop.run_in_executor(self._threads, worker.call, (method, arguments), self.seconds)
        # A client that goes away must not free a worker that is still at work.
        call.add_done_callback(lambda _: self._idle.put_nowait(worker))
        return await asyncio.shield(call)


class _Worker:
    """A process with a reader, and the pipe to it."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._process: Any = None
        self._pipe: Any = None
        #: Whether the process must be replaced before it is asked again.
        self.outdated = False
        self._ready = False

    def start(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._store), daemon=True)
        self._process.start()
        theirs.close()
        self.outdated = False
        self._ready = False

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = None

    def call(self, request: tuple[str, tuple[Any, ...]], seconds: float) -> Any:
        if self.outdated or self._process is None:
            self.kill()
            self.start()
        try:
            if not self._ready:  # its start is not the query's time
                self._ready = self._pipe.recv()
            self._pipe.send(request)
            if not self._pipe.poll(seconds):
                self.kill()
                self.start()
                raise Overtime(f"the query took longer than {seconds:g} seconds")
            good, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.kill()
            self.start()
            raise Overload("the query needed more than this server has") from error
        if good:
            return value
        raise QueryError(value)


def _serve(pipe: Connection, store: Path) -> None:
    """The loop of a worker process."""
    follow_parent()
    reader = Reader(store)
    pipe.send(True)
    methods: dict[str, Callable[..., Any]] = {"answer": reader.answer, "graph": reader.graph}
    while True:
        try:
            method, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send((True, methods[method](*arguments)))
        except KGError as error:
            pipe.send((False, str(error)))


class _Kept:
    """The answers asked for last, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._replies: OrderedDict[Question, Reply] = OrderedDict()

    def get(self, question: Question) -> Reply | None:
        found = self._replies.get(question)
        if found is not None:
            self._replies.move_to_end(question)
        return found

    def put(self, question: Question, reply: Reply) -> None:
        if question in self._replies or len(reply.body) > self._limit // 8:
            return
        self._replies[question] = reply
        self._size += len(reply.body)
        while self._size > self._limit:
            _, oldest = self._replies.popitem(last=False)
            self._size -= len(oldest.body)

    def clear(self) -> None:
        self._replies.clear()
        self._size = 0
