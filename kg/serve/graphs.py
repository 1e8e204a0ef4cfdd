"""SPARQL 1.1 Update and the Graph Store Protocol: reading for all, writing with the token."""

from __future__ import annotations

import asyncio
import hmac
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.media import best
from kg.serve.engine import Engine
from kg.serve.protocol import (
    UPDATE,
    Refusal,
    body_of,
    fields_of,
    media_type,
    one,
    plain_headers,
)
from kg.serve.settings import Settings
from kg.store import serving

_writing = asyncio.Lock()


async def read_or_write(engine: Engine, settings: Settings, request: Request) -> Response:
    """The Graph Store Protocol: ``?default`` or ``?graph=IRI``."""
    name = _name(request)
    if request.method in ("GET", "HEAD"):
        return await _read(engine, request, name)
    _admit(settings, request)
    body = None if request.method == "DELETE" else await body_of(request, settings)
    adding = request.method == "POST"
    async with _writing:
        before = await asyncio.to_thread(
            serving.write_graph, engine.store, name, body, media_type(request), add=adding
        )
        engine.renew()
    if request.method == "DELETE" and not before:
        raise Refusal(404, "there is no such graph")
    return Response(status_code=204 if before else 201, headers=plain_headers())


async def update(engine: Engine, settings: Settings, request: Request) -> Response:
    """SPARQL 1.1 Update, as a form or as the body itself."""
    _admit(settings, request)
    text = one(await fields_of(request, settings, "update", UPDATE), "update")
    async with _writing:
        await asyncio.to_thread(serving.update, engine.store, text)
        engine.renew()
    return Response(status_code=204, headers=plain_headers())


async def _read(engine: Engine, request: Request, name: str | None) -> Response:
    media = best(request.headers.get("accept", ""), serving.GRAPHS)
    if media is None:
        raise Refusal(406, f"graphs are {', '.join(serving.GRAPHS)}")
    reply = await engine.graph(name, media)
    if reply is None:
        raise Refusal(404, "there is no such graph")
    return Response(reply.body, media_type=media, headers={**plain_headers(), "Vary": "Accept"})


def _name(request: Request) -> str | None:
    fields = dict(parse_qsl(request.url.query, keep_blank_values=True))
    if ("default" in fields) == ("graph" in fields):
        raise Refusal(400, "give either ?default or ?graph=IRI")
    return fields.get("graph")


def _admit(settings: Settings, request: Request) -> None:
    """:class:`Refusal` unless this server may be written to and the client shows the token."""
    if not settings.token:
        raise Refusal(403, "this server is read-only")
    shown = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(shown.encode(), settings.token.encode()):
        raise Refusal(401, "show the token: Authorization: Bearer TOKEN")
