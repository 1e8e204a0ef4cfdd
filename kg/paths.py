"""Finds ``ontology/``, ``queries/`` and shipped data, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """``kg/_shipped/NAME`` in a wheel, ``NAME`` beside ``kg/`` in a checkout."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def ontology_dir() -> Path:
    """Folder of the ontology, shapes, alignments, kinds and lexicon."""
    return _shipped("ontology")


def queries_dir() -> Path:
    """Folder of the saved questions, checks and inferences."""
    return _shipped("queries")


def example_report() -> Path:
    """The example report that ships with the package."""
    return _PACKAGE / "data" / "example-report.md"
