"""HTML pages: the article's body, title, authors and date. The only importer of trafilatura."""

from __future__ import annotations

import codecs
import datetime as dt
import logging
import re

import trafilatura
from trafilatura.settings import Document

from kg.errors import InputError
from kg.reading import jsonld
from kg.reading.metadata import Metadata
from kg.reading.text import decode

# What these libraries log about a bad page is said by kg's own error; unhandled, it would go to
# standard error.
for _library in ("courlan", "htmldate", "trafilatura"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

#: HTML wants its charset declared within the first 1024 bytes; real pages are less tidy.
_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)

#: Browsers read these charsets as the larger ones that pages mean by them (WHATWG Encoding).
_READ_AS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "shift_jis": "cp932",
}

#: What opens a paragraph that only leads to another article, whose event is not this one's.
_POINTER = re.compile(
    r"(?:Read (?:more|also|next)|Also read|See also|Related)(?::|$)|Advertisement$"
)

#: What may stand between a headline and the outlet's name in a page's title.
_TITLE_END = re.compile(r"\s+[|–—·-]\s+([^|–—·]+)$")


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
    stated = jsonld.article_statement(page)
    outlets = jsonld.names(stated.get("publisher"))
    site = (document.sitename or "").replace("_", " ")
    publisher = site or (outlets[0] if outlets else document.hostname)
    title = jsonld.words(stated.get("headline")) or _headline(document.title, publisher)
    authors = jsonld.names(stated.get("author")) or tuple((document.author or "").split("; "))
    metadata = Metadata(
        title=title,
        publisher=publisher,
        published=_date(stated.get("datePublished")) or _date(document.date),
        url=document.url,
        authors=_authors(authors, publisher),
    )
    return metadata, _body(document.text)


def _body(text: str) -> str:
    """Set paragraphs apart; leave out repeated ones, ornaments and pointers to other articles."""
    paragraphs = dict.fromkeys(line.strip() for line in text.split("\n"))
    kept = (p for p in paragraphs if re.search(r"\w", p) and not _POINTER.match(p))
    return "\n\n".join(kept)


def _charset(data: bytes, source: str) -> str:
    """Encoding of a page, by Python's name: what it declares, if the bytes are not UTF-8 anyway.

    Saved pages often are UTF-8 under the declaration of their old encoding, and no other
    encoding's text is valid UTF-8 by chance.
    """
    declared = _CHARSET.search(data[:_HEAD])
    if declared is None or _is_utf8(data):
        return "utf-8"
    name = declared[1].decode("ascii")
    try:
        charset = codecs.lookup(name).name
    except LookupError:
        raise InputError(source, f"unknown charset {name!r}; save the page as UTF-8") from None
    return _READ_AS.get(charset, charset)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _headline(title: str | None, publisher: str | None) -> str | None:
    """Cut the outlet's name, or a longer one that begins with it, off a page's title."""
    end = _TITLE_END.search(title or "")
    if title and end and publisher and _squeezed(end[1]).startswith(_squeezed(publisher)):
        return title[: end.start()]
    return title


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _date(value: object) -> dt.date | None:
    """Read the day of an ISO 8601 date or date-time; None for anything else."""
    try:
        return dt.date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _authors(names: tuple[str, ...], publisher: str | None) -> tuple[str, ...]:
    """Leave out addresses, and the outlet itself where it is named beside persons."""
    authors = [name for name in dict.fromkeys(names) if name and "://" not in name]
    persons = [name for name in authors if _squeezed(name) != _squeezed(publisher or "")]
    return tuple(persons or authors)
