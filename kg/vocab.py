"""Every namespace, the one prefix table, and the few IRIs that the program itself spells."""

from __future__ import annotations

from rdflib import Namespace
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

BASE = "https://w3id.org/summitkg/"

SK = Namespace(BASE + "ontology#")
KIND = Namespace(BASE + "id/topic/kind/")
ID = Namespace(BASE + "id/")
GRAPH = Namespace(BASE + "graph/")
LX = Namespace(BASE + "lexicon-schema#")
SHAPES = Namespace(BASE + "shapes#")
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
ONTOLEX = Namespace("http://www.w3.org/ns/lemon/ontolex#")
SYNSEM = Namespace("http://www.w3.org/ns/lemon/synsem#")
LIME = Namespace("http://www.w3.org/ns/lemon/lime#")
LEXINFO = Namespace("http://www.lexinfo.net/ontology/3.0/lexinfo#")

#: Named graphs that are not about one article.
META_GRAPH = GRAPH["meta"]
ONTOLOGY_GRAPH = GRAPH["ontology"]
INFERRED_GRAPH = GRAPH["inferred"]
IDENTITY_GRAPH = GRAPH["identities"]

#: Prefixes used when writing and offered when querying, sorted by prefix.
PREFIXES: dict[str, str] = {
    "dcterms": str(DCTERMS),
    "graph": str(GRAPH),
    "id": str(ID),
    "k": str(KIND),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sk": str(SK),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

__all__ = [
    "BASE",
    "DCTERMS",
    "GRAPH",
    "ID",
    "IDENTITY_GRAPH",
    "INFERRED_GRAPH",
    "KIND",
    "LEXINFO",
    "LIME",
    "LX",
    "META_GRAPH",
    "ONTOLEX",
    "ONTOLOGY_GRAPH",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SH",
    "SHAPES",
    "SK",
    "SKOS",
    "SYNSEM",
    "XSD",
]
