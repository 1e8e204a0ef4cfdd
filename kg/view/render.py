"""A picture as one HTML page: pyvis carries nodes and edges and brings the vis-network script.

Every text reaches the page as JSON data or escaped, and is written with ``textContent``. The
content security policy names the two scripts and the style by their hashes, so that nothing
else can run, and nothing can be loaded.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import Any

from rdflib import URIRef

from kg.view import words
from kg.view.facts import Passage
from kg.view.families import FAMILIES
from kg.view.layout import Box, place
from kg.view.lines import Fact
from kg.view.model import Edge, Node, Picture
from kg.vocab import ID, SK

#: Longest line of a label in characters, and how many lines there may be.
LINE, LINES = 22, 3
#: Pixels: width of a character, height of a line, half of a symbol.
CHARACTER, LINE_HEIGHT, SYMBOL = 6.7, 16, 11
#: Width to height of the picture on a desk and on a phone.
WIDE, TALL = 2.3, 0.8
#: In the order in which they build on each other.
SCRIPTS = ("base", "canvas", "panel", "controls")
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def render(picture: Picture, *, title: str | None = None) -> str:
    """The whole page as text."""
    name = title or _name(picture)
    vis = vis_network()
    style, script = _asset("page.css"), _script()
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:; "
        f"script-src {_digest(vis)} {_digest(script)}; style-src {_digest(style)}"
    )
    parts = {
        "title": html.escape(name),
        "policy": html.escape(policy),
        "style": style,
        "vis": vis,
        "data": as_json(payload(picture, title=name)),
        "script": script,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], _asset("template.html"))


def vis_network() -> str:
    """The script of vis-network that comes with pyvis; it asks the network for nothing."""
    return (files("pyvis") / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n")


def as_json(value: object) -> str:
    """JSON that is safe inside a script element: sorted, compact, without < > & U+2028 U+2029."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def payload(picture: Picture, *, title: str) -> dict[str, Any]:
    """What the script of the page reads, as plain JSON values."""
    passages = sorted({s.passage for f in picture.facts for s in f.support})
    number = {passage: i for i, passage in enumerate(passages)}
    article = {source.iri: i for i, source in enumerate(picture.sources)}
    network = _network(picture)
    return {
        "title": title,
        "base": str(ID),
        "main": picture.main,
        "header": _header(picture),
        "nodes": network.nodes,
        "edges": network.edges,
        "families": [
            {"key": f.key, "label": f.label, "path": f.path, "light": f.light, "dark": f.dark}
            for f in FAMILIES
        ],
        "facts": [_fact(fact, number) for fact in picture.facts],
        "passages": [_passage(p, article) for p in passages],
        "articles": [
            {
                "title": s.title,
                "publisher": s.publisher,
                "issued": words.day(s.issued),
                "authors": list(s.authors),
                "url": s.url,
            }
            for s in picture.sources
        ],
        "timeline": [
            {"id": d.key, "start": d.start, "end": d.end, "words": words.days(d.start, d.end)}
            for d in picture.timeline
        ],
    }


def _header(picture: Picture) -> dict[str, str]:
    """When, where and how the main event is held, in words; empty where nothing is said."""
    main = next((n for n in picture.nodes if n.key == picture.main), None)
    own = [f for f in picture.facts if f.subject == picture.main]
    wider = {f.object for f in picture.facts if f.property == SK.withinPlace}
    places = [f for f in own if f.property == SK.takesPlaceIn]
    places.sort(key=lambda f: f.object in wider)
    around = _wider(picture, places)

    def first(predicate: URIRef) -> str:
        return next((f.text for f in own if f.property == predicate), "")

    return {
        "kind": main.kind if main else "",
        "when": main.sub if main else "",
        "where": ", ".join(dict.fromkeys([*(f.text for f in places), *around])),
        "mode": first(SK.attendanceMode),
        "theme": first(SK.hasTheme),
    }


def _wider(picture: Picture, places: list[Fact]) -> list[str]:
    """Names of what the places lie within, one step out."""
    held = {f.object for f in places}
    return [f.text for f in picture.facts if f.property == SK.withinPlace and f.subject in held]


