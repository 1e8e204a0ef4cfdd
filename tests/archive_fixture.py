"""Readers for archives under test: quick, and with reports that fail in every way.

Worker processes import this module, so it is kept light.
"""

import hashlib
import json
import os
import time
from pathlib import Path

from kg.archive import Options, build_archive
from kg.archive.result import Result

TESTS = str(Path(__file__).parent)
READER = "archive_fixture:read"

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_ARTICLE = "<https://w3id.org/summitkg/ontology#Article>"
_GRAPH = "https://w3id.org/summitkg/graph/"


def read(key, item, threshold):
    """One triple a report; a report may say how it wants to fail."""
    text = json.loads(item.data)["text"] if item.line else item.data.decode()
    if "RAISE" in text:
        raise ValueError("no head for this")
    if "EXIT" in text:
        os._exit(11)
    while "FOREVER" in text:
        time.sleep(0.01)
    if "SLOW" in text:
        time.sleep(0.02)
    name = "article/" + hashlib.sha256(text.encode()).hexdigest()[:8]
    iri = f"https://w3id.org/summitkg/id/{name}"
    triple = f"<{iri}> {_TYPE} {_ARTICLE}"
    quads = f"{triple} <{_GRAPH}{name}> .\n{triple} <{_GRAPH}meta> .\n"
    article = json.dumps({"text": text})
    return Result(key, text, iri, article, quads, ledger='{"reason": "test"}\n')


def lines(*texts):
    """JSON Lines of these texts."""
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


def build(sources, folder, *, progress=None, **options):
    """Build with the quick reader."""
    return build_archive(
        [sources] if isinstance(sources, str | Path) else sources,
        folder,
        Options(**{"workers": 1, "reader": READER, **options}),
        progress=progress,
    )


def exported(folder):
    """Bytes of everything that the archive says: its graph and its ledger."""
    from kg.export import export
    from kg.store import open_graph

    out = Path(folder).parent / f"{Path(folder).name}.nq"
    export(open_graph(folder), out)
    return out.read_bytes(), (Path(folder) / "ledger.jsonl").read_bytes()


def main(sources, folder):
    """Entry of a process that a test kills."""
    build(sources, folder, workers=2)
