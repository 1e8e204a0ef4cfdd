"""The server's routes: the endpoint for programs, the explorer for people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from rdflib import Graph
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KGError
from kg.explorer import Texts
from kg.explorer import routes as explorer
from kg.media import best
from kg.serve import description, graphs, protocol
from kg.serve.engine import Engine
from kg.serve.log import Log
from kg.serve.settings import Settings

Handler = Callable[[Engine, Settings, Request], Awaitable[Response]]


def application(
    engine: Engine,
    settings: Settings,
    *,
    title: str = "Knowledge graph",
    ledger: Path | None = None,
    texts: Texts | None = None,
    log: bool = True,
) -> Starlette:
    """The whole server over one engine, which it starts and stops."""

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        engine.start()
        try:
            yield
        finally:
            engine.stop()

    def route(path: str, handler: Handler, *methods: str) -> Route:
        async def handle(request: Request) -> Response:
            try:
                return await handler(engine, settings, request)
            except KGError as error:
                return protocol.refused(error)

        return Route(path, handle, methods=list(methods))

    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts))]
    if log:
        middleware.insert(0, Middleware(Log))
    if settings.origins:
        middleware.append(
            Middleware(
                CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST"],
                expose_headers=["X-KG-Truncated"],
            )
        )  # fmt: skip
    return Starlette(
        routes=[
            route("/sparql", _sparql, "GET", "POST"),
            route("/update", graphs.update, "POST"),
            route("/store", graphs.read_or_write, "GET", "PUT", "POST", "DELETE"),
            route("/.well-known/void", _void, "GET"),
            route("/health", _health, "GET"),
            route("/openapi.json", _openapi, "GET"),
            *explorer(
                engine.ask,
                title=title,
                ledger=ledger,
                texts=texts,
                version=lambda: engine.generation,
            ),
        ],
        middleware=middleware,
        lifespan=running,
    )


async def _sparql(engine: Engine, settings: Settings, request: Request) -> Response:
    """A query, or without one the service description."""
    if request.method == "GET" and not request.url.query:
        return _described(request, description.service(_endpoint(request)))
    return await protocol.answer(engine, settings, request)


async def _void(engine: Engine, settings: Settings, request: Request) -> Response:
    return _described(request, await description.void(engine, _endpoint(request)))


async def _health(engine: Engine, settings: Settings, request: Request) -> Response:
    """Whether a query is answered."""
    await engine.check()
    return PlainTextResponse("ok\n")


async def _openapi(engine: Engine, settings: Settings, request: Request) -> Response:
    return JSONResponse(description.openapi())


def _endpoint(request: Request) -> str:
    return str(request.url.replace(path="/sparql", query=""))


def _described(request: Request, graph: Graph) -> Response:
    media = best(request.headers.get("accept", ""), description.SYNTAXES)
    if media is None:
        raise protocol.Refusal(406, f"descriptions are {', '.join(description.SYNTAXES)}")
    text = graph.serialize(format=description.SYNTAXES[media])
    return Response(text, media_type=media, headers={"Vary": "Accept"})
