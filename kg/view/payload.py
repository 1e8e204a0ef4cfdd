"""A picture as plain JSON values for the script of the page; pyvis carries nodes and edges.

What the script can work out is not written: most of a large page would say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib import URIRef

from kg.view import words
from kg.view.facts import Passage
from kg.view.families import FAMILIES
from kg.view.labels import box_of, scale_of, sub_lines, wrap
from kg.view.layout import place
from kg.view.lines import Fact
from kg.view.model import Edge, Picture
from kg.vocab import ID, SK

#: Width to height of the picture on a desk and on a phone.
WIDE, TALL = 2.3, 0.8


def payload(picture: Picture, *, title: str) -> dict[str, Any]:
    """What the script of the page reads, as plain JSON values."""
    passages = sorted({s.passage for f in picture.facts for s in f.support})
    number = {passage: i for i, passage in enumerate(passages)}
    article = {source.iri: i for i, source in enumerate(picture.sources)}
    place_of = {node.key: i for i, node in enumerate(picture.nodes)}
    network = _network(picture)
    return {
        "title": title,
        "base": str(ID),
        "main": picture.main,
        "header": _header(picture),
        "note": picture.note,
        "nodes": [_node(node) for node in network.nodes],
        "edges": [_edge(edge) for edge in network.edges],
        "families": [
            {"key": f.key, "label": f.label, "path": f.path, "light": f.light, "dark": f.dark}
            for f in FAMILIES
        ],
        "facts": [_fact(fact, number, place_of) for fact in picture.facts],
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


def _node(values: dict[str, Any]) -> dict[str, Any]:
    """A node of the network without what pyvis adds to every node."""
    return {key: value for key, value in values.items() if key not in ("color", "shape")}


def _edge(values: dict[str, Any]) -> dict[str, Any]:
    """An edge of the network; its fact knows the ends, so they are not written again."""
    return {key: value for key, value in values.items() if key not in ("from", "to", "arrows")}


def _fact(fact: Fact, number: dict[Passage, int], place_of: Mapping[str, int]) -> dict[str, Any]:
    """A line of a panel; its value is left out where it is a node, whose label says it.

    Nodes are named by their place in the list of nodes, and "o" is missing where there is none.
    """
    ends = {"s": place_of[fact.subject]}
    if fact.object:
        ends["o"] = place_of[fact.object]
    return ends | _filled(
        {
            "p": fact.predicate,
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

    boxes = {node.key: box_of(node, picture) for node in picture.nodes}
    pairs = [(e.source, e.target) for e in picture.edges]
    wide = place(boxes, pairs, picture.roots, stretch=WIDE)
    tall = place(boxes, pairs, picture.roots, stretch=TALL)
    network = Network(directed=True, cdn_resources="in_line")
    for node in picture.nodes:
        x, y = wide[node.key]
        lines = wrap(node.label)
        network.add_node(
            node.key,
            label=node.label,
            shape="custom",
            x=x,
            y=y,
            tall=tall[node.key],
            family=node.family,
            kind=node.kind,
            **_filled(
                {
                    "lines": [] if lines == [node.label] else lines,
                    "scale": scale if (scale := scale_of(node, picture)) != 1 else 0,
                    "sub": sub_lines(node),
                    "about": node.sub,
                    "names": node.names,
                    "roles": node.roles,
                }
            ),
        )
    for edge in picture.edges:
        network.add_edge(
            edge.source,
            edge.target,
            fact=edge.fact,
            **_filled({"planned": edge.planned, "mutual": edge.mutual, "smooth": _bend(edge)}),
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
