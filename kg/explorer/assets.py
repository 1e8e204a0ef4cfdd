"""Scripts and styles: the explorer's own, the drawing library, the editor; nothing else."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from kg.explorer.site import DOT, HEADERS
from kg.view.families import FAMILIES
from kg.view.render import vis_network

_ACE = ("ace.js", "ext-language_tools.js")
_OWN = (
    "drawing.js",
    "explorer.css",
    "layout.js",
    "picture.js",
    "query.js",
    "shell.js",
    "sparql-mode.js",
)
_TYPES = {"css": "text/css", "js": "text/javascript", "json": "application/json"}


async def asset(request: Request) -> Response:
    """A script or style by name, with its hash as the tag that a browser asks again with."""
    name = request.path_params["name"]
    known = {*_OWN, *_ACE, "families.css", "families.json", "vis-network.js"}
    if name not in known:
        return Response("no such file\n", 404, HEADERS, "text/plain")
    content = _content(name)
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {**HEADERS, "ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=_TYPES[name.rpartition(".")[2]])


@lru_cache(maxsize=32)
def _content(name: str) -> bytes:
    if name == "vis-network.js":
        return vis_network().encode()
    if name == "families.css":
        return _family_styles().encode()
    if name == "families.json":
        return json.dumps(_family_data()).encode()
    if name in _ACE:
        folder = files("django_static_ace_builds") / "static" / "ace-builds"
        return (folder / name).read_bytes()
    return (files("kg.explorer") / "static" / name).read_bytes()


def _family_styles() -> str:
    """The colours of the families, in light and in dark, for every page."""
    light = "".join(f"--family-{f.key}:{f.light};" for f in FAMILIES) + "--family-other:#5c5f66;"
    dark = "".join(f"--family-{f.key}:{f.dark};" for f in FAMILIES) + "--family-other:#a5a8af;"
    fills = "".join(
        f".f-{key}{{fill:var(--family-{key})}}\n" for key in (*(f.key for f in FAMILIES), "other")
    )
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n{fills}"
    )


def _family_data() -> dict[str, dict[str, str]]:
    known = {f.key: {"path": f.path, "light": f.light, "dark": f.dark} for f in FAMILIES}
    return {**known, "other": {"path": DOT, "light": "#5c5f66", "dark": "#a5a8af"}}
