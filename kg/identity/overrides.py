"""The user's own decisions: a small YAML file that forces and forbids merges."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import InputError
from kg.vocab import PREFIXES

Pair = tuple[str, str]

_KEYS = ("same", "different")


@dataclass(frozen=True, slots=True)
class Overrides:
    """Pairs of names or IRIs. A pair of one name twice is about all that bear the name."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()


def read_overrides(path: str | Path) -> Overrides:
    """The decisions in a file; :class:`InputError` with the line where it is not as it should be.

    The file has ``same`` and ``different``, each a list of pairs; an entry of a pair is a name as
    printed in a report, an IRI, or an IRI with a known prefix, such as ``id:org/lantern-guild``.
    """
    path = Path(path)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(str(path), f"not YAML: {error.problem}", line=line) from error
    except yaml.YAMLError as error:
        raise InputError(str(path), f"not YAML: {' '.join(str(error).split())}") from error
    if root is None:
        return Overrides()
    return _overrides(path, root)


def _overrides(path: Path, root: yaml.Node) -> Overrides:
    if not isinstance(root, yaml.MappingNode):
        raise _error(path, root, "write the lists as same: and different:")
    found: dict[str, tuple[Pair, ...]] = {}
    for key, value in root.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in _KEYS:
            raise _error(path, key, f"{name or 'a key'} is neither same nor different")
        if name in found:
            raise _error(path, key, f"{name} stands here for the second time")
        found[name] = _pairs(path, name, value)
    return Overrides(**found)


def _pairs(path: Path, name: str, node: yaml.Node) -> tuple[Pair, ...]:
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise _error(path, node, f"{name} needs a list of pairs, such as [[A, B]]")
    return tuple(_pair(path, item) for item in node.value)


def _pair(path: Path, node: yaml.Node) -> Pair:
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    if len(entries) != 2:
        raise _error(path, node, "a pair has two entries, such as [A, B]")
    for entry in entries:
        if not isinstance(entry, yaml.ScalarNode) or not entry.value.strip():
            raise _error(path, entry, "an entry is a name or an IRI")
    left, right = sorted(_full(entry.value) for entry in entries)
    return left, right


def _full(text: str) -> str:
    """An IRI for a prefixed name; anything else as it is, spaces tidied."""
    plain = " ".join(text.split())
    prefix, colon, local = plain.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES and local[:1] != " " else plain


def _error(path: Path, node: yaml.Node, problem: str) -> InputError:
    return InputError(str(path), problem, line=node.start_mark.line + 1)
