"""The pages on which the graph is asked: the editor, the saved questions, the disagreements."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import KGError, QueryError
from kg.explorer.addresses import query_page
from kg.explorer.formats import MEDIA, convert
from kg.explorer.results import Results, results
from kg.explorer.site import HEADERS, Missing, Site, attachment, status_of
from kg.queries import SavedQuery, bind, find, queries
from kg.vocab import PREFIXES

VIEWS = ("table", "chart", "graph")
DISAGREEMENTS = "where-articles-disagree"
#: What the editor opens with.
START = (
    f"PREFIX rdfs: <{PREFIXES['rdfs']}>\nPREFIX sk: <{PREFIXES['sk']}>\n\n"
    "SELECT ?event ?name ?start WHERE {\n  ?event a sk:Summit ; rdfs:label ?name .\n"
    "  OPTIONAL { ?event sk:startDate ?start }\n}\nORDER BY DESC(?start)\nLIMIT 50\n"
)
_PLACE = re.compile(r"line (\d+), column (\d+)")


async def query(site: Site, request: Request) -> Response:
    """The editor with the answer to ``?query=``; ``?format=`` gives the answer as a file."""
    text = request.query_params.get("query", "")
    wanted = request.query_params.get("format", "")
    if not text.strip():
        return site.html("query.html", request, **_editor(START, view="table"))
    try:
        answer = await site.ask(text)
        if wanted:
            return await _file(answer, wanted, "answer")
        found = await results(site.ask, answer)
    except KGError as error:
        if wanted:
            raise
        values = _editor(text, view="table", problem=_plain(str(error)))
        return site.html("query.html", request, status=status_of(error), **values)
    view = _view(request, found)
    return site.html("query.html", request, **_editor(text, view=view, results=found))


def _editor(
    text: str, *, view: str, results: Results | None = None, problem: str = ""
) -> dict[str, Any]:
    place = _PLACE.search(problem)
    return {
        "text": text,
        "results": results,
        "view": view,
        "problem": problem,
        "place": (int(place[1]), int(place[2])) if place else None,
        "lines": text.splitlines(),
        "address": query_page(text) if results else "",
        "examples": queries("questions"),
    }


async def _file(answer: bytes, wanted: str, name: str) -> Response:
    media = MEDIA.get(wanted, "text/plain")
    content = await asyncio.to_thread(convert, answer, wanted)
    return attachment(content, media=media, name=f"{name}.{wanted}")


def _view(request: Request, found: Results) -> str:
    """The view that is asked for, if the answer has it."""
    wanted = request.query_params.get("view", "")
    has = {"table": True, "chart": found.chart is not None, "graph": found.picture is not None}
    if wanted in VIEWS and has[wanted]:
        return wanted
    return "table"


def _plain(problem: str) -> str:
    """The engine's complaint without the classes of characters that it lists.

    >>> _plain("line 2, column 9: expected one of Prefix not found, ['.'], ['a' ..= 'z']")
    'line 2, column 9: a prefix is used that is not declared'
    """
    place, found, rest = problem.partition("expected one of ")
    if not found:
        return problem
    if "Prefix not found" in rest:
        return f"{place}a prefix is used that is not declared"
    wanted = [word for word in rest.split(", ") if "..=" not in word and "\\u{" not in word]
    more = ", …" if len(wanted) > 8 else ""
    return f"{place}expected one of {', '.join(wanted[:8])}{more}"


async def saved(site: Site, request: Request) -> Response:
    """All saved questions."""
    return site.html("questions.html", request, questions=queries("questions"))


async def question(site: Site, request: Request) -> Response:
    """One saved question: its form, and its answer where every value is given or has a default."""
    name = request.path_params["name"]
    known = {q.name: q for q in queries("questions")}
    if name not in known:
        raise Missing(f"There is no saved question {name[:60]!r}.")
    return await _question(site, request, known[name], "question.html")


async def disagreements(site: Site, request: Request) -> Response:
    """Where articles state different values: a saved question with a page of its own."""
    return await _question(site, request, find(DISAGREEMENTS), "disagreements.html")


async def _question(site: Site, request: Request, asked: SavedQuery, template: str) -> Response:
    names = [p.name for p in asked.parameters]
    given = {n: request.query_params[n] for n in names if n in request.query_params}
    values: dict[str, Any] = {
        "question": asked,
        "given": given,
        "results": None,
        "problem": "",
        "view": "table",
        "address": "",
        "text": "",
    }
    wanted = request.query_params.get("format", "")
    try:
        text = bind(asked, given)
        answer = await site.ask(text)
        if wanted:
            return await _file(answer, wanted, asked.name)
        found = await results(site.ask, answer)
    except QueryError as error:
        if wanted:
            raise
        values["problem"] = str(error)
        missing = not given
        return site.html(template, request, status=200 if missing else 400, **values)
    values |= {
        "results": found,
        "view": _view(request, found),
        "text": text,
        "address": str(request.url.replace_query_params(**given).path)
        + ("?" + str(request.url.replace_query_params(**given).query) if given else ""),
    }
    return site.html(template, request, **values)


async def terms(site: Site, request: Request) -> Response:
    """Prefixes, classes and properties of the graph, for completion."""
    return JSONResponse(await site.vocabulary(), headers=HEADERS)
