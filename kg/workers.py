"""Worker processes that leave nothing behind."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process


@contextmanager
def pool(workers: int, start: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    """Processes that each call ``start`` first; an exception, as of Ctrl-C, ends them at once."""
    others = set(active_children())
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=start) as processes:
        try:
            yield processes
        except BaseException:
            for child in set(active_children()) - others:
                child.terminate()
            processes.shutdown(cancel_futures=True)
            raise


def follow_parent() -> None:
    """Called in each worker: leave Ctrl-C to the parent, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
