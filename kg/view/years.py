"""The timeline of an index: how many events each year has, or each month of one year.

A column leads to the first event of its time in the table. It is HTML, so that it reads, prints
and is spoken without script.
"""

from __future__ import annotations

import calendar
import html
from collections import Counter
from collections.abc import Iterable

#: Columns beyond which times without events are left out.
_MOST = 40
#: Pixels of the tallest column.
_HEIGHT = 100


def anchors(days: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Anchor of the first event of each time; ``days`` are keys with ISO days, in their order."""
    dated = [(key, day) for key, day in days if day]
    length = _length({day for _, day in dated})
    first: dict[str, str] = {}
    for key, day in dated:
        first.setdefault(day[:length], key)
    return {key: f"t{time}" for time, key in first.items()}


def columns(days: Iterable[str]) -> str:
    """The columns as an HTML list; "" where all events have one time or none."""
    dated = [day for day in days if day]
    length = _length(set(dated))
    count = Counter(day[:length] for day in dated)
    if len(count) < 2:
        return ""
    most = max(count.values())
    items = "\n".join(_column(time, count[time], most) for time in _times(sorted(count)))
    unit = "month" if length > len("2030") else "year"
    return f'<ol class="times" aria-label="Events by {unit}">\n{items}\n</ol>'


def _length(days: set[str]) -> int:
    """Letters of a day that say its time: those of the year, in one year also of the month."""
    return len("2030") if len({day[:4] for day in days}) > 1 else len("2030-05")


def _times(found: list[str]) -> list[str]:
    """All times from the first to the last, where they are not too many."""
    if len(found[0]) > len("2030"):
        year = found[0][:4]
        months = range(int(found[0][5:]), int(found[-1][5:]) + 1)
        return [f"{year}-{month:02}" for month in months]
    first, last = int(found[0]), int(found[-1])
    return [f"{year:04}" for year in range(first, last + 1)] if last - first < _MOST else found


def _column(time: str, number: int, most: int) -> str:
    month = f"{calendar.month_abbr[int(time[5:])]} " if len(time) > len("2030") else ""
    name = html.escape(f"{month}{time[:4]}")
    if not number:
        return f'<li><span class="time">{name}</span></li>'
    events = f'{number:,}<span class="quiet"> event{"" if number == 1 else "s"}</span>'
    height = max(2, round(_HEIGHT * number / most))
    rect = '<rect class="event" width="100%" height="100%"/>'
    bar = f'<svg height="{height}" aria-hidden="true">{rect}</svg>'
    label = f'<span class="time">{name}</span>'
    return f'<li><a href="#t{time}"><b>{events}</b>{bar}{label}</a></li>'
