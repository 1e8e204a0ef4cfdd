"""Finds date expressions on the surface and resolves them to the calendar.

Nothing is guessed: a date whose year (or month) nothing in the report fixes stays unresolved.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from kg.extract.words import CARDINALS, MONTHS, WEEKDAYS
from kg.model import Span

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|–|—|to|and|until|till|through)\s*(?:the\s+)?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY_1, _DAY_2 = rf"(?P<d1>{_DAY})", rf"(?P<d2>{_DAY})"
_MONTH_1, _MONTH_2 = rf"(?P<m1>{_MONTH})", rf"(?P<m2>{_MONTH})"
_YEAR_1, _YEAR_2 = rf"(?:,?\s+(?P<y1>{_YEAR}))?", rf"(?:,?\s+(?P<y2>{_YEAR}))?"
_ANY_WEEKDAY = rf"(?:{_WEEKDAY},?\s+)?"
_ON_WEEKDAY = rf"(?:(?P<w0>{_WEEKDAY}),?\s+)?"

#: Longer forms first; the name of the form says in which order day and month are printed.
_PATTERNS = [
    ("iso", rf"(?P<y1>{_YEAR})-(?P<n1>\d\d)-(?P<d1>\d\d)"),
    (
        "range-dmdm",
        rf"{_ANY_WEEKDAY}{_DAY_1}\s+{_MONTH_1}{_YEAR_1}{_TO}{_ANY_WEEKDAY}{_DAY_2}\s+{_MONTH_2}{_YEAR_2}",
    ),
    ("range-dd-m", rf"{_DAY_1}{_TO}{_DAY_2}(?:\s+of)?\s+{_MONTH_1}{_YEAR_1}"),
    (
        "range-mdmd",
        rf"{_ANY_WEEKDAY}{_MONTH_1}\s+{_DAY_1}{_YEAR_1}{_TO}{_ANY_WEEKDAY}{_MONTH_2}\s+{_DAY_2}{_YEAR_2}",
    ),
    ("range-m-dd", rf"{_MONTH_1}\s+{_DAY_1}{_TO}{_DAY_2}(?!\d){_YEAR_1}"),
    (
        "day-month",
        rf"{_ON_WEEKDAY}(?:the\s+)?{_DAY_1}(?:\s+of)?\s+{_MONTH_1}(?![a-z]){_YEAR_1}",
    ),
    ("month-day", rf"{_ON_WEEKDAY}{_MONTH_1}\s+{_DAY_1}(?!\d|,\d{{3}}){_YEAR_1}"),
    ("range-weekdays", rf"(?P<w1>{_WEEKDAY}){_TO}(?P<w2>{_WEEKDAY})"),
    ("weekday", rf"(?P<w1>{_WEEKDAY})"),
    (
        "the-day",
        r"\bthe\s+(?P<d1>(?:[12]?\d|3[01])(?:st|nd|rd|th))"
        r"(?=\s+(?:in|at|of|this)\b|[\s.,;)]*(?:$|[.,;)]))",
    ),
    (
        "relative",
        r"\b(?P<r1>today|yesterday|tomorrow|this morning|this afternoon|this evening|tonight)\b",
    ),
]


def _named(name: str, pattern: str) -> str:
    """The pattern as one named group, its inner groups prefixed with the same name."""
    key = name.replace("-", "_")
    return f"(?P<{key}>" + re.sub(r"[?]P<(\w+)>", rf"?P<{key}_\1>", pattern) + ")"


_DATE = re.compile("|".join(_named(name, pattern) for name, pattern in _PATTERNS))
#: Every date holds one of these; most sentences hold none.
_PART_OF_DATE = re.compile(r"\d|day|tomorrow|tonight|this (?:morning|afternoon|evening)")
_DURATION = re.compile(
    r"\b(?P<n>\d{1,2}|" + "|".join(sorted(CARDINALS, key=len, reverse=True)) + r")"
    r"(?:-day(?:-long)?\b|\s+days\b)|\b(?P<week>week-long|weeklong|a week)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as printed. ``form`` names the pattern; parts that are not printed are None."""

    span: Span
    form: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    end_day: int | None = None
    end_month: int | None = None
    end_year: int | None = None
    weekday: int | None = None
    end_weekday: int | None = None
    relative: str | None = None
    #: Of a day that is also printed as a date: "Saturday, May 4".
    on_weekday: int | None = None

    @property
    def is_range(self) -> bool:
        """Whether it has a first and a last day."""
        return self.form.startswith("range")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What fixes the dates of one report: its own date and the years it speaks of."""

    issued: dt.date | None  # of the dateline or of publication
    month: int | None  # of an incomplete dateline
    year: int | None  # of the main event or the only year in the text
    anchors: tuple[dt.date, ...] = ()  # all days that the text states in full
    window: tuple[dt.date, dt.date] | None = None  # the first range of days that it states

    def _year(self, month: int, day: int, weekday: int | None = None) -> int | None:
        """The year of a month and day: the one nearest to the day of issue.

        A day of the week that is printed beside them rules out the years in which it is another.
        """
        issued = self.issued

        def fits(found: dt.date | None) -> bool:
            return found is not None and weekday in (None, found.weekday())

        if issued is None:
            return self.year if fits(calendar_day(self.year, month, day)) else None
        found = (calendar_day(issued.year + shift, month, day) for shift in (-1, 0, 1))
        options = [d for d in found if d is not None and fits(d)]
        stated = (*self.anchors, *(self.window or ()))
        near = [d for d in options if any(abs((d - a).days) < 31 for a in stated)]
        if len(near) == 1 and self.year is None:
            return near[0].year  # "the workshop on 23 May" of an event announced for next May
        if any(d.year == self.year for d in options):
            return self.year
        return min(options, key=lambda d: abs((d - issued).days)).year if options else None

    def resolve(
        self, found: DateExpression, *, future: bool = False
    ) -> tuple[dt.date | None, dt.date | None]:
        """First and last day, each None where it cannot be fixed."""
        if found.weekday is not None:
            first = self._weekday(found.weekday, future)
            last = (
                self._weekday(found.end_weekday, future) if found.end_weekday is not None else None
            )
            if first and last and last < first:
                first = first - dt.timedelta(days=7) if not future else first
            return first, last
        if found.relative is not None:
            if self.issued is None:
                return None, None
            shift = {"yesterday": -1, "tomorrow": 1}.get(found.relative, 0)
            return self.issued + dt.timedelta(days=shift), None
        month = found.month
        if month is None:
            month = self.issued.month if self.issued else self.month
        if found.day is None or month is None:
            return None, None
        year = found.year or found.end_year or self._year(month, found.day, found.on_weekday)
        first = calendar_day(year, month, found.day)
        if not found.is_range:
            return first, None
        end_month = found.end_month or month
        end_year = found.end_year or found.year or year
        last = calendar_day(end_year, end_month, found.end_day)
        if first and last and last < first and not found.end_year:
            last = calendar_day(first.year + 1, end_month, found.end_day)
        return first, last

    def _weekday(self, weekday: int, future: bool) -> dt.date | None:
        if self.issued is None:
            fits = [d for d in self.anchors if d.weekday() == weekday]
            return fits[0] if len(fits) == 1 else None
        ahead = (weekday - self.issued.weekday()) % 7
        if future and self.window is not None and self.issued < self.window[0]:
            # A preview: "on Saturday" is the Saturday of the event.
            first, last = self.window
            day = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
            if day <= last and day + dt.timedelta(days=7) > last:
                return day
        if future:
            return self.issued + dt.timedelta(days=ahead)
        return self.issued - dt.timedelta(days=(7 - ahead) % 7)


def calendar_day(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    """The day, or None where a part is missing or no calendar has it."""
    if year is None or month is None or day is None:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str, offset: int = 0) -> list[DateExpression]:
    """All date expressions of a sentence, in order; offsets shifted by ``offset``."""
    found: list[DateExpression] = []
    if _PART_OF_DATE.search(text) is None:
        return found
    for match in _DATE.finditer(text):
        form = next(name for name, _ in _PATTERNS if match.group(name.replace("-", "_")))
        key = form.replace("-", "_")
        parts = {
            name.removeprefix(key + "_"): value
            for name, value in match.groupdict().items()
            if name.startswith(key + "_") and value
        }
        if form == "the-day" and _is_edition(text, match):
            continue
        found.append(_expression(match, form, parts, offset))
    return found


def _is_edition(text: str, match: re.Match[str]) -> bool:
    """Whether "the 28th" is no day but counts: "the 28th of its kind", "the 12th in a row"."""
    return bool(
        re.match(
            r"\s+(?:of\s+(?:its|the)\b|in\s+(?:a|the)\s+(?:row|series)|edition|session)",
            text[match.end() :],
        )
    )


def _expression(
    match: re.Match[str], form: str, parts: dict[str, str], offset: int
) -> DateExpression:
    def day(key: str) -> int | None:
        value = parts.get(key)
        return int(re.sub(r"\D", "", value)) if value else None

    def month(key: str) -> int | None:
        value = parts.get(key)
        return MONTHS[value.lower().rstrip(".")] if value else None

    def weekday(key: str) -> int | None:
        value = parts.get(key)
        return WEEKDAYS[value.lower()] if value else None

    return DateExpression(
        span=Span(offset + match.start(), offset + match.end()),
        form=form,
        day=day("d1"),
        month=int(parts["n1"]) if "n1" in parts else month("m1"),
        year=int(parts["y1"]) if "y1" in parts else None,
        end_day=day("d2"),
        end_month=month("m2"),
        end_year=int(parts["y2"]) if "y2" in parts else None,
        weekday=weekday("w1"),
        end_weekday=weekday("w2"),
        relative=parts.get("r1", "").lower() or None,
        on_weekday=weekday("w0"),
    )


def find_duration(text: str) -> tuple[int, int, int] | None:
    """First stated length in days: (days, start, end) within the text, or None.

    >>> find_duration("the three-day event")
    (3, 4, 13)
    """
    match = _DURATION.search(text)
    if match is None:
        return None
    if match.group("week"):
        return 7, match.start(), match.end()
    word = match.group("n").lower()
    days = int(word) if word.isdigit() else CARDINALS[word]
    return (days, match.start(), match.end()) if 1 < days <= 60 else None
