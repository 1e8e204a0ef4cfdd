"""The fields that front matter and JSON lines share, checked and turned into values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about its article; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    language: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()


def from_fields(fields: Mapping[str, object], source: str, *, line: int | None) -> Metadata:
    """Check the known fields of a mapping; other fields (``id``, tags) are left alone.

    Raises InputError for a value of the wrong type and for a date that is none.
    """

    def text(name: str) -> str | None:
        value = fields.get(name)
        if value is None or isinstance(value, str):
            return (value or "").strip() or None
        raise InputError(source, f"{name} must be text, not {kind_of(value)}", line=line)

    def authors() -> tuple[str, ...]:
        value = fields.get("authors")
        names = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise InputError(source, "authors must be a name or a list of names", line=line)
        return tuple(name.strip() for name in names if name.strip())

    return Metadata(
        title=text("title"),
        publisher=text("publisher"),
        published=_date(fields.get("published"), source, line),
        language=text("language"),
        url=text("url"),
        authors=authors(),
    )


def _date(value: object, source: str, line: int | None) -> dt.date | None:
    """Read a YAML date or an ISO 8601 date or date-time; None stays None."""
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    problem = f"published is not a date: {value!r}; write it as 2021-09-28"
    raise InputError(source, problem, line=line)


def kind_of(value: object) -> str:
    """Name the type of a YAML or JSON value for people."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number (put it in quotes)"
    if isinstance(value, dt.date):
        return "a date (put it in quotes)"
    return "a list" if isinstance(value, list) else "a mapping"
