"""What all pages share: the engine, the index, the templates, the headers, and how errors look."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.errors import KGError, QueryError
from kg.explorer.addresses import outside, page_of
from kg.explorer.asking import Ask, Texts
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


T = TypeVar("T")


class Missing(KGError):
    """A page that does not exist; the message says so in words."""


class Once(Generic[T]):
    """A value that is read when first needed, and again when there is a newer version."""

    def __init__(self, read: Callable[[], Awaitable[T]], version: Callable[[], int]) -> None:
        self._read, self._version = read, version
        self._reading = asyncio.Lock()
        self._kept: tuple[int, T] | None = None

    async def get(self) -> T:
        """The value of this version."""
        async with self._reading:
            version = self._version()
            if self._kept is None or self._kept[0] != version:
                self._kept = version, await self._read()
            return self._kept[1]


class Site:
    """One explorer of one graph. Index and vocabulary are read when needed, once a version."""

    def __init__(
        self,
        ask: Ask,
        *,
        title: str,
        ledger: Path | None,
        texts: Texts | None,
        version: Callable[[], int],
    ) -> None:
        self.ask = ask
        self.title = title
        self.ledger = ledger
        self._texts = texts
        self._index = Once(lambda: Index.build(ask), version)
        self._vocabulary = Once(lambda: vocabulary(ask), version)
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
        return await self._index.get()

    async def vocabulary(self) -> dict[str, Any]:
        """The terms of the graph."""
        return await self._vocabulary.get()

    async def text(self, article: str) -> str:
        """The whole text of an article, "" where it is not kept."""
        return await self._texts(article) if self._texts is not None else ""

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
