"""Reading an archive: kg against plain spaCy over the same texts, memory, and the second build.

    python benchmarks/archive.py REPORTS.jsonl [--copies 1]

All figures of one run stand beside each other; the ratios count, not the seconds. ``--copies``
repeats the texts with another last line, for memory at a larger size.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from kg.extract.parse import model_name

_SPACY = """
import json, sys, spacy
if __name__ == "__main__":
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
    nlp = spacy.load(sys.argv[2])
    for doc in nlp.pipe(texts, n_process=int(sys.argv[3]), batch_size=64):
        pass
"""


def run(command: list[str]) -> tuple[float, float]:
    """Seconds of a command, and the most memory (MB) that it and its processes had together."""
    started = time.perf_counter()
    process = subprocess.Popen(command)
    peak, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    if code not in (0, 3):
        sys.exit(f"{' '.join(command)} ended with {code}")
    return seconds, peak


def memory(root: int) -> float:
    """Proportional memory of a process and its descendants in MB: shared pages count once."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
        except (OSError, IndexError, ValueError):
            continue
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        waiting += children.get(pid, [])
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total / 1024


def copies(source: Path, target: Path, number: int) -> int:
    """Write the reports ``number`` times, each copy a text of its own; how many there are."""
    lines = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
    with target.open("w", encoding="utf-8") as stream:
        for copy in range(number):
            for fields in lines:
                text = fields["text"] + (f"\n\nEdition {copy}." if copy else "")
                stream.write(json.dumps({**fields, "text": text}) + "\n")
    return len(lines) * number


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--workers", type=int, nargs="+", default=[2, 1])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "reports.jsonl")
        size = copies(options.reports, path, options.copies)
        script = Path(folder, "plain.py")
        script.write_text(_SPACY)
        print(f"{size:,} articles, {os.cpu_count()} cores")
        for workers in options.workers:
            archive = Path(folder, f"archive-{workers}")
            build = [sys.executable, "-m", "kg", "build", str(path), "-o", str(archive), "-q"]
            build += ["--workers", str(workers)]
            plain = [sys.executable, str(script), str(path), model_name(), str(workers)]
            first, most = run(build)
            second, _ = run(build)
            third, _ = run(build)
            spacy, _ = run(plain) if options.copies == 1 else (0.0, 0.0)
            print(f"\n{workers} processes")
            print(f"  kg     {size / first:7.1f} articles/s, peak memory {most:,.0f} MB")
            if spacy:
                print(f"  spaCy  {size / spacy:7.1f} articles/s")
                print(f"  kg is {spacy / first:.1f} times as fast as spaCy")
            again = min(second, third)
            print(f"  second build {again:.2f} s: {first / again:.0f} times faster than the first")


if __name__ == "__main__":
    main()
