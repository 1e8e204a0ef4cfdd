"""One build at a time: a lock that the system takes back when its holder dies."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import GraphError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs.

    :class:`GraphError` names the process and machine that hold it, where another does.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise GraphError(f"{path.parent}: cannot be written ({error.strerror})") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip() or "another process"
            raise GraphError(
                f"{path.parent}: {holder} is building this archive; try again when it is done"
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, f"process {os.getpid()} on {socket.gethostname()}".encode())
        yield
    finally:
        os.close(handle)
