"""Queries in files: found by name or path, with a header in ``#+`` lines that is YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import QueryError
from kg.paths import queries_dir

#: Folders of saved queries, in the order in which names are looked up.
FOLDERS = ("questions", "checks", "inferences")
#: What a parameter can be.
KINDS = ("string", "integer", "decimal", "iri", "date")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query asks for, written ``$name`` in its text."""

    name: str
    kind: str
    example: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query and what its header says."""

    name: str
    folder: str  # "questions", "checks", "inferences", or "" for a user's own
    source: str  # for messages
    text: str
    title: str = ""
    question: str = ""
    returns: str = ""
    parameters: tuple[Parameter, ...] = ()


def queries(folder: str | None = None) -> tuple[SavedQuery, ...]:
    """The saved queries, of one folder or of all, sorted by folder and by name."""
    folders = FOLDERS if folder is None else (folder,)
    paths = [(name, path) for name in folders for path in (queries_dir() / name).glob("*.rq")]
    return tuple(_load(path, name) for name, path in sorted(paths))


def find(text: str) -> SavedQuery:
    """The query that ``text`` names or is; :class:`QueryError` where it is neither."""
    if re.fullmatch(r"[\w-]+", text):
        for folder in FOLDERS:
            path = queries_dir() / folder / f"{text}.rq"
            if path.is_file():
                return _load(path, folder)
    if not re.search(r"[\s{]", text):
        path = Path(text)
        if path.is_file():
            return _load(path, "")
        raise QueryError(f"{text}: neither a saved query nor a file; kg queries lists the names")
    return _parse(text, name="", folder="", source="query")


def _load(path: Path, folder: str) -> SavedQuery:
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise QueryError(f"{path}: cannot be read ({error.strerror})") from error
    return _loaded(path, folder, changed)


@lru_cache(maxsize=256)
def _loaded(path: Path, folder: str, changed: int) -> SavedQuery:
    """``changed`` makes a file that was edited another one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise QueryError(f"{path}: cannot be read ({problem})") from error
    return _parse(text, name=path.stem, folder=folder, source=path.stem if folder else str(path))


def _parse(text: str, *, name: str, folder: str, source: str) -> SavedQuery:
    header = "\n".join(line[2:].removeprefix(" ") for line in _header_lines(text))
    try:
        fields = yaml.safe_load(header) or {}
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise QueryError(f"{source}: the header is not YAML: {problem}") from error
    if not isinstance(fields, dict):
        raise QueryError(f"{source}: the header needs lines of the form '#+ key: value'")
    parameters = tuple(_parameter(item, source) for item in fields.get("parameters") or [])
    title, returns = (str(fields.get(key, "")) for key in ("title", "returns"))
    question = fields.get("question") or fields.get("problem") or fields.get("conclusion") or ""
    return SavedQuery(name, folder, source, text, title, str(question), returns, parameters)


def _header_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#+")]


def _parameter(item: Any, source: str) -> Parameter:
    if not isinstance(item, dict) or "name" not in item or item.get("kind") not in KINDS:
        raise QueryError(f"{source}: a parameter needs a name and a kind ({', '.join(KINDS)})")
    default = item.get("default")
    return Parameter(
        name=str(item["name"]),
        kind=item["kind"],
        example=str(item.get("example", "")),
        default=None if default is None else str(default),
    )
