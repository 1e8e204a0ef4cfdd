"""Bytes to text, and text to the one form whose SHA-256 identifies an article."""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.errors import InputError

#: Every Unicode line break becomes a line feed, one for one (CRLF counts as one).
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

#: Tab and every Unicode space become a plain space, one for one.
_ODD_SPACE = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")

#: Characters that nobody sees: controls, soft hyphen, zero-width and direction marks, halves of
#: surrogate pairs.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def normalize(text: str) -> str:
    r"""Return the canonical form of a text: NFC, plain spaces, line feeds, nothing invisible.

    Spaces at line ends and blank lines at either end go; nothing else is collapsed, so a user can
    find every passage again. Idempotent.

    >>> normalize("\ufeffA\u00a0 cafe\u0301 \r\nopens\u200b.\n")
    'A  café\nopens.'
    """
    text = _LINE_BREAK.sub("\n", text)
    text = _ODD_SPACE.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip(" ") for line in text.split("\n")).strip("\n")


def declared_by_mark(data: bytes) -> tuple[str, bytes] | None:
    """Return the encoding that a byte order mark declares and the bytes after it, if any."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    return None


def decode(data: bytes, source: str, *, line: int | None = None, charset: str = "utf-8") -> str:
    """Decode the bytes of a report: by byte order mark, else as ``charset``.

    Raises InputError for binary data and for bytes that the encoding does not allow.
    """
    charset, data = declared_by_mark(data) or (charset, data)
    if not charset.startswith("utf-16") and (nul := data.find(0)) >= 0:
        raise InputError(source, f"binary data, not text: NUL byte at offset {nul}", line=line)
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        offset = error.start
        byte = f"byte 0x{data[offset]:02X} at offset {offset}"
        name = charset.upper()
        raise InputError(source, f"not {name} text: {byte}; save it as UTF-8", line=line) from None