def _fact(fact: Fact, number: dict[Passage, int]) -> dict[str, Any]:
    """A line of a panel; its value is left out where it is a node, whose label says it."""
    return _filled(
        {
            "s": fact.subject,
            "p": fact.predicate,
            "o": fact.object or "",
            "n": fact.note,
            "v": "" if fact.object else fact.text,
            "e": [
                [
                    number[s.passage],
                    s.rule,
                    s.confidence,
                    int(s.modality == "planned"),
                    words.marks(s.passage.quote, fact.tiers),
                ]
                for s in fact.support
            ],
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty or false: most of a large page would say nothing."""
    return {key: value for key, value in values.items() if value}


def _passage(passage: Passage, article: dict[str, int]) -> dict[str, Any]:
    return {
        "a": article.get(passage.article),
        "s": passage.start,
        "e": passage.end,
        "n": passage.sentence,
        "q": passage.quote,
    }


def _network(picture: Picture) -> Any:
    """A pyvis network with fixed positions; one directed edge for each relation."""
    # pyvis imports IPython; that second is not spent by commands that draw nothing.
    from pyvis.network import Network

    boxes = {node.key: _box(node, picture) for node in picture.nodes}
    pairs = [(e.source, e.target) for e in picture.edges]
    wide = place(boxes, pairs, picture.roots, stretch=WIDE)
    tall = place(boxes, pairs, picture.roots, stretch=TALL)
    network = Network(directed=True, cdn_resources="in_line")
    degree = dict.fromkeys(boxes, 0)
    for edge in picture.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    for node in picture.nodes:
        x, y = wide[node.key]
        network.add_node(
            node.key,
            label=node.label,
            shape="custom",
            x=x,
            y=y,
            tall=tall[node.key],
            family=node.family,
            kind=node.kind,
            lines=wrap(node.label),
            degree=degree[node.key],
            scale=_scale(node, picture),
            **_filled(
                {
                    "sub": _sub(node),
                    "about": node.sub,
                    "names": node.names,
                    "roles": node.roles,
                }
            ),
        )
    for i, edge in enumerate(picture.edges):
        network.add_edge(
            edge.source,
            edge.target,
            id=i,
            fact=edge.fact,
            **_filled({"planned": edge.planned, "smooth": _bend(edge)}),
        )
    return network


def _bend(edge: Edge) -> dict[str, Any]:
    """The first edge of a pair is straight, the others bend away on either side of it.

    A bend is to the left of its own direction: two edges that run opposite ways would fall on
    one line, so the side is chosen by the direction as well.
    """
    if edge.turn == 0:
        return {}
    left = (edge.turn % 2 == 0) == (edge.source < edge.target)
    return {
        "enabled": True,
        "type": "curvedCCW" if left else "curvedCW",
        "roundness": round(0.18 * ((edge.turn + 1) // 2), 2),
    }


def _scale(node: Node, picture: Picture) -> float:
    return 2.0 if node.key == picture.main else 1.5 if node.key in picture.roots else 1.0


def _sub(node: Node) -> list[str]:
    return wrap(node.sub, lines=2) if node.sub else []


def _box(node: Node, picture: Picture) -> Box:
    lines = [*wrap(node.label), *_sub(node)]
    scale = _scale(node, picture)
    # The main event is written larger.
    letter = 1.25 if scale > 1 else 1.0
    reach = round(SYMBOL * scale)
    return Box(
        half=max(reach, round(max(map(_width, lines), default=0) * CHARACTER * letter / 2)),
        up=reach,
        down=reach + 6 + round(LINE_HEIGHT * letter * len(lines)),
    )


def _width(line: str) -> int:
    """Length in Latin letters; ideographs and their like count twice."""
    return sum(2 if ord(c) >= 0x2E80 else 1 for c in line)


def wrap(text: str, *, lines: int = LINES) -> list[str]:
    """Break a label at spaces into short lines; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in text.split():
        while _width(word) > LINE:
            cut = next(i for i in range(len(word), 0, -1) if _width(word[:i]) <= LINE)
            found.append(word[:cut])
            word = word[cut:]
        if found and word and _width(found[-1]) + 1 + _width(word) <= LINE:
            found[-1] += " " + word
        elif word:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1][: LINE - 1].rstrip() + "…"]
    return found


def _name(picture: Picture) -> str:
    """The label of the main event, or of the only article, or a plain name."""
    for node in picture.nodes:
        if node.key == picture.main:
            return node.label
    return picture.sources[0].title if len(picture.sources) == 1 else "Knowledge graph"


def _script() -> str:
    """The scripts of the page as one function, so that nothing of them is global."""
    parts = "\n".join(_asset(f"script/{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _asset(name: str) -> str:
    return (files("kg.view") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
