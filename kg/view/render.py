"""A picture as one HTML page, with the vis-network script that the pyvis wheel brings.

Every text reaches the page as JSON data or escaped, and is written with ``textContent``. The
content security policy names the two scripts and the style by their hashes, so that nothing
else can run, and nothing can be loaded.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from kg.view.model import Picture
from kg.view.payload import payload

#: In the order in which they build on each other.
SCRIPTS = ("base", "canvas", "panel", "controls")
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def render(
    picture: Picture, *, title: str | None = None, pages: Mapping[str, str] | None = None
) -> str:
    """The whole page as text.

    ``pages`` are the addresses of other pages of the same folder by the key of their thing; the
    empty key is the index.
    """
    name = title or name_of(picture)
    data = payload(picture, title=name)
    if pages:
        drawn = {"", *(node.key for node in picture.nodes)} - {picture.main}
        data["pages"] = {key: page for key, page in pages.items() if key in drawn}
    style, script = asset("page.css"), _script()
    parts = {
        "title": html.escape(name),
        "policy": policy(style, vis_network(), script),
        "style": style,
        "vis": vis_network(),
        "data": as_json(data),
        "script": script,
    }
    return fill("template.html", parts)


def fill(template: str, parts: Mapping[str, str]) -> str:
    """A template with its ``{{names}}`` replaced once: what is put in is not looked at again."""
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], asset(template))


def policy(style: str, *scripts: str) -> str:
    """A content security policy that lets these run and nothing be loaded, as attribute text."""
    allowed = " ".join(map(_digest, scripts))
    return html.escape(
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:; "
        f"script-src {allowed}; style-src {_digest(style)}"
    )


@lru_cache(maxsize=1)
def vis_network() -> str:
    """The script of vis-network that comes with pyvis; it asks the network for nothing."""
    return (files("pyvis") / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n")


def as_json(value: object) -> str:
    """JSON that is safe inside a script element: sorted, compact, without < > & U+2028 U+2029."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def name_of(picture: Picture) -> str:
    """The label of the main event, or of the only article, or a plain name."""
    for node in picture.nodes:
        if node.key == picture.main:
            return node.label
    return picture.sources[0].title if len(picture.sources) == 1 else "Knowledge graph"


@lru_cache(maxsize=1)
def _script() -> str:
    """The scripts of the page as one function, so that nothing of them is global."""
    parts = "\n".join(asset(f"script/{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """A file of this package as text."""
    return (files("kg.view") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@lru_cache(maxsize=16)
def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
