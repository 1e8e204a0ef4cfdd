"""JSON Lines: one article a line, with the fields of front matter and ``text``."""

from __future__ import annotations

import json

from kg.errors import InputError
from kg.reading.metadata import Metadata, from_fields, kind_of


def read_line(line: str, source: str, *, number: int) -> tuple[Metadata, str]:
    """Parse one line into what it says about the article and the article's text.

    Raises InputError where the line is not a JSON object with a ``text``.
    """
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        problem = f"not JSON: {error.msg} at column {error.colno}"
        raise InputError(source, problem, line=number) from None
    except RecursionError:
        raise InputError(source, "not JSON: nested too deeply", line=number) from None
    if not isinstance(fields, dict):
        raise InputError(source, "not a JSON object with the article's fields", line=number)
    text = fields.get("text")
    if text is None:
        raise InputError(source, "no field text", line=number)
    if not isinstance(text, str):
        raise InputError(source, f"text must be text, not {kind_of(text)}", line=number)
    return from_fields(fields, source, line=number), text
