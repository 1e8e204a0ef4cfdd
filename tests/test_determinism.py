"""The same reports give the same bytes: whatever the hash seed, file order and process count."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import build_to

DATA = Path(__file__).parent / "data"
REPORTS = [DATA / "tiny.txt", DATA / "tiny-correction.txt"]


@pytest.mark.parametrize("suffix", [".trig", ".ttl", ".nq"])
def test_neither_file_order_nor_processes_nor_duplicates_show(suffix, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["kg.build"], "WORTH_PROCESSES", 2)
    runs = [(REPORTS, 1), (REPORTS[::-1], 1), (REPORTS * 2, 1), (REPORTS, 2)]
    outputs = []
    for number, (reports, workers) in enumerate(runs):
        out, ledger = tmp_path / f"{number}{suffix}", tmp_path / f"{number}.jsonl"
        build_to(reports, out, ledger=ledger, workers=workers)
        outputs.append((out.read_bytes(), ledger.read_bytes()))
    assert len(set(outputs)) == 1
    assert outputs[0][0]


def test_the_hash_seed_does_not_show(tmp_path):
    outputs = []
    for seed in ("0", "1", "12345"):
        out = tmp_path / f"{seed}.trig"
        subprocess.run(
            [sys.executable, "-m", "kg", "build", *map(str, REPORTS), "-o", str(out)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        outputs.append(out.read_bytes())
    assert len(set(outputs)) == 1
