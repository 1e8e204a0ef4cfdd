"""Fills ``$name`` in a query with typed values, such that a value can never become query text.

Values are parsed by their kind and written as one SPARQL term with everything escaped. ``$name``
inside strings, IRIs and comments is left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from kg.errors import QueryError
from kg.queries.saved import Parameter, SavedQuery
from kg.vocab import PREFIXES

Value = str | int | float | Decimal | dt.date

_XSD = PREFIXES["xsd"]
#: Strings, IRIs and comments are matched first, so that a parameter inside is never seen.
_TOKEN = re.compile(
    r"""
      \"\"\"(?:\\.|\"{0,2}[^\"\\])*\"\"\" | '''(?:\\.|'{0,2}[^'\\])*'''
    | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*'
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \#[^\n]*
    | \$(?P<name>[A-Za-z_][A-Za-z_0-9]*)
    """,
    re.VERBOSE | re.DOTALL,
)


def bind(query: SavedQuery, values: Mapping[str, Value]) -> str:
    """The query's text with its parameters filled; other ``$variables`` are left as they are."""
    declared = {p.name: p for p in query.parameters}
    for name in values:
        if name not in declared:
            known = ", ".join(sorted(declared)) or "none"
            raise QueryError(f"{query.source}: no parameter {name} (parameters: {known})")
    terms = {p.name: _term(query, p, values) for p in query.parameters}

    def fill(match: re.Match[str]) -> str:
        return terms.get(match["name"] or "", match[0])

    return _TOKEN.sub(fill, query.text)


def _term(query: SavedQuery, parameter: Parameter, values: Mapping[str, Value]) -> str:
    value = values.get(parameter.name, parameter.default)
    if value is None:
        raise QueryError(
            f"{query.source}: parameter {parameter.name} ({parameter.kind}) is missing, "
            f"for example --param {parameter.name}={parameter.example!r}"
        )
    try:
        return _FORMS[parameter.kind](str(value))
    except (ValueError, InvalidOperation) as error:
        raise QueryError(
            f"{query.source}: parameter {parameter.name} is not of kind {parameter.kind}: {value!r}"
        ) from error


def _string(value: str) -> str:
    return '"' + "".join(_escape(c) for c in value) + '"'


def _escape(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if 0xD800 <= ord(char) <= 0xDFFF:
        raise ValueError("not a character")
    return f"\\u{ord(char):04X}" if ord(char) < 0x20 or ord(char) == 0x7F else char


def _iri(value: str) -> str:
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        value = PREFIXES[prefix] + local
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x20]+", value):
        raise ValueError("not an absolute IRI")
    return f"<{value}>"


def _integer(value: str) -> str:
    return f'"{int(value)}"^^<{_XSD}integer>'


def _decimal(value: str) -> str:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError("not a finite number")
    return f'"{number:f}"^^<{_XSD}decimal>'


def _date(value: str) -> str:
    return f'"{dt.date.fromisoformat(value).isoformat()}"^^<{_XSD}date>'


_FORMS = {
    "string": _string,
    "iri": _iri,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
}
