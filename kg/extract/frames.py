"""Matches the lexicon's frames on a parsed sentence.

A match binds the two arguments of a sense to words of the tree. What classes the words must have
is not decided here; the fact readers look at the bound words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.scene import Scene
from kg.extract.tree import Tree, Word
from kg.lexicon import Argument, Entry, Sense

_RELATIVE = {"which", "that", "who", "whom"}
_COPULAS = {"is", "are", "was", "were", "be", "been", "being", "include", "includes", "included",
            "including", "number", "numbers", "comprise", "comprises", "comprised", "remain",
            "remains", "became", "become"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """One sense found in a sentence: its arguments' words and the word that triggered it."""

    entry: Entry
    sense: Sense
    alternation: str
    trigger: Word
    subjects: tuple[Word, ...]
    objects: tuple[Word, ...]
    modality: str

    @property
    def rule(self) -> str:
        """Identifier for the evidence: lexicon entry and alternation."""
        return f"lex:{self.entry.id}/{self.alternation}"


def matches(scene: Scene) -> Iterator[Match]:
    """All matches of verbs, relational nouns and prepositional phrases in a sentence."""
    if scene.tree is None:
        return
    for word in scene.tree.words:
        if word.mention is not None:
            continue
        if word.is_verb or word.tag in {"NN", "NNS", "JJ"}:
            for entry in scene.verbs(word):
                yield from _verb(scene, scene.tree, word, entry)
        if word.is_noun or word.tag == "JJ":
            yield from _nouns(scene, scene.tree, word)
    yield from _phrases(scene, scene.tree)


# -- verbs -----------------------------------------------------------------------------------


def _verb(scene: Scene, tree: Tree, verb: Word, entry: Entry) -> Iterator[Match]:
    if not verb.is_verb and not (_is_participle(verb, entry) and verb.dep in _ADJECTIVAL):
        return
    slots, alternation = _slots(tree, verb, entry)
    for sense in entry.senses:
        subjects = _fill(tree, verb, sense.subject, slots)
        objects = _fill(tree, verb, sense.object, slots)
        yield Match(entry, sense, alternation, verb, subjects, objects, scene.modality(verb))


_ADJECTIVAL = {"acl", "amod", "acomp", "advcl", "ROOT", "dep", "relcl", "conj", "appos"}


def _slots(tree: Tree, verb: Word, entry: Entry) -> tuple[dict[str, list[Word]], str]:
    """Words in the subject and object slot, and the alternation seen."""
    agents = [p for a in tree.children(verb, "agent") for p in tree.children(a, "pobj")]
    if not agents and _is_participle(verb, entry):
        agents = [
            p
            for a in tree.children(verb, "prep")
            if a.form == "by"
            for p in tree.children(a, "pobj")
        ]
    agents += _companions(tree, agents)
    passive = bool(list(tree.children(verb, "auxpass", "nsubjpass"))) or (
        bool(agents) and _is_participle(verb, entry)
    )
    # "the summit, to be hosted by X, …" is taken for a relative clause without its pronoun.
    bare = verb.dep == "relcl" and not list(tree.children(verb, "nsubj", "nsubjpass"))
    reduced = (
        bare
        or verb.dep in {"acl", "advcl", "dep", "amod", "appos"}
        or (verb.dep == "ROOT" and not list(tree.children(verb, "nsubj", "nsubjpass")))
    )
    first = tree.head(verb)
    if verb.dep == "conj" and first.dep in {"acl", "advcl"} and first.tag == "VBN":
        reduced = reduced or verb.tag == "VBN"  # "hosted by A and co-organized by B, the expo …"
    if _is_participle(verb, entry) and reduced and not list(tree.children(verb, "nsubj")):
        owner = _owner(tree, verb)
        return {"object": owner, "subject": agents}, "reduced-relative"
    subjects = _antecedents(tree, verb, tree.subjects(verb))
    if passive:
        return {"object": subjects, "subject": agents}, "passive"
    objects = list(tree.children(verb, "dobj", "attr", "oprd"))
    objects += [p for p in tree.children(verb, "prt") for p in tree.children(p, "pobj", "dobj")]
    if verb.dep == "relcl" and not objects:
        objects = [tree.head(verb)]
    if verb.dep == "acl" and verb.tag == "VBG":
        subjects = [tree.head(verb)]
    if not objects:
        last = tree.words[min(verb.i + len(entry.lemma.split()) - 1, len(tree.words) - 1)]
        if last is not verb:  # "agreed on the declaration": the object hangs on the last word
            objects = list(tree.children(last, "pobj", "dobj"))
    if subjects:
        subjects = [*subjects, *_companions(tree, [verb])]
    return {"subject": subjects, "object": objects}, "active"


