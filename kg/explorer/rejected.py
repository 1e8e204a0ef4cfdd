"""The page of the ledger."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from kg.explorer.addresses import with_values
from kg.explorer.ledger import read
from kg.explorer.site import Site


async def ledger(site: Site, request: Request) -> Response:
    """What was turned down; says how to give a ledger where there is none."""
    given = request.query_params
    reason, text, start = given.get("reason", ""), given.get("text", "").strip(), given.get("from")
    first = int(start) if start and start.isdecimal() and len(start) < 9 else 0
    page = None
    if site.ledger is not None:
        page = await asyncio.to_thread(read, site.ledger, reason=reason, text=text, first=first)
    more = ""
    if page is not None and page.following is not None:
        more = with_values("/ledger", reason=reason, text=text, **{"from": str(page.following)})
    return site.html("ledger.html", request, page=page, reason=reason, text=text, more=more)
