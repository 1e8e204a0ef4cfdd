"""SPARQL endpoints over HTTP: queries go out as forms, results come back parsed."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request

from kg.errors import GraphError, QueryError
from kg.store import Rows, parse_answer

#: Seconds to wait for an endpoint: public ones cut queries off after about a minute.
TIMEOUT = 60.0

_ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.8, "
    "application/n-triples;q=0.7, text/turtle;q=0.6"
)


def ask(url: str, text: str, *, timeout: float = TIMEOUT) -> Rows:
    """The endpoint's answer; :class:`QueryError` if it refuses the query, else GraphError."""
    request = urllib.request.Request(
        url,
        data=urllib.parse.urlencode({"query": text}).encode(),
        headers={"Accept": _ACCEPT, "User-Agent": "kg"},
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return parse_answer(response.read(), response.headers.get_content_type())
    except urllib.error.HTTPError as error:
        raise _refusal(url, error) from error
    except TimeoutError as error:
        raise GraphError(f"{url}: no answer within {timeout:g} seconds") from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise GraphError(f"{url}: no answer within {timeout:g} seconds") from error
        raise GraphError(f"{url}: cannot be reached ({error.reason})") from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise GraphError(f"{url}: cannot be asked ({error})") from error


def _refusal(url: str, error: urllib.error.HTTPError) -> GraphError | QueryError:
    with error:
        said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
    if error.code == 400:
        return QueryError(f"{url}: the endpoint refuses the query: {said or error.reason}")
    return GraphError(f"{url}: HTTP {error.code} {error.reason}")
