"""The pages and the data about one thing: in words, as RDF, as a picture that grows."""

from __future__ import annotations

import asyncio

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.errors import QueryError
from kg.explorer.addresses import outside, page_of
from kg.explorer.article import reader
from kg.explorer.asking import HEAD, iri, is_iri, parse
from kg.explorer.description import describe
from kg.explorer.entity import entity
from kg.explorer.formats import GRAPHS, MEDIA, negotiate, write
from kg.explorer.naming import imprint
from kg.explorer.neighbours import EXPANSION, FIRST, neighbourhood, page, things
from kg.explorer.quoting import quotes, tiers_of
from kg.explorer.site import HEADERS, Missing, Site
from kg.vocab import DCTERMS, ID, PROV, RDF, SK

_DATA = """
CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND (%(thing)s AS ?s) %(thing)s ?p ?o }
  UNION { { SELECT DISTINCT ?s WHERE { ?s rdf:subject %(thing)s } LIMIT 2000 } ?s ?p ?o }
}
"""


async def by_path(site: Site, request: Request) -> Response:
    """The page or the data of a thing of this graph's own namespace."""
    return await _about(site, request, str(ID) + request.path_params["path"])


async def by_iri(site: Site, request: Request) -> Response:
    """The same for any IRI, given as ``?iri=``; a thing with a page of its own leads there."""
    name = request.query_params.get("iri", "")
    own = page_of(name)
    if own.startswith("/id/"):
        extra = request.query_params.get("format")
        return RedirectResponse(own + (f"?format={extra}" if extra in MEDIA else ""), 308, HEADERS)
    return await _about(site, request, name)


async def _about(site: Site, request: Request, name: str) -> Response:
    if not is_iri(name):
        raise Missing("This is not the name of a thing.")
    offered = ("html", *GRAPHS)
    wanted = request.query_params.get("format") or negotiate(
        request.headers.get("accept", ""), offered
    )
    if wanted not in offered:
        raise QueryError(f"no such format: {wanted[:20]!r} (formats: {', '.join(offered)})")
    if wanted != "html":
        return await _data(site, name, wanted)
    description = await describe(site.ask, name)
    if description is None:
        raise Missing(f"The graph says nothing about {name}.")
    facts = description.facts
    if SK.Evidence in facts.values(URIRef(name), RDF.type):
        source, start = (facts.text(URIRef(name), p) for p in (PROV.hadPrimarySource, SK.charStart))
        return RedirectResponse(f"{page_of(source)}#c{start}", 303, HEADERS)
    worded = await asyncio.to_thread(entity, description)
    if SK.Article in facts.values(URIRef(name), RDF.type):
        return site.html(
            "article.html",
            request,
            entity=worded,
            imprint=imprint(facts, URIRef(name)),
            authors=[str(a) for a in facts.values(URIRef(name), DCTERMS.creator)],
            url=outside(facts.text(URIRef(name), DCTERMS.source)),
            reader=await reader(site.ask, name, await site.text(name)),
            formats=tuple(GRAPHS),
        )
    return site.html("entity.html", request, entity=worded, formats=tuple(GRAPHS))


async def _data(site: Site, name: str, wanted: str) -> Response:
    answer = await site.ask(HEAD + _DATA % {"thing": iri(name)})
    rows = parse(answer)
    if not rows.rows:
        raise Missing(f"The graph says nothing about {name}.")
    headers = {**HEADERS, "Vary": "Accept"}
    content = await asyncio.to_thread(write, rows, wanted)
    return Response(content, media_type=MEDIA[wanted], headers=headers)


async def explore(site: Site, request: Request) -> Response:
    """The picture of a neighbourhood; without script, its relations as a list."""
    name = request.query_params.get("iri", "")
    around = await neighbourhood(site.ask, _name(name), budget=FIRST)
    if not around["relations"] and await describe(site.ask, name) is None:
        raise Missing(f"The graph says nothing about {name}.")
    return site.html("explore.html", request, around=around)


async def neighbours(site: Site, request: Request) -> Response:
    """One expansion as JSON: a first portion of all relations, or the next of one."""
    given = request.query_params
    name, prop = _name(given.get("iri", "")), given.get("property", "")
    if not prop:
        budget = FIRST if given.get("first") else EXPANSION
        return JSONResponse(await neighbourhood(site.ask, name, budget=budget), headers=HEADERS)
    limit = given.get("limit", "")
    got = await page(
        site.ask,
        name,
        prop,
        pointing=given.get("direction") == "in",
        after=given.get("after", ""),
        limit=int(limit) if limit.isdecimal() and len(limit) < 5 else EXPANSION,
    )
    return JSONResponse(got, headers=HEADERS)


async def evidence(site: Site, request: Request) -> Response:
    """The quotes behind the relations of two things, as JSON."""
    subject, other = (_name(request.query_params.get(k, "")) for k in ("subject", "object"))
    description = await describe(site.ask, subject)
    if description is None:
        raise Missing(f"The graph says nothing about {subject}.")
    facts, node = description.facts, URIRef(other)
    support = {s for p, o in description.own if o == node for s in facts.support(
        description.iri, p, o)}  # fmt: skip
    for post in facts.values(description.iri, SK.holdsPosition):
        if node in facts.values(post, SK.positionIn):
            support |= {*facts.support(description.iri, SK.holdsPosition, post)}
            support |= {*facts.support(post, SK.positionIn, node)}
    ends = await things(site.ask, [subject, other])
    found = [
        {
            "segments": [[s.text, s.marked] for s in quote.segments],
            "title": quote.title,
            "href": quote.href,
            "imprint": quote.imprint,
            "planned": quote.planned,
            "fine": f"characters {quote.start}–{quote.end} · {quote.rule} · {quote.confidence}",
        }
        for quote in quotes(facts, support, tiers_of(facts, node))
    ]
    return JSONResponse({"ends": [ends[subject], ends[other]], "quotes": found}, headers=HEADERS)


def _name(text: str) -> str:
    if not is_iri(text):
        raise QueryError("give the IRI of a thing as ?iri=")
    return text
