"""CSV tables: a file for each class, and one of all statements with their passages."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from rdflib import Dataset, URIRef
from rdflib.term import Node

from kg.errors import GraphError
from kg.store import ask_engine, read_terms
from kg.vocab import RDF, RDFS, SK

_STATEMENTS = """
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX sk: <https://w3id.org/summitkg/ontology#>
SELECT DISTINCT ?subject ?predicate ?object ?article ?sentence ?start ?end ?quote ?rule ?confidence
  ?modality WHERE {
  ?evidence rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    prov:hadPrimarySource ?article ; sk:sentenceIndex ?sentence ; sk:charStart ?start ;
    sk:charEnd ?end ; sk:quote ?quote ; sk:ruleId ?rule ; sk:confidence ?confidence .
  OPTIONAL { ?evidence sk:modality ?modality }
}
ORDER BY ?subject ?predicate ?object ?article ?start ?end ?rule
"""


def write_tables(dataset: Dataset, folder: Path) -> None:
    """Writes ``CLASS.csv`` files and ``statements.csv``; replaces the folder of an earlier export.

    A class's table has ``iri``, ``label``, ``type`` and a column for each property in use;
    several values of one property stand in one cell, separated by ``" | "``.
    """
    _refuse_foreign(folder)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, text in _tables(dataset).items():
            (temporary / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        if folder.exists():
            shutil.rmtree(folder)
        temporary.chmod(0o755)
        temporary.replace(folder)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written ({error.strerror})") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _refuse_foreign(folder: Path) -> None:
    """Only a folder of tables is ever replaced."""
    if folder.exists() and not folder.is_dir():
        raise GraphError(f"{folder}: a file; CSV tables need a folder")
    if folder.is_dir() and any(p.suffix != ".csv" for p in folder.iterdir()):
        raise GraphError(f"{folder}: holds other files than CSV tables; choose another folder")


def _tables(dataset: Dataset) -> dict[str, str]:
    about: dict[Node, dict[Node, set[Node]]] = defaultdict(lambda: defaultdict(set))
    for s, p, o, _ in read_terms(dataset):
        about[s][p].add(o)
    by_class: dict[str, list[Node]] = defaultdict(list)
    for node, properties in about.items():
        for cls in properties.get(RDF.type, ()):
            if isinstance(cls, URIRef) and cls in SK and cls != SK.Evidence:
                by_class[_local(cls)].append(node)
    tables = {name: _class_table(nodes, about) for name, nodes in sorted(by_class.items())}
    rows = ask_engine(dataset, _STATEMENTS)
    tables["statements"] = _csv([rows.columns, *([_cell([v]) for v in row] for row in rows.rows)])
    return tables


def _class_table(nodes: list[Node], about: dict[Node, dict[Node, set[Node]]]) -> str:
    used = {p for node in nodes for p in about[node]} - {RDF.type, RDFS.label}
    columns = sorted(used, key=lambda p: (_local(p), str(p)))
    rows = [
        [str(node), *(_cell(about[node].get(p, ())) for p in (RDFS.label, RDF.type, *columns))]
        for node in sorted(nodes, key=str)
    ]
    return _csv([["iri", "label", "type", *(_local(p) for p in columns)], *rows])


def _cell(values: Iterable[Node | None]) -> str:
    return " | ".join(sorted("" if v is None else _text(v) for v in values))


def _text(term: Node) -> str:
    return _local(term) if isinstance(term, URIRef) and term in SK else str(term)


def _local(term: Node) -> str:
    return str(term).replace("#", "/").rpartition("/")[2]


def _csv(rows: Iterable[Iterable[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()
