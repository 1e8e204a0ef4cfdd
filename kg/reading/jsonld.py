"""What a page states about its article in schema.org JSON-LD: what outlets keep best."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

_SCRIPT = re.compile(
    r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL
)


def article_statement(page: str) -> dict[str, object]:
    """Return the first JSON-LD object of a page that has a headline; empty without one."""
    for script in _SCRIPT.findall(page):
        try:
            statement = json.loads(script, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue  # broken JSON-LD is common, and the page can be read without it
        for found in _objects(statement):
            if isinstance(found.get("headline"), str):
                return found
    return {}


def words(value: object) -> str | None:
    """Return a text value without HTML entities; None for anything else."""
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def names(value: object) -> tuple[str, ...]:
    """Return the names in an ``author``: a name, an object with a name, or a list of these."""
    if isinstance(value, list):
        return tuple(name for item in value for name in names(item))
    name = words(value.get("name") if isinstance(value, dict) else value)
    return (name,) if name else ()


def _objects(value: object) -> Iterator[dict[str, object]]:
    """Yield the objects at the top of a JSON-LD document, in its graph, and its main entities."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
        yield from _objects(value.get("mainEntity"))
