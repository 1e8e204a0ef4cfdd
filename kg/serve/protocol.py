"""SPARQL 1.1 Protocol: requests in, questions out; answers and errors as the standard has them."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KGError, QueryError
from kg.media import best
from kg.serve.engine import Engine, Overload, Overtime
from kg.serve.settings import Settings
from kg.store.serving import GRAPHS, TABLES, Question

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


class Refusal(KGError):
    """A request that the protocol or the server's limits refuse, with its HTTP status."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status


def refused(error: KGError) -> Response:
    """An error as a response: one line of plain text."""
    status = {QueryError: 400, Overtime: 503, Overload: 503}.get(type(error), 500)
    if isinstance(error, Refusal):
        status = error.status
    return Response(f"{error}\n", status, media_type="text/plain", headers=plain_headers())


def plain_headers() -> dict[str, str]:
    """Headers of everything that is not a page."""
    return {"X-Content-Type-Options": "nosniff"}


async def body_of(request: Request, settings: Settings) -> bytes:
    """The body; :class:`Refusal` where it is too large or comes too slowly."""
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(settings.body_seconds):
            async for piece in request.stream():
                size += len(piece)
                if size > settings.body_bytes:
                    raise Refusal(413, f"a request may have {settings.body_bytes:,} bytes")
                pieces.append(piece)
    except TimeoutError as error:
        raise Refusal(408, "the request came too slowly") from error
    return b"".join(pieces)


def media_type(request: Request) -> str:
    """Media type of the request's body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def text_of(body: bytes) -> str:
    """The text of a body; :class:`Refusal` where it is not UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "the request is not UTF-8 text") from error


async def fields_of(
    request: Request, settings: Settings, operation: str, direct: str
) -> list[tuple[str, str]]:
    """Fields of a request: of its address, of its form, or with the direct body as ``operation``.

    ``direct`` is the media type of a body that is the operation itself. Raises Refusal.
    """
    fields = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method != "POST":
        return fields
    kind = media_type(request)
    if kind == direct:
        text = text_of(await body_of(request, settings))
        return [*fields, (operation, text)]
    if kind == FORM:
        form = text_of(await body_of(request, settings))
        return [*fields, *parse_qsl(form, keep_blank_values=True)]
    raise Refusal(415, f"a body is {FORM} or {direct}")


def one(fields: list[tuple[str, str]], name: str) -> str:
    """The value of a field that must stand once."""
    values = [value for key, value in fields if key == name]
    if len(values) != 1:
        count = "no" if not values else f"{len(values)} fields"
        raise Refusal(400, f"one field {name} is needed, there is {count}")
    return values[0]


def question_of(fields: list[tuple[str, str]], accept: str, rows: int) -> Question:
    """What a request asks."""
    tables, graphs = best(accept, TABLES), best(accept, GRAPHS)
    if tables is None and graphs is None:
        raise Refusal(406, f"answers are {', '.join((*TABLES[:4], *GRAPHS[:4]))}")
    return Question(
        one(fields, "query"),
        tables=tables or TABLES[0],
        graphs=graphs or GRAPHS[0],
        default_graphs=tuple(v for k, v in fields if k == "default-graph-uri"),
        named_graphs=tuple(v for k, v in fields if k == "named-graph-uri"),
        rows=rows,
    )


async def answer(engine: Engine, settings: Settings, request: Request) -> Response:
    """The answer to a query request."""
    fields = await fields_of(request, settings, "query", QUERY)
    question = question_of(fields, request.headers.get("accept", ""), settings.rows)
    reply = await engine.answer(question)
    headers = {**plain_headers(), "Vary": "Accept"}
    if reply.truncated:
        headers["X-KG-Truncated"] = f"only the first {settings.rows} rows are given"
    return Response(reply.body, media_type=_with_charset(reply.media), headers=headers)


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
