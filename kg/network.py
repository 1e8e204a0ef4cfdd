"""A graph of facts as a networkx graph: things are nodes, statements between them edges."""

from __future__ import annotations

import io

import networkx as nx
from rdflib import Dataset, Literal, URIRef

from kg.ontology import label
from kg.store import read_terms
from kg.vocab import RDF, RDFS, SK


def network(dataset: Dataset) -> nx.MultiDiGraph[str]:
    """Nodes are IRIs with ``label``, ``type`` and their literals; edges have ``label``.

    Evidence and articles' metadata are left out. Sorted, so that files are the same bytes.
    """
    facts = sorted(
        {
            (s, p, o)
            for s, p, o, graph in read_terms(dataset)
            if isinstance(s, URIRef) and not graph.endswith("/evidence")
        },
        key=lambda triple: [term.n3() for term in triple],
    )
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for s, p, o in facts:
        if p == RDF.type and isinstance(o, URIRef) and o in SK:
            result.add_node(str(s), iri=str(s), label=label(s), type=label(o))
    for s, p, o in facts:
        if str(s) not in result or not isinstance(p, URIRef):
            continue
        if isinstance(o, Literal):
            _attribute(result.nodes[str(s)], "label" if p == RDFS.label else label(p), str(o))
        elif p in SK and str(o) in result:
            result.add_edge(str(s), str(o), key=str(p), label=label(p), property=str(p))
    return result


def _attribute(node: dict[str, str], name: str, value: str) -> None:
    """Several values of one property are joined; the first label stays the label."""
    if name == "label":
        if node["label"] == label(URIRef(node["iri"])):
            node["label"] = value
    else:
        node[name] = f"{node[name]}; {value}" if name in node else value


def graphml(dataset: Dataset) -> bytes:
    """GraphML, for yEd, Cytoscape and Gephi."""
    stream = io.BytesIO()
    nx.write_graphml_xml(network(dataset), stream, named_key_ids=True)
    return stream.getvalue()


def gexf(dataset: Dataset) -> bytes:
    """GEXF 1.2, for Gephi. The date that networkx puts in is left out."""
    writer = nx.readwrite.gexf.GEXFWriter(version="1.2draft")
    writer.add_graph(network(dataset))
    for meta in list(writer.xml):
        if meta.tag.endswith("meta"):
            writer.xml.remove(meta)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
