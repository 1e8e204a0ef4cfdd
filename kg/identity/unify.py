"""Several extractions as the quads of one graph, for a set that fits in memory."""

from __future__ import annotations

from collections.abc import Sequence

from kg.graph import Quad, quads
from kg.identity.copies import copies, signature
from kg.identity.describe import describe
from kg.identity.overrides import Overrides
from kg.identity.record import record
from kg.identity.resolve import resolve
from kg.identity.rewrite import rewrite
from kg.iri import article_iri
from kg.model import Extraction


def unify(extractions: Sequence[Extraction], overrides: Overrides | None = None) -> list[Quad]:
    """All quads of these articles with one node for one thing, and the record of the decisions.

    Give it what the gate admitted, each article once. Duplicates are possible, order means
    nothing.
    """
    decided = resolve((d for e in extractions for d in describe(e)), overrides)
    days = {
        str(article_iri(e.article)): e.article.published.isoformat()
        for e in extractions
        if e.article.published is not None
    }
    signatures = {str(article_iri(e.article)): signature(e.article.text) for e in extractions}
    found = record(decided, copies(signatures, days))
    for extraction in extractions:
        renaming = decided.renaming(article_iri(extraction.article))
        found += rewrite(quads(extraction), renaming)
    return found
