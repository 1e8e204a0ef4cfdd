"""HTML pages: the article's body, title, authors and date. The only importer of trafilatura."""

from __future__ import annotations

import codecs
import datetime as dt
import re

import trafilatura
from trafilatura.settings import Document

from kg.errors import InputError
from kg.reading.metadata import Metadata
from kg.reading.text import decode

#: HTML wants its charset declared within the first 1024 bytes; real pages are less tidy.
_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def read_html(data: bytes, source: str) -> tuple[Metadata, str]:
    """Return what a page says about its article, and the paragraphs of the article's body.

    Raises InputError for an unknown charset and for a page without an article.
    """
    page = decode(data, source, charset=_charset(data, source))
    document = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False
    )
    if not isinstance(document, Document) or not document.text:
        raise InputError(source, "no article found in this page; save its text as .txt")
    publisher = document.sitename or document.hostname
    return (
        Metadata(
            title=document.title,
            publisher=publisher,
            published=dt.date.fromisoformat(document.date) if document.date else None,
            url=document.url,
            authors=_authors(document.author, publisher),
        ),
        document.text.replace("\n", "\n\n"),
    )


def _charset(data: bytes, source: str) -> str:
    """Encoding that the page declares, by Python's name; UTF-8 where it declares none."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared is None:
        return "utf-8"
    name = declared[1].decode("ascii")
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise InputError(source, f"unknown charset {name!r}; save the page as UTF-8") from None


def _authors(names: str | None, publisher: str | None) -> tuple[str, ...]:
    """Split the authors that the page names; the outlet itself is not a person."""
    authors = [name.strip() for name in (names or "").split(";")]
    return tuple(name for name in authors if name and name != publisher)
