"""The body inside an event's name: "the 12th Session of the Harbour Committee (HC)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import gazetteer
from kg.extract.classify import is_acronym
from kg.extract.entities import Registry, acronyms_of
from kg.extract.mentions import Mention
from kg.extract.nouns import HeadNouns
from kg.model import Span

_TAIL = re.compile(r"\bof (?:the )?(?=[A-Z])")


def settle(mentions: Iterable[Mention], registry: Registry, heads: HeadNouns) -> None:
    """Make the bodies known, so that their acronyms are theirs and not the events'."""
    for mention in mentions:
        body = _body(mention, heads) if mention.kind == "Event" else None
        if body is None:
            continue
        entity = registry.add(body)
        for short in acronyms_of(body.text):
            if not is_acronym(short) or len(short) < 3:
                continue
            named = registry.find("Organization", short)
            if named is not None and named is not entity:
                registry.merge(entity, named)
            registry.answer(entity, short)


def _body(mention: Mention, heads: HeadNouns) -> Mention | None:
    """The body that the name of an event ends with, as a mention of its own."""
    tail = _TAIL.search(mention.text)
    if tail is None or mention.quoted is not None:
        return None
    event = heads.ending(mention.text[: tail.start()].split(), ("Event",))
    name = mention.text[tail.end() :]
    head = heads.ending(re.split(r" (?:of|for|on) ", name)[0].split(), ("Organization",))
    known = gazetteer.organization(name) is not None
    words = name.split()
    if event is None or not (known or (head is not None and len(words) > head.length)):
        return None
    span = Span(mention.span.start + tail.end(), mention.span.end)
    first = mention.last - len(words) + 1
    return Mention(span, name, mention.sentence, "Organization", first, mention.last, head)
