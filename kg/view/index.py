"""The index page of a folder: counts, which events share whom, and a table that can be searched.

The page is written whole here, its drawing as SVG: it reads without script, which only searches
and sorts the table.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.view.families import FAMILIES, Family
from kg.view.labels import box_of
from kg.view.layout import place
from kg.view.model import Picture
from kg.view.parts import Whole
from kg.view.render import asset, fill, policy
from kg.view.shared import joined
from kg.view.svg import drawing
from kg.view.years import anchors, columns
from kg.vocab import SK

#: Events in the drawing: more could not be read.
DRAWN = 36
_STRETCH = 1.9


@dataclass(frozen=True, slots=True)
class Row:
    """One event of the table: its key, how many things and reports its page has, and which."""

    key: str
    things: int
    reports: int
    keys: frozenset[str]


def render_index(
    whole: Whole, rows: Sequence[Row], pages: Mapping[str, str], *, title: str | None, mark: str
) -> str:
    """The index as text. ``pages`` are file names by key, ``mark`` is put into its head."""
    style = asset("page.css") + asset("index.css") + _colours()
    script = asset("script/index.js")
    on_pages = frozenset[str]().union(*(row.keys for row in rows))
    return fill(
        "index.html",
        {
            "title": html.escape(title or "Events of this graph"),
            "mark": mark,
            "policy": policy(style, script),
            "style": style,
            "standfirst": html.escape(_standfirst(whole, rows)),
            "left": html.escape(_left_out(whole, on_pages)),
            "counts": _counts(whole),
            **_shared(whole, pages),
            "times": _times(columns(whole.start(row.key) for row in rows)),
            "rows": _rows(whole, rows, pages),
            "script": script,
        },
    )


def _standfirst(whole: Whole, rows: Sequence[Row]) -> str:
    years = sorted({row.start[:4] for row in whole.picture.timeline if row.start})
    parts = [
        _plural(len(rows), "event"),
        _plural(len(whole.nodes), "thing"),
        _plural(len(whole.picture.sources), "report"),
    ]
    if years:
        parts.append(years[0] if years[0] == years[-1] else f"{years[0]} to {years[-1]}")
    return " · ".join(parts)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _left_out(whole: Whole, on_pages: frozenset[str]) -> str:
    left = len(whole.nodes) - len(on_pages)
    if not left:
        return "Each event has a page; together the pages show every thing of the graph."
    return (
        f"Each event has a page; {_plural(left, 'thing')} that no event leads to "
        f"{'is' if left == 1 else 'are'} on none of them (kg view --about NAME draws one)."
    )


def _counts(whole: Whole) -> str:
    count = Counter(node.family for node in whole.picture.nodes)
    kinds: dict[str, Counter[str]] = {family.key: Counter() for family in FAMILIES}
    for node in whole.picture.nodes:
        kinds[node.family][node.kind] += 1
    return "\n".join(_count(f, count[f.key], kinds[f.key]) for f in FAMILIES if count[f.key])


def _count(family: Family, number: int, kinds: Counter[str]) -> str:
    named = ", ".join(f"{html.escape(kind)} {n:,}" for kind, n in sorted(kinds.items()))
    detail = f" <small>{named}</small>" if len(kinds) > 1 else ""
    return (
        f'<li><svg class="shape" viewBox="-10 -10 20 20" aria-hidden="true">'
        f'<path class="{family.key}" d="{family.path}"/></svg> '
        f"<b>{number:,}</b> {family.label}{detail}</li>"
    )


def _shared(whole: Whole, pages: Mapping[str, str]) -> dict[str, str]:
    """The drawing of which events share whom, and the sentence that says what it leaves out."""
    events = sum(node.family == "event" for node in whole.picture.nodes)
    keys, lines = joined(whole, most=DRAWN)
    if not lines:
        return {"drawing": "", "drawn": "No two events share an organizer or a participant."}
    met = {key for line in lines for key in (line.subject, line.object or "")}
    picture = whole.part([key for key in keys if key in met], note="", more=lines)
    said = (
        f"Shown: {len(picture.nodes)} of {_plural(events, 'event')}, those that share most, each "
        "with lines to those it shares most with; the thicker, the more. The table has all events."
    )
    boxes = {node.key: box_of(node, picture) for node in picture.nodes}
    pairs = [(e.source, e.target) for e in picture.edges]
    spots = place(boxes, pairs, _centre(picture), stretch=_STRETCH)
    return {"drawing": drawing(picture, boxes, spots, pages), "drawn": html.escape(said)}


def _centre(picture: Picture) -> list[str]:
    """The event with most lines."""
    degree = Counter(key for edge in picture.edges for key in (edge.source, edge.target))
    return [min(degree, key=lambda key: (-degree[key], key))]


def _times(drawn: str) -> str:
    if not drawn:
        return ""
    return f'<section aria-labelledby="times">\n<h2 id="times">When</h2>\n{drawn}\n</section>'


def _rows(whole: Whole, rows: Sequence[Row], pages: Mapping[str, str]) -> str:
    ordered = _by_date(whole, rows)
    first = anchors((row.key, whole.start(row.key)) for row in ordered)
    return "\n".join(_row(whole, row, pages, first.get(row.key, "")) for row in ordered)


def _by_date(whole: Whole, rows: Sequence[Row]) -> list[Row]:
    """Rows in order of time; what has no date comes last, by name."""
    return sorted(rows, key=lambda r: (whole.start(r.key) or "~", whole.nodes[r.key].label, r.key))


def _row(whole: Whole, row: Row, pages: Mapping[str, str], anchor: str) -> str:
    node = whole.nodes[row.key]
    places = dict.fromkeys(f.text for f in whole.facts[row.key] if f.property == SK.takesPlaceIn)
    cells = (
        f'<th scope="row"><a href="{pages[row.key]}">{html.escape(node.label)}</a></th>'
        f'<td data-key="{html.escape(whole.start(row.key))}">{html.escape(node.sub)}</td>'
        f"<td>{html.escape(', '.join(places))}</td>"
        f'<td class="number">{row.things:,}</td><td class="number">{row.reports:,}</td>'
    )
    named = f' id="{anchor}"' if anchor else ""
    return f"<tr{named}>{cells}</tr>"


def _colours() -> str:
    """Colours of the families in light and dark, as the other pages set them by script."""
    light = "".join(f"--family-{f.key}: {f.light};" for f in FAMILIES)
    dark = "".join(f"--family-{f.key}: {f.dark};" for f in FAMILIES)
    fills = "".join(f".{f.key} {{ fill: var(--family-{f.key}); }}\n" for f in FAMILIES)
    return f':root {{ {light} }}\n:root[data-theme="dark"] {{ {dark} }}\n{fills}'
