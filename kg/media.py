"""Content negotiation: which media type an ``Accept`` header wants most."""

from __future__ import annotations

from collections.abc import Iterable


def best(accept: str, offered: Iterable[str]) -> str | None:
    """The media type wanted most; the first offered if none is named, None if all are refused.

    >>> best("text/turtle, text/html;q=0.5", ["text/html", "text/turtle"])
    'text/turtle'
    >>> best("", ["text/html"]), best("image/png", ["text/html"])
    ('text/html', None)
    """
    wanted = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    chosen, most = None, 0.0
    for media in offered:
        family = media.partition("/")[0] + "/*"
        for kind in (media, family, "*/*"):
            qualities = [q for name, q in wanted if name == kind]
            if qualities:
                if max(qualities) > most:
                    chosen, most = media, max(qualities)
                break
    return chosen


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return kind, float(parameter[2:])
            except ValueError:
                return kind, 0.0
    return kind, 1.0
