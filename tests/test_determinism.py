"""The same reports give the same bytes: whatever the hash seed, file order and process count."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import build_to

DATA = Path(__file__).parent / "data"
REPORTS = [DATA / "tiny.txt", DATA / "tiny-correction.txt"]


def outputs(runs, suffix, folder):
    """What each run of a build writes, graph and ledger."""
    written = set()
    for number, (reports, workers) in enumerate(runs):
        out, ledger = folder / f"{number}{suffix}", folder / f"{number}.jsonl"
        build_to(reports, out, ledger=ledger, workers=workers)
        written.add((out.read_bytes(), ledger.read_bytes()))
    return written


@pytest.mark.parametrize("suffix", [".trig", ".ttl", ".nq"])
def test_neither_file_order_nor_duplicates_show(suffix, tmp_path):
    runs = [(REPORTS, 1), (REPORTS[::-1], 1), (REPORTS * 2, 1)]
    ((graph, _),) = outputs(runs, suffix, tmp_path)
    assert graph


def test_processes_do_not_show(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["kg.build"], "WORTH_PROCESSES", 2)
    assert len(outputs([(REPORTS, 1), (REPORTS, 2)], ".trig", tmp_path)) == 1


def test_the_hash_seed_does_not_show(tmp_path):
    written = set()
    for seed in ("0", "1"):
        out = tmp_path / f"{seed}.trig"
        subprocess.run(
            [sys.executable, "-m", "kg", "build", *map(str, REPORTS), "-o", str(out)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        written.add(out.read_bytes())
    assert len(written) == 1
