"""How soon a page is ready and how large it is, beside pyvis' own page of the same graph.

    python benchmarks/view.py

Three pages of each graph are opened in headless Chromium with the network cut, in turn, and the
median of some rounds is taken: kg's page; pyvis' page with the same positions and physics off; and
pyvis' page as it comes, with physics, opened once, for it may take minutes. Ready is the time from
navigation to the first frame after the graph is drawn (for pyvis' default page: after the event
that vis-network sends when it draws first). Tags that load from a network are taken out of pyvis'
pages, so that no waiting for an address counts. Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from event_graph import event_graph
from playwright.sync_api import Browser, Error, sync_playwright
from pyvis.network import Network

from kg.view import Choice, page
from kg.view.choice import chosen
from kg.view.model import Picture, picture
from kg.view.payload import payload

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
#: Milliseconds from navigation to the first frame after the page says that it is drawn.
READY = """() => new Promise((done) => {
  const look = () => requestAnimationFrame(() => window.__drawn || document.documentElement
    .dataset.ready ? requestAnimationFrame(() => done(performance.now())) : look());
  look();
})"""
_START = "network = new vis.Network(container, data, options);"
_TELL = f'{_START} network.once("afterDrawing", () => {{ window.__drawn = true; }});'


def pyvis_page(drawn: Picture, *, physics: bool) -> str:
    """pyvis' own page of a picture; without physics at the positions of kg's page."""
    values = payload(drawn, title="")
    network: Any = Network(directed=True, cdn_resources="in_line")
    for node in values["nodes"]:
        where = {} if physics else {"x": node["x"], "y": node["y"]}
        network.add_node(node["id"], label=node["label"], **where)
    for edge in drawn.edges:
        network.add_edge(edge.source, edge.target, label=edge.label)
    if not physics:
        network.toggle_physics(False)
        network.set_edge_smooth("straightCross")
        network.options.edges.smooth.enabled = False
    text = network.generate_html()
    text = re.sub(r"<(?:script|link)[^>]+https?://[^>]*>(?:\s*</script>)?", "", text)
    told, count = re.subn(re.escape(_START), lambda _: _TELL, text)
    if count != 1:
        raise SystemExit("pyvis' template has changed: the line that starts the network is missing")
    return told


def ready(browser: Browser, path: Path, *, limit: float) -> tuple[float | None, int]:
    """Seconds until the page is ready (None: not within ``limit``) and the requests it made."""
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
    requests: list[str] = []
    tab = context.new_page()
    tab.on("request", lambda request: requests.append(request.url))
    tab.set_default_timeout(limit * 1000)
    try:
        tab.goto(path.as_uri(), wait_until="commit")
        tab.wait_for_function(
            "() => window.__drawn || document.documentElement.dataset.ready === 'true'",
            polling="raf",
        )
        return tab.evaluate(READY) / 1000, len(requests)
    except Error:
        return None, len(requests)
    finally:
        context.close()


def measure(
    browser: Browser, folder: Path, things: int, rounds: int, limit: float
) -> dict[str, Any]:
    """Ratios for one graph."""
    dataset = event_graph(things)
    drawn = chosen(picture(dataset), Choice(everything=True))
    makers: dict[str, Callable[[], str]] = {
        "kg": lambda: page(dataset, choice=Choice(everything=True)),
        "precomputed": lambda: pyvis_page(drawn, physics=False),
        "default": lambda: pyvis_page(drawn, physics=True),
    }
    paths = {name: folder / f"{name}-{things}.html" for name in makers}
    for name, make in makers.items():
        paths[name].write_text(make(), encoding="utf-8")
    times: dict[str, list[float]] = {"kg": [], "precomputed": []}
    requests = 0
    for _ in range(rounds):
        for name, found in times.items():
            seconds, asked = ready(browser, paths[name], limit=limit)
            if seconds is None:
                raise SystemExit(f"{name}: nothing drawn within {limit:g} s")
            found.append(seconds)
            requests = asked if name == "kg" else requests
    ours, theirs = (statistics.median(times[name]) for name in ("kg", "precomputed"))
    default, _ = ready(browser, paths["default"], limit=limit)
    size = paths["kg"].stat().st_size
    return {
        "things": len(drawn.nodes),
        "relations": len(drawn.edges),
        "requests": requests,
        "ready / precomputed pyvis": round(ours / theirs, 2),
        "default pyvis / ready": round(default / ours, 1)
        if default
        else f"over {limit / ours:.0f} (nothing drawn in {limit:g} s)",
        "bytes / (600 kB + 1 kB a thing)": round(size / (600_000 + 1000 * len(drawn.nodes)), 2),
        "seconds (this machine)": [round(ours, 2), round(theirs, 2), default and round(default, 1)],
    }


def main() -> None:
    """Print one line of JSON for each size."""
    parser = argparse.ArgumentParser(description="Time kg's page beside pyvis' pages.")
    parser.add_argument("--things", type=int, nargs="+", default=[500, 2000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=120, help="Seconds to wait for a page.")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    wanted = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=wanted.chromium, args=list(FLAGS))
        for things in wanted.things:
            found = measure(browser, Path(folder), things, wanted.rounds, wanted.limit)
            print(json.dumps(found), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
