"""The explorer over graphs in memory: the seam to the engine, small graphs, hostile names."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from rdflib import Dataset, Literal, URIRef
from starlette.applications import Starlette
from view_fixture import Report, summit

from kg.explorer import routes
from kg.queries import Answer, SavedQuery
from kg.store import ask_engine, memory, recorded
from kg.vocab import ID, SK

SCRIPT = "<script>window.hacked=1</script>"
BREAKOUT = '" onmouseover="window.hacked=1" x="</textarea></script><img src=x onerror=hacked=1>'
CJK = "世界互联网大会"


def asker(dataset: Dataset) -> Callable[[str], Awaitable[bytes]]:
    """Answers as the endpoint does: SPARQL Results JSON for tables, N-Triples for graphs."""
    graph = memory()
    graph.oxigraph.extend(recorded(dataset))

    async def ask(query: str) -> bytes:
        rows = ask_engine(graph, query)
        if rows.kind == "triples":
            lines = (" ".join(t.n3() for t in row if t is not None) for row in rows.rows)
            return "".join(f"{line} .\n" for line in lines).encode()
        return Answer(rows, SavedQuery("", "", "", "")).to_json().encode()

    return ask


def app(dataset: Dataset, **options: object) -> Starlette:
    """The explorer as a server has it."""
    return Starlette(routes=routes(asker(dataset), **options))  # type: ignore[arg-type]


def names() -> Dataset:
    """The water summit, and things with names in other scripts and with an acronym."""
    dataset = summit()
    r = Report(ID["article/names"])
    r.thing(ID["org/upu"], "Organization", "UPU", "Universal Postal Union")
    r.thing(ID["summit/wuzhen"], "Summit", "Wuzhen Summit", CJK)
    r.thing(ID["place/sao-paulo"], "Place", "São Paulo")
    r.thing(ID["place/perm"], "Place", "Пермь")
    return merge(dataset, r.dataset)


def hostile() -> Dataset:
    """A report that tries to become markup in every field that a page shows."""
    article = ID["article/hostile"]
    r = Report(article)
    r.article(SCRIPT, BREAKOUT, "2031-05-15", SCRIPT)
    event = r.thing(ID["summit/hostile"], "Summit", SCRIPT + " Summit", BREAKOUT)
    body = r.thing(URIRef("javascript:alert(1)"), "Organization", BREAKOUT)
    text = f"{SCRIPT} {BREAKOUT} met."
    quoted = {"text": text, "quote": text, "rule": SCRIPT}
    r.say(event, SK.hostedBy, body, 0, **quoted)
    r.say(event, SK.editionLabel, Literal(BREAKOUT), 0, **quoted)
    r.say(event, SK.reportedIn, article, 0, **quoted)
    return r.dataset


def hub(size: int) -> Dataset:
    """A body that hosted ``size`` events."""
    r = Report(ID["article/hub"])
    body = r.thing(ID["org/hub"], "Organization", "Hub")
    for number in range(size):
        event = r.thing(ID[f"summit/s{number:04}"], "Summit", f"Summit {number}")
        r.say(event, SK.hostedBy, body, 0)
    return r.dataset


def merge(*datasets: Dataset) -> Dataset:
    """One dataset of all quads."""
    result = Dataset()
    for dataset in datasets:
        for quad in dataset.quads((None, None, None, None)):
            result.add(quad)
    return result
