"""Queries in processes of their own, so that a hard one blocks nobody and really ends in time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from pathlib import Path
from typing import Any

from kg.serve.worker import Overload, Overtime, Worker
from kg.store.serving import Question, Reply

__all__ = ["MOST_ROWS", "Engine", "Overload", "Overtime"]

#: Bytes of answers that are kept, so that a question asked again costs nothing.
_KEPT = 64_000_000
#: Rows that the program's own pages may ask for.
MOST_ROWS = 1_000_000


class Engine:
    """A pool of processes that answer over one store.

    ``seconds`` limits each query; ``store`` is the folder of an on-disk store.
    """

    def __init__(self, store: Path, *, workers: int, seconds: float) -> None:
        self.store = store
        self.seconds = seconds
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers = [Worker(store) for _ in range(workers)]
        self._kept = _Kept(_KEPT)
        #: Counts what has been written, so that no answer from before is kept.
        self.generation = 0

    def start(self) -> None:
        """Start the processes; called inside the event loop."""
        for worker in self._workers:
            worker.start()
            self._idle.put_nowait(worker)

    def stop(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.kill()

    def renew(self) -> None:
        """Let the processes see what has been written to the store."""
        self.generation += 1
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
        generation = self.generation
        reply: Reply = await self._call("answer", question)
        if generation == self.generation:
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
        call = asyncio.create_task(worker.call(method, *arguments, seconds=self.seconds))
        call.add_done_callback(lambda done: self._free(worker, done))
        # A client that goes away must not free a worker that is still at work.
        return await asyncio.shield(call)

    def _free(self, worker: Worker, done: asyncio.Task[Any]) -> None:
        self._idle.put_nowait(worker)
        if not done.cancelled():
            done.exception()  # nobody may be left to hear of it


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
