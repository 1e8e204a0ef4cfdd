"""The pages on which things are found: the front page, the search, the lists by class."""

from __future__ import annotations

import asyncio

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.explorer.addresses import page_of, with_values
from kg.explorer.asking import table
from kg.explorer.search import class_words, family_of
from kg.explorer.site import HEADERS, Missing, Site
from kg.queries import queries
from kg.view import words
from kg.vocab import SK

#: Things on a page of a list, found things, suggestions, events on the front page.
LISTED, FOUND, SUGGESTED, RECENT = 100, 50, 8, 10

_RECENT = """
SELECT ?event (MIN(STR(?name)) AS ?label) (MIN(?from) AS ?start) (MAX(?to) AS ?end)
  (COUNT(DISTINCT ?article) AS ?reports) WHERE {
  { SELECT ?event WHERE { ?event a sk:Summit OPTIONAL { ?event sk:startDate ?day } }
    ORDER BY DESC(?day) ?event LIMIT 40 }
  ?event rdfs:label ?name .
  OPTIONAL { ?event sk:startDate ?from }
  OPTIONAL { ?event sk:endDate ?to }
  OPTIONAL { ?event sk:reportedIn ?article }
} GROUP BY ?event ORDER BY DESC(?reports > 0) DESC(COALESCE(?end, ?start)) ?label LIMIT %d
"""


async def home(site: Site, request: Request) -> Response:
    """The front page: a search box, what there is, the latest events, questions to start from."""
    index = await site.index()
    events = [
        {
            "label": row["label"],
            "href": page_of(row["event"]),
            "when": words.days(row.get("start", ""), row.get("end", "")),
            "reports": int(row["reports"]),
        }
        for row in await table(site.ask, _RECENT % RECENT)
        if "event" in row
    ]
    return site.html(
        "home.html",
        request,
        classes=_classes(index.classes()),
        events=events,
        questions=queries("questions"),
    )


def _classes(counted: list[tuple[str, int]]) -> list[dict[str, object]]:
    return [
        {
            "name": class_words(cls),
            "family": family_of(cls),
            "count": count,
            "href": f"/browse/{cls.removeprefix(str(SK))}",
        }
        for cls, count in counted
        if cls.startswith(str(SK))
    ]


async def search(site: Site, request: Request) -> Response:
    """Things whose names hold the words, best first."""
    text = request.query_params.get("q", "").strip()[:200]
    found = []
    if text:
        index = await site.index()
        found = await asyncio.to_thread(index.find, text, limit=FOUND)
    return site.html("search.html", request, q=text, found=found, most=FOUND)


async def suggest(site: Site, request: Request) -> Response:
    """Suggestions while typing, as JSON."""
    text = request.query_params.get("q", "").strip()[:200]
    index = await site.index()
    found = await asyncio.to_thread(index.find, text, limit=SUGGESTED)
    suggestions = [
        {"label": t.label, "also": t.also, "kind": t.kind, "family": t.family,
         "href": page_of(t.iri)}
        for t in found
    ]  # fmt: skip
    return JSONResponse(suggestions, headers=HEADERS)


async def browse(site: Site, request: Request) -> Response:
    """All things of a class by name, a page at a time."""
    name = request.path_params["name"]
    cls = SK[name]
    index = await site.index()
    total = dict(index.classes()).get(str(cls))
    if total is None:
        raise Missing(f"The graph holds nothing of a class {name[:60]!r}.")
    after = request.query_params.get("after", ""), request.query_params.get("iri", "")
    things = await asyncio.to_thread(index.of_class, str(cls), after=after, limit=LISTED + 1)
    shown = things[:LISTED]
    more = ""
    if len(things) > LISTED:
        more = with_values(f"/browse/{name}", after=shown[-1].label, iri=shown[-1].iri)
    return site.html(
        "browse.html",
        request,
        name=class_words(str(URIRef(cls))),
        family=family_of(str(cls)),
        total=total,
        things=shown,
        more=more,
    )
