"""A time limit for work in one thread, whichever thread that is."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: So many seconds after the limit the process is ended: the work hangs outside Python.
_GRACE = 30


class TimeLimitError(Exception):
    """The work took too long."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeLimitError` in this thread once the block has run for ``seconds``."""
    thread, lock, finished = threading.get_ident(), threading.Lock(), threading.Event()

    def interrupt() -> None:
        with lock:
            if not finished.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread), ctypes.py_object(TimeLimitError)
                )

    watch = threading.Timer(seconds, interrupt)
    watch.daemon = True
    with open(os.devnull, "w") as null:
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=null)
        watch.start()
        try:
            yield
        finally:
            with lock:
                finished.set()
            watch.cancel()
            faulthandler.cancel_dump_traceback_later()
