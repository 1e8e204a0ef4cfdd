"""What all pages share: the engine, the index, the templates, the headers, and how errors look."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.errors import KGError, QueryError
from kg.explorer.addresses import outside, page_of
from kg.explorer.asking import Ask
from kg.explorer.search import Index
from kg.explorer.vocabulary import vocabulary
from kg.explorer.wording import spoken
from kg.view.families import FAMILIES

#: Nothing runs and nothing loads but what this server sends. Pictures in styles are ``data:``.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: The shape of things outside all families.
DOT = "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z"


class Missing(KGError):
    """A page that does not exist; the message says so in words."""


class Site:
    """One explorer of one graph. The index and the vocabulary are read once, when first needed."""

    def __init__(self, ask: Ask, *, title: str, ledger: Path | None) -> None:
        self.ask = ask
        self.title = title
        self.ledger = ledger
        self._index: Index | None = None
        self._vocabulary: dict[str, Any] | None = None
        self._reading_names, self._reading_terms = asyncio.Lock(), asyncio.Lock()
        self._templates = Environment(
            loader=PackageLoader("kg.explorer"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            site=title,
            families={family.key: family for family in FAMILIES},
            dot=DOT,
            page_of=page_of,
            outside=outside,
        )
        self._templates.filters["spoken"] = spoken

    async def index(self) -> Index:
        """The index of names."""
        async with self._reading_names:
            if self._index is None:
                self._index = await Index.build(self.ask)
            return self._index

    async def vocabulary(self) -> dict[str, Any]:
        """The terms of the graph."""
        async with self._reading_terms:
            if self._vocabulary is None:
                self._vocabulary = await vocabulary(self.ask)
            return self._vocabulary

    def html(
        self, template: str, request: Request, /, *, status: int = 200, **values: Any
    ) -> Response:
        """A page from a template."""
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        context = {"path": request.url.path, "here": here, "q": "", **values}
        text = self._templates.get_template(template).render(context)
        return HTMLResponse(text, status, {**HEADERS, "Vary": "Accept"})

    def page(self, handler: Handler) -> Endpoint:
        """The endpoint of a page: errors become pages in words."""

        async def endpoint(request: Request) -> Response:
            try:
                return await handler(self, request)
            except KGError as error:
                return self.html("error.html", request, status=status_of(error), problem=str(error))

        return endpoint

    def data(self, handler: Handler) -> Endpoint:
        """The endpoint of data that scripts read: errors become JSON."""

        async def endpoint(request: Request) -> Response:
            try:
                return await handler(self, request)
            except KGError as error:
                return JSONResponse({"problem": str(error)}, status_of(error), HEADERS)

        return endpoint


Handler = Callable[[Site, Request], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def status_of(error: KGError) -> int:
    """HTTP status of an error: what was asked is missing or wrong, or the engine cannot answer."""
    if isinstance(error, Missing):
        return 404
    return 400 if isinstance(error, QueryError) else 503


def attachment(content: bytes, *, media: str, name: str) -> Response:
    """A file to keep."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media, headers=headers)
