"""Names to IRIs: readable, deterministic, the same on any machine and in any order."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from rdflib import URIRef

from kg.model import Article, Evidence, Statement
from kg.vocab import GRAPH, ID

#: Longest slug before it is cut at a word and completed with a hash.
MAX_SLUG = 80


def digest(text: str, length: int) -> str:
    """First ``length`` hex digits of the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:length]


def slug(name: str) -> str:
    """Readable ASCII form of a name, at most 80 characters, plus a hash where letters were lost.

    >>> slug("“Light of the Internet” Expo")
    'light-of-the-internet-expo'
    >>> slug("São Paulo")
    'sao-paulo'
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = re.sub(r"(?<=\w)['’](?=s\b)", "", plain)
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    lost = any(c.isalpha() and not c.isascii() for c in plain)
    if len(words) > MAX_SLUG:
        words, lost = words[: MAX_SLUG + 1].rpartition("-")[0] or words[:MAX_SLUG], True
    if lost or not words:
        return f"{words}-{digest(name, 6)}".strip("-")
    return words


def mint(kind: str, *path: str) -> URIRef:
    """IRI of a thing: ``mint("activity", event_slug, name)``; path parts are slugged."""
    return ID["/".join([kind, *(slug(part) for part in path)])]


def article_slug(article: Article) -> str:
    """Slug of an article: its title or first words, and eight digits of its text's hash."""
    title = article.title or article.text.strip().split("\n", 1)[0][:60]
    return f"{slug(title)[:60].strip('-')}-{article.sha256[:8]}"


def article_iri(article: Article) -> URIRef:
    """IRI of the article itself."""
    return ID["article/" + article_slug(article)]


def facts_graph(article: Article) -> URIRef:
    """Named graph of the facts that the article states."""
    return GRAPH["article/" + article_slug(article)]


def evidence_graph(article: Article) -> URIRef:
    """Named graph of the evidence for those facts."""
    return GRAPH["article/" + article_slug(article) + "/evidence"]


def graphs_of(article: URIRef) -> tuple[URIRef, URIRef]:
    """Named graphs of facts and of evidence, from the IRI of the article."""
    name = article.removeprefix(str(ID))
    return GRAPH[name], GRAPH[f"{name}/evidence"]


def evidence_iri(article: Article, statement: Statement, evidence: Evidence) -> URIRef:
    """IRI of one piece of evidence: article, offsets, and a hash of the statement and rule."""
    span = evidence.span
    mark = digest(" ".join((*statement.key(), evidence.rule)), 8)
    return ID[f"evidence/{article_slug(article)}/{span.start}-{span.end}-{mark}"]
