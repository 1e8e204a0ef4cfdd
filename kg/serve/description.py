"""What the server says of itself: service description, VoID, OpenAPI."""

from __future__ import annotations

from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, VOID, XSD
from rdflib.term import BNode

from kg.serve.engine import Engine
from kg.store import parse_answer
from kg.store.serving import GRAPHS, TABLES
from kg.version import VERSION
from kg.vocab import BASE, DCTERMS

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV",
            "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML")  # fmt: skip
#: Syntaxes of descriptions, by media type.
SYNTAXES = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}

_CLOSED = {
    "401": {"description": "The token is missing or wrong."},
    "403": {"description": "This server is read-only."},
}

_SIZES = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?things) WHERE { ?s ?p ?o }"


def service(endpoint: str) -> Graph:
    """SPARQL 1.1 Service Description of the endpoint at this address."""
    graph = Graph()
    graph.bind("sd", _SD)
    node = BNode("service")
    graph.add((node, RDF.type, _SD.Service))
    graph.add((node, _SD.endpoint, URIRef(endpoint)))
    graph.add((node, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((node, _SD.feature, _SD.UnionDefaultGraph))
    for name in _RESULTS:
        graph.add((node, _SD.resultFormat, _FORMATS[name]))
    return graph


async def void(engine: Engine, endpoint: str) -> Graph:
    """VoID description of the data set: size, entities, endpoint."""
    rows = parse_answer(await engine.ask(_SIZES), TABLES[0]).rows
    triples, things = (int(str(value)) for value in rows[0])
    graph = Graph()
    graph.bind("void", VOID)
    node = URIRef(f"{BASE}dataset")
    graph.add((node, RDF.type, VOID.Dataset))
    graph.add((node, VOID.sparqlEndpoint, URIRef(endpoint)))
    graph.add((node, VOID.uriSpace, Literal(f"{BASE}id/")))
    graph.add((node, VOID.triples, Literal(triples, datatype=XSD.integer)))
    graph.add((node, VOID.distinctSubjects, Literal(things, datatype=XSD.integer)))
    graph.add((node, VOID.vocabulary, URIRef(f"{BASE}ontology#")))
    graph.add((node, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")))
    return graph


def openapi() -> dict[str, Any]:
    """OpenAPI 3.1 description of what programs may ask."""
    text = {"schema": {"type": "string"}}
    answers = dict.fromkeys((*TABLES[:4], *GRAPHS[:4]), text)
    graphs = dict.fromkeys(GRAPHS, text)
    refusals = {
        "400": {"description": "The query is wrong; the text says where."},
        "406": {"description": "No form of the answer is acceptable."},
        "503": {"description": "The query took longer, or needed more, than this server allows."},
    }

    def parameter(name: str, what: str, *, many: bool = False, need: bool = False) -> Any:
        kind: dict[str, Any] = {"type": "string"}
        schema = {"type": "array", "items": kind} if many else kind
        return {"name": name, "in": "query", "required": need, "description": what,
                "schema": schema}  # fmt: skip

    dataset = [
        parameter("default-graph-uri", "Graph to ask by default.", many=True),
        parameter("named-graph-uri", "Graph to ask by name.", many=True),
    ]
    answered = {"200": {"description": "The answer.", "content": answers}, **refusals}
    body = {"application/sparql-query": text, "application/x-www-form-urlencoded": {
        "schema": {"type": "object", "properties": {"query": {"type": "string"}}}}}  # fmt: skip
    which = [parameter("graph", "IRI of the graph."), parameter("default", "The default graph.")]
    return {
        "openapi": "3.1.0",
        "info": {"title": "kg", "version": VERSION, "description": "SPARQL 1.1 over event news."},
        "paths": {
            "/sparql": {
                "get": {
                    "summary": "SPARQL 1.1 query",
                    "parameters": [parameter("query", "The query.", need=True), *dataset],
                    "responses": answered,
                },
                "post": {
                    "summary": "SPARQL 1.1 query",
                    "parameters": dataset,
                    "requestBody": {"required": True, "content": body},
                    "responses": answered,
                },
            },
            "/update": {
                "post": {
                    "summary": "SPARQL 1.1 Update, with the token, on a writable server",
                    "requestBody": {
                        "required": True,
                        "content": {"application/sparql-update": text},
                    },
                    "responses": {"204": {"description": "Done."}, **_CLOSED},
                }
            },
            "/store": {
                "get": {
                    "summary": "One graph, by the SPARQL 1.1 Graph Store Protocol",
                    "parameters": which,
                    "responses": {"200": {"description": "The graph.", "content": graphs}},
                },
                **{
                    method: {
                        "summary": f"{what} one graph, with the token, on a writable server",
                        "parameters": which,
                        "responses": {"204": {"description": "Done."}, **_CLOSED},
                    }
                    for method, what in (
                        ("put", "Replace"),
                        ("post", "Add to"),
                        ("delete", "Remove"),
                    )
                },
            },
            "/.well-known/void": {
                "get": {"summary": "VoID", "responses": {"200": {"description": "VoID."}}}
            },
            "/health": {
                "get": {
                    "summary": "Whether it answers",
                    "responses": {"200": {"description": "It does."}},
                }
            },
        },
    }
