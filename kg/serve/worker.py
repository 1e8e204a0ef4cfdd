"""A process that answers over one store, and how the server speaks with it."""

from __future__ import annotations

import asyncio
import pickle
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from kg.errors import KGError, QueryError
from kg.store.serving import Reader
from kg.workers import follow_parent

#: Before each message: its length in bytes.
_LENGTH = struct.Struct("!Q")


class Overtime(KGError):
    """A query took longer than the server allows."""


class Overload(KGError):
    """A query ended its process, as one that needs more memory than there is."""


class Worker:
    """A process with a reader, and the socket to it; asked one thing at a time."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._process: Any = None
        self._socket: socket.socket | None = None
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        #: Whether the process must be replaced before it is asked again.
        self.outdated = False

    def start(self) -> None:
        """Start the process."""
        self._socket, theirs = socket.socketpair()
        self._process = get_context("spawn").Process(
            target=_serve, args=(theirs, self._store), daemon=True
        )
        self._process.start()
        theirs.close()
        self._streams = None
        self.outdated = False

    def kill(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        if self._streams is not None:
            self._streams[1].close()
        elif self._socket is not None:
            self._socket.close()
        self._streams = self._socket = None

    async def call(self, method: str, *arguments: Any, seconds: float) -> Any:
        """What a method of the reader gives; Overtime, Overload and QueryError."""
        if self.outdated or self._process is None:
            await self._replace()
        try:
            reader, writer = self._streams or await self._connect()
            message = pickle.dumps((method, arguments))
            writer.write(_LENGTH.pack(len(message)) + message)
            async with asyncio.timeout(seconds):
                good, value = await _message(reader)
        except TimeoutError as error:
            await self._replace()
            raise Overtime(f"the query took longer than {seconds:g} seconds") from error
        except (asyncio.IncompleteReadError, OSError) as error:
            await self._replace()
            raise Overload("the query needed more than this server has") from error
        if good:
            return value
        raise QueryError(value)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self._streams = await asyncio.open_unix_connection(sock=self._socket)
        await _message(self._streams[0])  # its start is not the query's time
        return self._streams

    async def _replace(self) -> None:
        self.kill()
        await asyncio.to_thread(self.start)


async def _message(reader: asyncio.StreamReader) -> Any:
    (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
    return pickle.loads(await reader.readexactly(length))


def _serve(theirs: socket.socket, store: Path) -> None:
    """The loop of a worker process."""
    follow_parent()
    reader = Reader(store)
    methods: dict[str, Callable[..., Any]] = {"answer": reader.answer, "graph": reader.graph}

    def send(value: Any) -> None:
        message = pickle.dumps(value)
        theirs.sendall(_LENGTH.pack(len(message)) + message)

    with suppress(EOFError, OSError), theirs.makefile("rb") as requests:
        send("ready")
        while True:
            length = requests.read(_LENGTH.size)
            if not length:
                return
            method, arguments = pickle.loads(requests.read(*_LENGTH.unpack(length)))
            try:
                send((True, methods[method](*arguments)))
            except KGError as error:
                send((False, str(error)))
