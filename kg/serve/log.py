"""A line of JSON on standard error for each request."""

from __future__ import annotations

import json
import sys
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Log:
    """Middleware that writes method, path, status, bytes and milliseconds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status, size = 500, 0

        async def noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            entry = {
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "bytes": size,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            }
            # json.dumps escapes line ends, so no request can forge a line.
            sys.stderr.write(json.dumps(entry) + "\n")
