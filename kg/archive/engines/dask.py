"""Dask distributed: a scheduler that runs already, or one started here. The door to it.

The archive's folder must lie where all workers see it. Partitions leave their results there, so
nothing large travels through the scheduler, and a partition that runs twice does no harm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from kg.archive.partition import Partition, Settings, run_partition
from kg.errors import GraphError, MissingExtra

try:
    import dask
    from distributed import Client, Future, LocalCluster, as_completed
    from distributed.scheduler import KilledWorker
except ImportError as error:
    raise MissingExtra("dask is not installed; pip install 'kg[dask]'") from error

#: Partitions handed out for each worker: enough to keep it busy, few enough for the scheduler.
_AHEAD = 3
#: How often a partition is handed out anew after the scheduler has given it up.
_ROUNDS = 3

#: The default threshold for returning memory to the system costs a quarter of the time in page
#: faults; a worker that dies often is judged by the cursor of its partition, not by the scheduler.
_CONFIGURATION = {
    "distributed.nanny.pre-spawn-environ": {
        "MALLOC_TRIM_THRESHOLD_": "268435456",
        "MALLOC_MMAP_THRESHOLD_": "33554432",
        "MALLOC_ARENA_MAX": "1",
        "OMP_NUM_THREADS": "1",
    },
    "distributed.scheduler.allowed-failures": 10,
    "distributed.worker.profile.enabled": False,
}


def run(
    partitions: Iterator[Partition], settings: Settings, workers: int, address: str
) -> Iterator[Partition]:
    """Run partitions; yields each when its result file is there.

    ``address`` is ``dask://HOST:PORT`` of a scheduler, or ``dask://`` for one of this build's own
    with ``workers`` processes. :class:`GraphError` where the scheduler cannot be reached.
    """
    with _client(address, workers) as client:
        running = as_completed()
        handed_out: dict[Any, Partition] = {}
        losses: Counter[str] = Counter()

        def hand_out(partition: Partition) -> None:
            future = client.submit(run_partition, partition, settings, pure=False)
            handed_out[future.key] = partition
            running.add(future)

        def refill() -> None:
            room = max(1, len(client.nthreads())) * _AHEAD - len(handed_out)
            for partition in islice(partitions, max(0, room)):
                hand_out(partition)

        refill()
        for future in running:
            partition = handed_out.pop(future.key)
            if _finished(future):
                yield partition
            else:
                losses[partition.name] += 1
                if losses[partition.name] > _ROUNDS:
                    raise GraphError(f"{address}: its workers die again and again; see their logs")
                hand_out(partition)
            refill()


def _finished(future: Future[Any]) -> bool:
    """Whether a partition is done; False where its workers died, so that it must run again."""
    problem = future.exception()
    if problem is not None and not isinstance(problem, KilledWorker):
        raise problem
    return problem is None


@contextmanager
def _client(address: str, workers: int) -> Iterator[Client]:
    place = urlsplit(address).netloc
    with dask.config.set(_CONFIGURATION):
        if not place:
            with (
                LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="") as own,
                Client(own) as client,
            ):
                yield client
            return
        try:
            client = Client(f"tcp://{place}", timeout=5)
        except OSError as error:
            raise GraphError(f"{address}: no Dask scheduler answers there") from error
        with client:
            yield client
