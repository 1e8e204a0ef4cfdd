"""Worker processes on this machine, each with the model loaded once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import FrameType

from kg.archive.partition import Partition, Settings, run_partition, spare_report_in_hand
from kg.workers import follow_parent, pool

#: Partitions handed out beyond those at work, so that no worker waits.
_AHEAD = 1


def run(partitions: Iterator[Partition], settings: Settings, workers: int) -> Iterator[Partition]:
    """Run partitions as they come; yields each when its result file is there.

    Also one worker is a process of its own: a report that ends it must not end the build. A
    process that dies takes down the pool: it is made anew and what was under way runs again.
    """
    left: list[Partition] = []
    while True:
        try:
            with pool(workers, _start) as processes:
                yield from _drain(processes, partitions, left, settings, workers)
                return
        except BrokenProcessPool:
            continue


def _drain(
    processes: ProcessPoolExecutor,
    partitions: Iterator[Partition],
    left: list[Partition],
    settings: Settings,
    workers: int,
) -> Iterator[Partition]:
    """``left`` holds what was handed out and is not done; it survives the pool."""
    running: dict[Future[int], Partition] = {
        processes.submit(run_partition, each, settings): each for each in left
    }
    while True:
        while len(running) < workers + _AHEAD and (more := next(partitions, None)) is not None:
            left.append(more)
            running[processes.submit(run_partition, more, settings)] = more
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            future.result()
            partition = running.pop(future)
            left.remove(partition)
            yield partition


def _start() -> None:
    follow_parent()
    signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    """Another worker has died and the pool ends this one too."""
    spare_report_in_hand()
    os._exit(1)
