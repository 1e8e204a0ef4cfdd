"""Files in, articles out: text, Markdown, HTML, JSON Lines, standard input, folders of these."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg import files
from kg.files import SUFFIXES, Item
from kg.model import Article
from kg.reading.article import make_article
from kg.reading.html import read_html
from kg.reading.jsonl import read_line
from kg.reading.markdown import read_markdown
from kg.reading.metadata import Metadata
from kg.reading.text import decode

__all__ = ["SUFFIXES", "read", "read_item"]


def read(source: str | Path) -> Iterator[Article]:
    """Read the articles of a file, of a folder (sorted, with its subfolders) or of ``-``.

    Lazy: JSON Lines are read one by one. Raises InputError, which names file and line, at the
    first article that cannot be read.
    """
    for name in files.find(source):
        yield from map(read_item, files.items(name))


def read_item(item: Item) -> Article:
    """Read the article that some bytes hold; their suffix tells the format.

    Raises InputError where they hold none.
    """
    source, line, suffix = item.source, item.line, item.suffix
    if suffix in files.HTML:
        metadata, text = read_html(item.data, source)
    elif suffix in files.MARKDOWN:
        metadata, text = read_markdown(decode(item.data, source), source)
    elif suffix in files.JSONL:
        metadata, text = read_line(decode(item.data, source, line=line), source, number=line or 1)
    else:
        metadata, text = Metadata(), decode(item.data, source)
    return make_article(metadata, text, source=source, line=line)
