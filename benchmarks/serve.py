"""The endpoint under load: 32 readers beside a hostile query, against ``oxigraph serve``.

    python benchmarks/serve.py [--seconds 30] [--statements 100000]

Needs ``wrk`` (Debian package of that name) and the package ``oxigraph``. Each server is asked the
same lookup query for things named in the graph, once always the same question, once ever new ones,
so that the part of remembered answers shows.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

import httpx
from graphs import write_copies

from kg.store import load, on_disk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from triple_stores import OXIGRAPH, free_port

LOOKUP = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "SELECT ?p ?o WHERE { ?s rdfs:label ?name ; ?p ?o } LIMIT 20"
)
HOSTILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
#: A comment at the end makes each request a question of its own.
_NEW = """
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", wrk.path .. "%20%23" .. n)
end
"""


def pressure(address: str, seconds: int, script: Path | None) -> tuple[float, int]:
    """Requests a second by 32 readers, and how many went wrong."""
    url = f"{address}?query={quote(LOOKUP)}"
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", *(["-s", str(script)] if script else []), url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    assert rate is not None, said
    failures = int(wrong[1]) if wrong else 0
    failures += sum(map(int, lost.groups())) if lost else 0
    return float(rate[1]), failures


def beside_hostile(address: str, seconds: int) -> tuple[float, int, set[int]]:
    """The same while a client asks one hostile query after another."""
    stop, statuses = threading.Event(), set()

    def attack() -> None:
        while not stop.is_set():
            statuses.add(httpx.get(address, params={"query": HOSTILE}, timeout=60).status_code)

    attacker = threading.Thread(target=attack)
    attacker.start()
    rate, failures = pressure(address, seconds, None)
    stop.set()
    attacker.join()
    return rate, failures, statuses


def ready(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(300):
        try:
            if httpx.get(address, params={"query": "ASK {}"}, timeout=2).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    sys.exit(f"{address} does not answer")


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--statements", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, store = Path(folder, "graph.nq"), Path(folder, "store")
        print(f"{write_copies(path, options.statements):,} statements")
        graph = on_disk(store, create=True)
        load(graph, path)
        graph.close()
        script = Path(folder, "new.lua")
        script.write_text(_NEW)
        ours, theirs = free_port(), free_port()
        kg = [sys.executable, "-m", "kg", "serve", str(store), "--port", str(ours)]
        ox = [str(OXIGRAPH), "serve-read-only", "--location", str(store), "--union-default-graph",
              "--bind", f"127.0.0.1:{theirs}"]  # fmt: skip
        rates: dict[str, list[float]] = {}
        for name, command, address in (
            ("kg", [*kg, "--timeout", "2"], f"http://127.0.0.1:{ours}/sparql"),
            ("oxigraph", ox, f"http://127.0.0.1:{theirs}/query"),
        ):
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
                try:
                    ready(address)
                    same, wrong = pressure(address, options.seconds, None)
                    new, bad = pressure(address, options.seconds, script)
                    rates[name] = [same, new]
                    print(f"{name:10}{same:9,.0f}/s same question ({wrong} errors), "
                          f"{new:9,.0f}/s new questions ({bad} errors)", flush=True)  # fmt: skip
                    if name == "kg":
                        rate, errors, statuses = beside_hostile(address, options.seconds)
                        print(f"{'':10}{rate:9,.0f}/s beside a hostile query ({errors} errors); "
                              f"it was answered with {sorted(statuses)}", flush=True)  # fmt: skip
                finally:
                    server.terminate()
        same, new = (a / b for a, b in zip(rates["kg"], rates["oxigraph"], strict=True))
        print(f"kg / oxigraph serve: {same:.2f} same question, {new:.2f} new questions")


if __name__ == "__main__":
    main()
