"""A parsed sentence: dependency nodes tied back to mentions and to the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.mask import Masked
from kg.extract.mentions import Mention
from kg.extract.parse import Node
from kg.extract.segment import Sentence
from kg.model import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLAUSE = ("ROOT", "relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "pcomp", "parataxis", "csubj")


@dataclass(slots=True)
class Word:
    """One node with its place in the article. ``form`` is the lower-cased original word."""

    node: Node
    span: Span
    form: str
    mention: Mention | None

    @property
    def i(self) -> int:
        """Index in the tree."""
        return self.node.i

    @property
    def dep(self) -> str:
        """Dependency label."""
        return self.node.dep

    @property
    def tag(self) -> str:
        """Penn Treebank tag."""
        return self.node.tag

    @property
    def is_verb(self) -> bool:
        """Whether it is tagged as a verb."""
        return self.tag.startswith("VB")

    @property
    def is_noun(self) -> bool:
        """Whether it is tagged as a noun, proper or common."""
        return self.tag.startswith("NN")


class Tree:
    """The words of one sentence and the ways to walk them."""

    def __init__(self, sentence: Sentence, masked: Masked, nodes: list[Node], text: str) -> None:
        self.sentence = sentence
        self.masked = masked
        self.words: list[Word] = []
        for node in nodes:
            origin = masked.origin(node.start, node.end)
            span, mention = origin if origin is not None else (sentence.span, None)
            form = text[span.start : span.end].lower() if mention is None else node.text.lower()
            if mention is None:
                form = _with_prefix(text, span, form)
            self.words.append(Word(node, span, form, mention))

    def head(self, word: Word) -> Word:
        """Governor of a word; the root governs itself."""
        return self.words[word.node.head]

    def children(self, word: Word, *deps: str) -> Iterator[Word]:
        """Dependents of a word, all or those with one of these labels, in text order."""
        for i in sorted(word.node.children):
            child = self.words[i]
            if not deps or child.dep in deps:
                yield child

    def conjuncts(self, word: Word) -> list[Word]:
        """The word and everything coordinated with it, in text order."""
        found, todo = [], [word]
        while todo:
            current = todo.pop()
            if current in found:
                continue
            found.append(current)
            todo += [c for c in self.children(current, "conj") if c.is_noun or not word.is_noun]
        return sorted(found, key=lambda w: w.i)

    def clause(self, word: Word) -> Word:
        """The verb (or root) that governs the word's clause."""
        current = word
        while current.dep not in _CLAUSE or not (current.is_verb or current.tag == "MD"):
            above = self.head(current)
            if above is current:
                return current
            current = above
        return current

    def subjects(self, verb: Word) -> list[Word]:
        """Subjects of a verb; a coordinated or open-complement verb shares its governor's."""
        seen = set()
        current = verb
        while current.i not in seen:
            seen.add(current.i)
            own = list(self.children(current, *SUBJECTS))
            if own:
                return own
            if current.dep in {"conj", "xcomp", "advcl"} and self.head(current) is not current:
                current = self.head(current)
                continue
            return []
        return []


def _with_prefix(text: str, span: Span, form: str) -> str:
    """Give back the prefix that masking cut: "organized" becomes "co-organized" again."""
    match = re.search(r"(?:co|sub|vice|re)-$", text[max(0, span.start - 5) : span.start].lower())
    return match.group() + form if match else form
