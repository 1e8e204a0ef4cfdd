"""Beyond one process: shares of several machines, and Dask with workers that die."""

import os
import signal
import threading
import time

import pytest
from archive_fixture import TESTS, build, exported, lines

from kg.cli import run
from kg.errors import GraphError

distributed = pytest.importorskip("distributed", reason="dask is not installed")

TEXTS = [f"Report number {i}. SLOW" for i in range(150)]

# Dask's event loop leaves sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def cluster():
    """A scheduler and two workers in processes of their own."""
    os.environ["PYTHONPATH"] = os.pathsep.join([TESTS, os.environ.get("PYTHONPATH", "")])
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="", silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture
def on(cluster):
    return cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(lines(*TEXTS))
    return path


def test_dask_gives_the_same_bytes(reports, on, tmp_path):
    build(reports, tmp_path / "a")
    build(reports, tmp_path / "b", on=on)
    assert exported(tmp_path / "a") == exported(tmp_path / "b")


def test_a_worker_killed_in_the_middle_costs_nothing(reports, on, cluster, tmp_path):
    build(reports, tmp_path / "a")

    def kill():
        time.sleep(1)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    summary = build(reports, tmp_path / "b", on=on)
    killer.join()
    assert (summary.articles, summary.faults) == (150, 0)
    assert exported(tmp_path / "a") == exported(tmp_path / "b")


def test_a_report_that_kills_its_worker_is_left_out_alone(reports, on, tmp_path):
    reports.write_text(lines(*TEXTS[:40], "EXIT", *TEXTS[40:]))
    summary = build(reports, tmp_path / "a", on=on)
    assert (summary.articles, summary.faults) == (150, 1)


def test_no_scheduler_is_one_line(reports, tmp_path):
    with pytest.raises(GraphError, match="no Dask scheduler answers there"):
        build(reports, tmp_path / "a", on="dask://127.0.0.1:9")


def test_an_unknown_engine_is_one_line(reports, tmp_path):
    with pytest.raises(GraphError, match="not an engine"):
        build(reports, tmp_path / "a", on="ray://here")


def test_shares_of_several_machines_are_put_together(reports, tmp_path):
    reports.write_text(lines(*(text.replace("SLOW", "") for text in TEXTS)))
    build(reports, tmp_path / "a")
    shares = [build(reports, tmp_path / "b", shard=(i, 3)).articles for i in (3, 1, 2)]
    assert sum(shares) == 150 and min(shares) > 25
    read = []
    build(reports, tmp_path / "b", progress=lambda done, queued: read.append(done))
    assert read == []
    assert exported(tmp_path / "a") == exported(tmp_path / "b")
    assert not (tmp_path / "b" / "shards").exists()


def test_a_missing_share_is_read_by_the_last_build(reports, tmp_path):
    build(reports, tmp_path / "a")
    build(reports, tmp_path / "b", shard=(1, 2))
    assert build(reports, tmp_path / "b").articles == 150
    assert exported(tmp_path / "a") == exported(tmp_path / "b")


@pytest.mark.parametrize("share", ["0/2", "3/2", "half"])
def test_a_share_is_one_of_several(share, reports, tmp_path, capsys):
    assert run(["build", str(reports), "-o", str(tmp_path / "a"), "--shard", share]) == 2
    assert "is not a share such as 1/4" in capsys.readouterr().err
