"""Markdown: YAML front matter, and a body freed of the marks that disturb reading."""

from __future__ import annotations

import re

import yaml

from kg.errors import InputError
from kg.reading.metadata import Metadata, from_fields

_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_OPENING = re.compile(r"\A\ufeff?---[ \t]*\r?\n")

#: A heading, and the marks that may close it. Possessive, so that long lines cost no more than
#: their length.
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]++(\S.*)$", re.MULTILINE)
_HEADING_END = re.compile(r"(?<=\S)[ \t]++#++$")

#: What else is taken away, in this order: underlines of headings, images and links (their words
#: stay), emphasis. Everything else is left as it stands.
_MARKUP = (
    (re.compile(r"(?<=\S)\n {0,3}={3,}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"<(https?://[^\s<>]+)>"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]*[^\s_])\1(?![\w_])"), r"\2"),
)


def read_markdown(text: str, source: str) -> tuple[Metadata, str]:
    """Split a Markdown text into what its front matter says and its body.

    Raises InputError for front matter that is not closed, not YAML, or not a mapping.
    """
    fields, body, start = _front_matter(text, source)
    return from_fields(fields, source, line=start), plain(body)


def plain(body: str) -> str:
    """Take heading marks, emphasis, images and links out of a Markdown body; keep their words.

    >>> plain("# Fair opens\\n\\nThe *third* [fair](https://fair.example) opened.")
    'Fair opens\\n\\nThe third fair opened.'
    """
    body = _HEADING.sub(lambda heading: _HEADING_END.sub("", heading[1].rstrip()), body)
    for mark, words in _MARKUP:
        body = mark.sub(words, body)
    return body


def _front_matter(text: str, source: str) -> tuple[dict[str, object], str, int | None]:
    """Return the fields, the rest of the text, and the line on which the fields start."""
    opening = _OPENING.match(text)
    if opening is None:
        return {}, text, None
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        raise InputError(source, "front matter is not closed by a line ---", line=1)
    fields = _parse(text[opening.end() : closing.start()], source)
    return fields, text[closing.end() :], 2


def _parse(block: str, source: str) -> dict[str, object]:
    """Parse a YAML block that starts on line 2 of its file."""
    try:
        fields = yaml.safe_load(block)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 2 + mark.line if mark else 2
        raise InputError(source, f"front matter is not YAML: {error.problem}", line=line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise InputError(source, f"front matter is not YAML: {problem}", line=2) from None
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise InputError(source, "front matter is not a list of `name: value` lines", line=2)
    return fields