def _is_participle(verb: Word, entry: Entry) -> bool:
    """Whether a verb stands as the past participle of an entry, or as its first word: "put on"."""
    return any(form.split()[0] == verb.form for form in entry.participles)


def _companions(tree: Tree, agents: list[Word]) -> list[Word]:
    """As in "by the foundation together with the ministry": the ministry acts too.

    ``agents`` are the words after which the company may be named; of a verb, itself.
    """
    if not agents:
        return []
    return [
        p
        for prep in tree.words[agents[0].i :]
        if prep.form == "with" and tree.words[prep.i - 1].form in {"together", "along", "jointly"}
        for p in tree.children(prep, "pobj")
    ]


def _owner(tree: Tree, verb: Word) -> list[Word]:
    """What a participle without subject is said of."""
    head = tree.head(verb)
    if verb.dep == "conj":
        return _owner(tree, head)
    if verb.dep in {"acl", "amod", "appos", "relcl"} and head is not verb:
        return [head]
    if verb.dep in {"advcl", "dep"} and head is not verb:
        found = tree.subjects(head)
        return found or [head]
    return []


def _antecedents(tree: Tree, verb: Word, subjects: list[Word]) -> list[Word]:
    """A relative pronoun stands for the noun that its clause modifies."""
    found = []
    for word in subjects:
        clause = tree.head(word)
        if word.form in _RELATIVE and clause.dep == "relcl":
            found.append(tree.head(clause))
        else:
            found.append(word)
    return found


def _fill(
    tree: Tree, verb: Word, argument: Argument, slots: dict[str, list[Word]]
) -> tuple[Word, ...]:
    if argument.function == "pp":
        words = [
            p
            for prep in tree.children(verb, "prep", "agent", "prt", "dative", "advmod")
            if prep.form in argument.markers
            for p in tree.children(prep, "pobj", "pcomp")
        ]
    else:
        words = slots.get(argument.function, [])
    return tuple(_named(tree, c) for w in words for c in tree.conjuncts(w))


def _named(tree: Tree, word: Word) -> Word:
    """As in "the association Bota Fora": the name that stands in apposition to a common noun."""
    if word.mention is None:
        for child in tree.children(word, "appos"):
            if child.mention is not None:
                return child
    return word


# -- relational nouns ------------------------------------------------------------------------


def _nouns(scene: Scene, tree: Tree, noun: Word) -> Iterator[Match]:
    table = scene.report.lexicon.nouns
    for length in (3, 2, 1):
        start = noun.i - length + 1
        if start < 0:
            continue
        form = " ".join(w.form for w in tree.words[start : noun.i + 1])
        entries = table.get(form, ())
        if not entries:
            continue
        # Of "guest of honour" the first word is the one that the sentence governs.
        phrase = tree.words[start : noun.i + 1]
        noun = next((w for w in phrase if tree.head(w) not in phrase or w.dep == "ROOT"), noun)
        for entry in entries:
            for sense in entry.senses:
                of = sense.subject if sense.subject.function == "pp" else sense.object
                for alternation, values in _values(tree, noun):
                    owners = tuple(w for w in _owners(tree, noun, of) if w not in phrase)
                    forward = sense.subject.function == "pp"
                    yield Match(
                        entry,
                        sense,
                        alternation,
                        noun,
                        owners if forward else values,
                        values if forward else owners,
                        scene.modality(noun),
                    )
        return


