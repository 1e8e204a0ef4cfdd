"""From what a source gave to an Article: normalized, checked, completed from its dateline."""

from __future__ import annotations

import re

from kg.errors import InputError
from kg.model import Article
from kg.reading import dateline
from kg.reading.header import is_caption, is_headline, read_header
from kg.reading.language import is_english
from kg.reading.metadata import Metadata
from kg.reading.text import normalize

#: A report has some thousand characters, the longest transcripts some hundred thousand; more are
#: several articles in one file.
MAX_CHARACTERS = 1_000_000

_ENGLISH = re.compile(r"(?:en|eng|english)(?:[-_].*)?", re.IGNORECASE)


def make_article(metadata: Metadata, text: str, *, source: str, line: int | None = None) -> Article:
    """Build the article; what the metadata leave open is taken from headline and dateline.

    Raises InputError for empty, overlong and non-English text.
    """
    text = normalize(text)
    if problem := _problem(metadata, text):
        raise InputError(source, problem, line=line)
    printed = dateline.parse(text)
    publisher = printed.publisher if printed else None
    date = printed.date if printed else None
    authors = printed.authors if printed else ()
    return Article(
        text=text,
        title=_clean(metadata.title) or headline(text),
        publisher=_clean(metadata.publisher) or (publisher.text if publisher else None),
        published=metadata.published or (date.complete() if date else None),
        url=metadata.url,
        authors=metadata.authors or tuple(author.text for author in authors),
        source=source if line is None else f"{source}:{line}",
    )


def headline(text: str) -> str | None:
    """Return the first line where it is a headline: short, not closed, a blank line below it."""
    line, _, rest = text.partition("\n")
    if not rest.startswith("\n") or not is_headline(line) or is_caption(line):
        return None
    printed = dateline.parse(line)
    return None if (printed and printed.span.start == 0) or read_header(line, 0) else line


def _problem(metadata: Metadata, text: str) -> str | None:
    """Say why a normalized text cannot be an article; None if it can."""
    if not text.strip():
        return "no text to read"
    if len(text) > MAX_CHARACTERS:
        return f"{len(text):,} characters are too many for one article; split it"
    if metadata.language and not _ENGLISH.fullmatch(metadata.language):
        return f"the declared language is {metadata.language!r}, but kg reads English"
    if not is_english(text):
        return "the text is not English"
    return None


def _clean(name: str | None) -> str | None:
    """Normalize a name and put it on one line; None stays None."""
    return " ".join(normalize(name).split()) or None if name else None
