"""Calendar dates as news prints them, complete or without their year."""

from __future__ import annotations

import datetime as dt
import re

from kg.model import Span
from kg.reading.imprint import PrintedDate

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?!\w)"
_YEAR = r"(?:19|20)[0-9]{2}(?!\d)"
_ISO = rf"{_YEAR}[-/.][01]?[0-9][-/.][0-3]?[0-9](?!\d)"

#: Matches one printed date; it has no groups, so that it can stand in other patterns.
DATE = rf"(?:{_ISO}|{_MONTH} {_DAY}(?:,? {_YEAR})?|{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?)"

#: Matches a time of day after a date, with half of the day and zone where they are given.
TIME = (
    r"(?:(?:,? (?:at )?|T)[0-2]?[0-9](?:[:.][0-5][0-9]){1,2}"
    r"(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{1,4}|[+-][0-9:]{4,5})?)"
)

_NUMBER = re.compile("[0-9]+")
_NAME = re.compile(_MONTH)


def read_date(text: str, start: int, end: int) -> PrintedDate | None:
    """Read what DATE matched at ``text[start:end]``; None where no calendar has such a day.

    >>> read_date("Oslo, May 3", 6, 11)
    PrintedDate(year=None, month=5, day=3, span=Span(start=6, end=11))
    """
    printed = text[start:end]
    numbers = [int(number) for number in _NUMBER.findall(printed)]
    year: int | None
    if name := _NAME.search(printed):
        month = 1 + _MONTHS.index(name[0][:3].title())
        day, year = numbers[0], numbers[1] if len(numbers) > 1 else None
    else:
        year, month, day = numbers
    try:
        dt.date(2000 if year is None else year, month, day)  # 2000 was a leap year
    except ValueError:
        return None
    return PrintedDate(year, month, day, Span(start, end))
