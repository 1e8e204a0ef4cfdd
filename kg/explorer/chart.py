"""Results as a small chart: bars for named numbers, a line where the names are points in time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rdflib import Literal
from rdflib.term import Node

from kg.store import Rows
from kg.vocab import XSD

#: Bars of one chart: more cannot be read.
MOST = 60
#: The box in which a line is drawn; the page scales it.
WIDTH, HEIGHT = 720, 260
_NUMBERS = {XSD[n] for n in ("integer", "decimal", "double", "float", "int", "long", "gYear")}
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Point:
    """One number with its name. ``share`` is 0 to 1 of the largest; x and y lie in the box."""

    name: str
    value: str
    share: float
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one column. ``kind`` is ``bars`` or ``line``."""

    kind: str
    names: str
    values: str
    points: tuple[Point, ...]
    left_out: int

    @property
    def path(self) -> str:
        """The line as an SVG path."""
        return "M" + "L".join(f"{p.x:g} {p.y:g}" for p in self.points)


def chart(rows: Rows) -> Chart | None:
    """The chart of the last column of numbers, named by a column of words; None without both.

    Negative numbers are not charted, because a bar has no length below nothing.
    """
    if rows.kind != "table" or not rows.rows:
        return None
    numeric = [i for i in range(len(rows.columns)) if _is_numeric([row[i] for row in rows.rows])]
    times = [i for i in numeric if _all_times([row[i] for row in rows.rows])]
    wanted = [i for i in numeric if i not in times] or numeric
    if not wanted:
        return None
    column = wanted[-1]
    names = [i for i in range(len(rows.columns)) if i != column and i not in wanted]
    pairs = [
        (" · ".join(str(row[i]) for i in names if row[i] is not None), Decimal(str(row[column])))
        for row in rows.rows
        if row[column] is not None
    ]
    if any(number < 0 or not number.is_finite() for _, number in pairs):
        return None
    title = " and ".join(rows.columns[i] for i in names) or "row"
    timed = bool(pairs) and len(names) == 1 and all(_TIME.fullmatch(name) for name, _ in pairs)
    if timed and len({name for name, _ in pairs}) == len(pairs) > 1:
        return _line(sorted(pairs), title, rows.columns[column])
    return _bars(pairs, title, rows.columns[column])


def _bars(pairs: list[tuple[str, Decimal]], names: str, values: str) -> Chart:
    largest = max((number for _, number in pairs), default=Decimal(1)) or Decimal(1)
    points = tuple(
        Point(name or str(i + 1), f"{number:,}", round(float(number / largest), 4))
        for i, (name, number) in enumerate(pairs[:MOST])
    )
    return Chart("bars", names, values, points, max(0, len(pairs) - MOST))


def _line(pairs: list[tuple[str, Decimal]], names: str, values: str) -> Chart:
    largest = max(number for _, number in pairs) or Decimal(1)
    days = [_day(name) for name, _ in pairs]
    span = days[-1] - days[0] or 1
    points = tuple(
        Point(
            name,
            f"{number:,}",
            round(float(number / largest), 4),
            round(40 + (days[i] - days[0]) / span * (WIDTH - 80), 1),
            round(HEIGHT - 40 - float(number / largest) * (HEIGHT - 80), 1),
        )
        for i, (name, number) in enumerate(pairs)
    )
    return Chart("line", names, values, points, 0)


def _day(name: str) -> int:
    """A year, month or day as a number of days, so that a gap in time is a gap in the line."""
    year, month, day = (int(part) for part in (*name.split("-"), "1", "1")[:3])
    return year * 372 + month * 31 + day


def _is_numeric(column: list[Node | None]) -> bool:
    filled = [term for term in column if term is not None]
    return bool(filled) and all(_is_number(term) for term in filled)


def _is_number(term: Node) -> bool:
    if not (isinstance(term, Literal) and term.datatype in _NUMBERS):
        return False
    try:
        Decimal(str(term))
    except InvalidOperation:
        return False
    return True


def _all_times(column: list[Node | None]) -> bool:
    """Whether all are years: whole numbers of four digits, none twice."""
    texts = [str(term) for term in column if term is not None]
    return all(re.fullmatch(r"(1[5-9]|2[01])\d\d", t) for t in texts) and len(set(texts)) == len(
        texts
    )
