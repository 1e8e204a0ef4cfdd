"""Whether a verb's statement is asserted, planned, expected, denied or conditional.

The words come from the lexicon (``lexicon-factuality.ttl``); where they count is decided on the
tree: beside the verb (auxiliaries, negation) and above it ("plans to", "denied that").
"""

from __future__ import annotations

from kg.extract.tree import Tree, Word
from kg.lexicon import Lexicon

_WEIGHT = {"asserted": 0, "planned": 1, "expected": 2, "conditional": 3, "negated": 4}
_ABOVE = {"xcomp", "ccomp", "acl", "advcl", "conj", "pcomp"}
_SAYING = {"said", "says", "say", "told", "added", "announced", "noted"}


def modality(tree: Tree, verb: Word, lexicon: Lexicon) -> str:
    """Modality of the clause that a verb heads."""
    found = "asserted"
    current = verb
    for step in range(6):
        found = _heavier(found, _beside(tree, current, lexicon, own=step == 0))
        if current.dep not in _ABOVE:
            break
        above = tree.head(current)
        if above is current or (current.dep == "advcl" and not _conditional_mark(tree, current)):
            break
        if current.dep == "conj":
            # A coordinated verb shares the auxiliaries that stand before the first one only if
            # it has no subject and no auxiliary of its own.
            own = list(tree.children(current, "nsubj", "nsubjpass", "aux", "auxpass"))
            if [w for w in own if w.form != "to"]:  # "to sign …, and to adopt …" share theirs
                break
        else:
            found = _heavier(found, _governor(tree, above, current, lexicon))
        current = above
    return found


def _heavier(a: str, b: str) -> str:
    return a if _WEIGHT[a] >= _WEIGHT[b] else b


def _beside(tree: Tree, verb: Word, lexicon: Lexicon, *, own: bool) -> str:
    found = "asserted"
    for child in tree.children(verb, "aux", "auxpass", "neg", "mark", "advmod", "preconj"):
        entry = lexicon.factuality.get(child.form)
        if entry is None or entry.modality is None:
            continue
        if child.dep == "advmod" and entry.modality == "planned":
            continue
        if child.form == "would" and not own:
            continue
        found = _heavier(found, entry.modality)
    to = any(c.form == "to" for c in tree.children(verb, "aux"))
    if own and to and verb.dep == "xcomp" and tree.head(verb).form in {"is", "are", "was", "were"}:
        found = _heavier(found, "planned")
    return found


def _conditional_mark(tree: Tree, verb: Word) -> bool:
    return any(c.form in {"if", "unless", "whether"} for c in tree.children(verb, "mark"))


def _governor(tree: Tree, above: Word, below: Word, lexicon: Lexicon) -> str:
    entry = lexicon.factuality.get(above.form)
    if entry is None or entry.modality is None or above.form in _SAYING:
        return "asserted"
    if entry.modality == "expected":
        past = any(c.form in {"was", "were", "had"} for c in tree.children(above, "aux", "auxpass"))
        return "expected" if past else "planned"
    if entry.modality == "negated" and below.dep == "acl":
        return "asserted"
    return entry.modality