def _owners(tree: Tree, noun: Word, of: Argument) -> tuple[Word, ...]:
    found = [
        p
        for prep in tree.children(noun, "prep")
        if prep.form in of.markers
        for p in tree.children(prep, "pobj")
    ]
    found += list(tree.children(noun, "poss"))
    return tuple(found)


def _values(tree: Tree, noun: Word) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """What the relational noun is said of, in each of its shapes."""
    head = tree.head(noun)
    if noun.dep in {"nsubj", "nsubjpass"} and head.form in _COPULAS:
        values = list(tree.children(head, "attr", "dobj", "appos", "acomp", "oprd"))
        for value in list(values):
            values += tree.children(value, "appos")
        yield "copula", _flat(tree, values, noun)
    elif noun.dep in {"nsubj", "nsubjpass"} and ":" in {w.form for w in tree.words}:
        yield "list", _flat(tree, _after_colon(tree), noun)
    if noun.dep in {"attr", "oprd"}:
        yield "copula", _flat(tree, tree.subjects(head), noun)
    if noun.dep == "pobj" and head.form == "among" and tree.head(head).form in _COPULAS:
        yield "copula", _flat(tree, tree.subjects(tree.head(head)), noun)  # "among the sponsors"
    if noun.dep == "appos":
        yield "apposition", _flat(tree, [head], noun)
    named = head.mention is not None and head.mention.kind == "Organization"
    if noun.dep in {"compound", "nmod"} and named:
        yield "apposition", _flat(tree, [head], noun)  # "organizers Nordmesse AG said"
    appositions = list(tree.children(noun, "appos"))
    if appositions:
        yield "apposition", _flat(tree, appositions, noun)
    if noun.dep == "pobj" and head.form == "as":
        above = tree.head(head)
        values = list(tree.children(above, "dobj", "pobj"))
        if above.is_noun or above.mention is not None:
            values = [above]
        yield "as", _flat(tree, values, noun)
    if noun.dep in {"ROOT", "dep"} or (noun.dep == "nsubj" and head.dep == "ROOT"):
        values = _after_colon(tree, noun)
        if values:
            yield "list", _flat(tree, values, noun)


def _after_colon(tree: Tree, noun: Word | None = None) -> list[Word]:
    """Names after a colon: "Organizers: A, B and C"."""
    colon = next((w.i for w in tree.words if w.form == ":"), None)
    if colon is None or (noun is not None and not noun.i < colon <= noun.i + 6):
        return []
    return [w for w in tree.words[colon + 1 :] if w.mention is not None]


def _flat(tree: Tree, words: list[Word], noun: Word) -> tuple[Word, ...]:
    found: list[Word] = []
    for word in words:
        for each in tree.conjuncts(word):
            if each is not noun and each not in found:
                found.append(each)
    return tuple(found)


# -- prepositional phrases -------------------------------------------------------------------


def _phrases(scene: Scene, tree: Tree) -> Iterator[Match]:
    table = scene.report.lexicon.phrases
    forms = [w.form for w in tree.words]
    for i in range(len(forms)):
        for length in (5, 4, 3, 2):
            entries = table.get(" ".join(forms[i : i + length]), ())
            if not entries:
                continue
            last = tree.words[i + length - 1]
            objects = [c for p in tree.children(last, "pobj") for c in tree.conjuncts(p)]
            for entry in entries:
                for sense in entry.senses:
                    yield Match(
                        entry, sense, "phrase", tree.words[i], (), tuple(objects),
                        scene.modality(tree.words[i]),
                    )  # fmt: skip
            break
