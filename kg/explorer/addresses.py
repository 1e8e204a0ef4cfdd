"""Where the page about a thing is, and which addresses of the world may be linked to.

>>> page_of("https://w3id.org/summitkg/id/summit/tide-2031")
'/id/summit/tide-2031'
>>> page_of("javascript:alert(1)")
'/about?iri=javascript%3Aalert%281%29'
>>> outside("javascript:alert(1)"), outside("https://example.org/a")
('', 'https://example.org/a')
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

from kg.vocab import GRAPH, ID

#: What needs no escaping in a path, so that the address reads back as the same IRI.
_PLAIN = re.compile(r"(?:[A-Za-z0-9_~\-][A-Za-z0-9_~.\-]*/)*[A-Za-z0-9_~\-][A-Za-z0-9_~.\-]*")


def page_of(iri: str) -> str:
    """Address of the page about an IRI; a graph of an article leads to the article."""
    for namespace in (str(ID), str(GRAPH)):
        rest = iri.removeprefix(namespace).removesuffix("/evidence")
        own = namespace == str(ID) or rest.startswith("article/")
        if iri.startswith(namespace) and own and _PLAIN.fullmatch(rest):
            return f"/id/{rest}"
    return "/about?iri=" + quote(iri, safe="")


def outside(url: str) -> str:
    """An address that may be linked to; empty for any other scheme than http and https."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def query_page(text: str) -> str:
    """Address of the query page with a query filled in."""
    return "/query?" + urlencode({"query": text})


def with_values(path: str, **values: str | None) -> str:
    """A path with the values that are not None or empty."""
    given = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
