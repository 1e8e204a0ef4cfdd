"""What of a graph a page opens with: as chosen, or by the graph's size, and a sentence for it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.errors import GraphError
from kg.view.facts import Triple
from kg.view.families import FAMILIES
from kg.view.model import Picture
from kg.view.parts import Whole
from kg.view.shared import joined
from kg.vocab import ID, PREFIXES

#: Things up to which all are drawn, and up to which a page can be read and opens at once.
ALL, MOST = 500, 2000
#: Events of the collapsed picture.
COLLAPSED = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """What to draw. Nothing chosen: all of a small graph, the course of events of a large one.

    ``about`` is the label, key or IRI of a thing, of which everything within ``hops`` relations
    is drawn; ``classes`` keep only these; ``answer`` holds the triples of a CONSTRUCT query.
    """

    about: str | None = None
    hops: int = 1
    classes: tuple[str, ...] = ()
    answer: frozenset[Triple] | None = None
    everything: bool = False


def chosen(picture: Picture, choice: Choice) -> Picture:
    """The part to draw; :class:`GraphError` where a name is unknown or too much is chosen."""
    whole = Whole(picture)
    if choice.about is None and not choice.classes and choice.answer is None:
        return _by_size(whole, everything=choice.everything)
    keys, reason, main = set(whole.nodes), "", None
    if choice.answer is not None:
        keys = whole.of_iris(str(t) for s, _, o in choice.answer for t in (s, o))
        reason = "named by the query"
    if choice.about is not None:
        main = _find(whole, choice.about)
        keys &= whole.around(main, choice.hops)
        steps = "1 relation" if choice.hops == 1 else f"{choice.hops} relations"
        reason += f"{' and ' if reason else ''}within {steps} of {whole.nodes[main].label}"
    if choice.classes:
        keys &= _of_classes(whole, choice.classes)
        reason += f"{' and ' if reason else ''}of class {' or '.join(choice.classes)}"
    if main is not None:
        keys.add(main)
    _check(keys, choice)
    drawn = None
    if choice.answer is not None:
        drawn = frozenset((str(s), str(p), str(o)) for s, p, o in choice.answer)
    return whole.part(keys, main=main, note=_note(whole, keys, f"those {reason}"), drawn=drawn)


def _by_size(whole: Whole, *, everything: bool) -> Picture:
    size = len(whole.nodes)
    if everything or size <= ALL:
        relations = len(whole.picture.edges)
        note = f"Shown: all {size:,} things and {relations:,} relations of the graph."
        return whole.part(whole.nodes, note=note)
    if size > MOST:
        return _collapsed(whole)
    for families in (("event", "activity", "series"), ("event", "series")):
        keys = {n.key for n in whole.picture.nodes if n.family in families}
        if len(keys) <= ALL:
            break
    kinds = "events, activities and series" if len(families) == 3 else "events and series"
    return replace(whole.part(keys, note=_note(whole, keys, f"the {kinds}")), main="")


def _collapsed(whole: Whole) -> Picture:
    """The best connected events, joined where they share organizers or participants."""
    keys, lines = joined(whole, most=COLLAPSED)
    reason = "the events that share most, joined by the organizers and participants they share"
    part = whole.part(keys, note=_note(whole, keys, reason), more=lines)
    # One centre: the lines between the events place them, not what each is surrounded by.
    return replace(part, main="", roots=tuple(keys[:1]))


def _note(whole: Whole, keys: Collection[str], reason: str) -> str:
    """What is shown, what is left out, and how to see that."""
    size = len(whole.nodes)
    start = f"Shown: {len(keys):,} of {size:,} things, {reason}."
    names = {family.key: family.label.lower() for family in FAMILIES}
    left = Counter(names[n.family] for n in whole.picture.nodes if n.key not in keys)
    if not left:
        return f"{start} Nothing is left out."
    kinds = ", ".join(f"{count:,} {name}" for name, count in left.most_common())
    return (
        f"{start} Left out: {kinds}; they are named in the facts of what is shown. "
        "kg view draws them with --about NAME, --class NAME, --query or --all."
    )


def _find(whole: Whole, name: str) -> str:
    """Key of the thing of this name."""
    wanted = name.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = wanted.partition(":")
    if colon and prefix in PREFIXES:
        wanted = PREFIXES[prefix] + local
    key = wanted.removeprefix(str(ID))
    if key in whole.nodes:
        return key
    folded = wanted.casefold()
    for first in (True, False):
        found = [
            n.key
            for n in whole.nodes.values()
            if folded in {t.casefold() for t in ((n.label,) if first else n.names)}
        ]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"id:{k}" for k in found[:5])
            raise GraphError(f"{name}: {len(found)} things have this name: {listed}; give one")
    raise GraphError(f"{name}: nothing that can be drawn has this name{_close(whole, folded)}")


def _close(whole: Whole, folded: str) -> str:
    labels = {n.label.casefold(): n.label for n in whole.nodes.values()}
    within = sorted((k for k in labels if folded and folded in k), key=lambda k: (len(k), k))[:3]
    close = within or difflib.get_close_matches(folded, sorted(labels), n=3)
    return f"; did you mean: {', '.join(labels[k] for k in close)}?" if close else ""


def _of_classes(whole: Whole, classes: Collection[str]) -> set[str]:
    """Things of a class or family by its name: "Summit", "sk:Summit", "summit" or "events"."""
    known = {n.kind.casefold(): n.kind for n in whole.nodes.values()}
    labels = {family.key: family.label.casefold() for family in FAMILIES}
    found: set[str] = set()
    for name in classes:
        folded = name.removeprefix("sk:").casefold()
        keys = {
            n.key
            for n in whole.nodes.values()
            if folded in (n.kind.casefold(), n.kind.replace(" ", "").casefold(), n.family)
            or folded == labels[n.family]
        }
        if not keys:
            raise GraphError(f"{name}: no class of this graph; it has {', '.join(sorted(known))}")
        found |= keys
    return found


def _check(keys: Collection[str], choice: Choice) -> None:
    if not keys:
        raise GraphError("nothing that can be drawn is chosen; choose less narrowly")
    if len(keys) > MOST and not choice.everything:
        raise GraphError(
            f"{len(keys):,} things are chosen and a page can be read up to {MOST:,}; "
            "choose fewer with --hops or --class, or draw them with --all"
        )
