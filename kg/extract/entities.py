"""Joins the mentions of one article into entities: same names, acronyms, surnames, editions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import gazetteer
from kg.extract.classify import is_acronym
from kg.extract.mentions import Entity, Mention
from kg.extract.words import ordinal, roman, year

_SHORT_FORM = re.compile(
    r"\s*(?:\(\s*|,\s*(?=or |also |known |better |commonly |widely |hereinafter ))"
    r"(?:(?:hereinafter|hereafter|henceforth)\b[^)\"“]{0,40}?\bas\s+|"
    r"(?:also|better|commonly|widely) known as\s+|"
    r"known as\s+|or\s+|in short,?\s+|for short,?\s+|abbreviated as\s+)?(?:the\s+)?[\"“'‘]?"
    r"(?P<short>[A-Z][\w&+'’.-]*(?:[ -][A-Z0-9][\w&+'’-]*){0,4})[\"”'’]?\s*[),]"
)
#: Conferences of the parties to a convention carry their number: "COP28".
_SESSION = re.compile(r"\bC[Oo]P ?-?(\d{1,2})\b")
_EDITION_WORDS = {"annual", "edition"}


def fold(text: str) -> str:
    """A name without case, quotation marks and punctuation, for comparing.

    >>> fold("“Light of the Internet” Expo")
    'light of the internet expo'
    """
    return " ".join(re.findall(r"[\w&+]+", re.sub(r"(?<=\w)['’]s\b", "", text.casefold())))


def edition_of(name: str) -> tuple[int | None, int | None]:
    """Ordinal and year that a name carries.

    >>> edition_of("12th International Film Festival of Kerala")
    (12, None)
    >>> edition_of("World Health Summit 2022")
    (None, 2022)
    >>> edition_of("COP15")
    (15, None)
    """
    session = _SESSION.search(name)
    number, calendar_year = int(session.group(1)) if session else None, None
    words = re.findall(r"[\w'’-]+", name)
    for i, word in enumerate(words):
        if number is None and (ordinal(word) is not None or (i == 0 and roman(word) is not None)):
            number = ordinal(word) or roman(word)
        if calendar_year is None:
            calendar_year = year(word)
    return number, calendar_year


def series_name(name: str) -> str:
    """The name without bracketed acronym, ordinal and year.

    >>> series_name("The 2022 World Internet Conference (WIC)")
    'World Internet Conference'
    >>> series_name("COP28")
    'COP'
    """
    words = _SESSION.sub("COP", re.sub(r"\s*\([^)]*\)", "", name)).split()
    kept: list[str] = []
    for i, word in enumerate(words):
        if ordinal(word) is not None or year(word.strip(",")) is not None:
            continue
        if i == 0 and (roman(word) is not None or word.lower() in {"the", "a", "an"}):
            continue
        inner = bool(kept) and word.lower() == "annual"  # "the Harbour Forum Annual Meeting"
        if word.lower() in _EDITION_WORDS and not inner:
            continue
        kept.append(word)
    return " ".join(kept).strip(" -–—,")


def initials(name: str) -> str:
    """First letters of the capitalized words.

    >>> initials("World Health Summit")
    'WHS'
    """
    return "".join(w[0] for w in name.split() if w[0].isupper())


def acronyms_of(name: str) -> set[str]:
    """Acronyms that a name could have."""
    words = [w for w in re.findall(r"[\w]+", name) if not year(w) and ordinal(w) is None]
    capital = [w for w in words if w[0].isupper()]
    return {
        "".join(w[0] for w in capital).upper(),
        "".join(w[0] for w in words).upper(),
        "".join(w[0] for w in capital if w.lower() not in {"and", "of", "the"}).upper(),
    }


def short_forms(text: str, mention: Mention) -> list[tuple[str, int, int]]:
    """Acronyms and short names given right after a name: (short, start, end) in the text."""
    match = _SHORT_FORM.match(text, mention.span.end)
    if match is None:
        return []
    short = match.group("short").rstrip(".")
    introduced = text[mention.span.end : match.start("short")].strip(" (,\"“'‘")
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    bracket = text[mention.span.end : match.start("short")].strip().startswith("(")
    words = short.split()
    # "(WMC 2023)", "(ISALS 7)"
    dated = len(words) == 2 and re.fullmatch(r"(?:19|20)\d\d|\d\d?", words[1]) is not None
    fits = bracket and is_acronym(words[0]) and (len(words) == 1 or dated)
    if fits:
        initials = acronyms_of(mention.text)
        # The letters must come from the name, in order: "WHO", "SASAC", "UNCTAD".
        rest = iter(re.sub(r"[^A-Za-z]", "", mention.text).upper())
        fits = letters in initials or all(c in rest for c in letters)
    if introduced or fits:
        return [(short, match.start("short"), match.end("short"))]
    return []


class Registry:
    """All entities of one article, in order of first mention."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._names: dict[tuple[str, str], Entity] = {}

    def find(self, kind: str, name: str) -> Entity | None:
        """The entity of this kind that has this name."""
        return self._names.get((kind, fold(name)))

    def name(self, entity: Entity, name: str) -> None:
        """Record another name of an entity."""
        entity.add_alias(name)
        self._names.setdefault((entity.kind, fold(name)), entity)

    def answer(self, entity: Entity, name: str) -> None:
        """Find an entity also by a name that nothing has yet, and that the text may not use."""
        self._names.setdefault((entity.kind, fold(name)), entity)

    def add(self, mention: Mention) -> Entity:
        """The entity of a mention, made where none fits."""
        name = mention.name
        entity = self.find(mention.kind, name)
        if entity is None and mention.kind == "Organization":
            known = gazetteer.organization(name)
            if known is not None:
                entity = self._names.get(("Organization", "canonical " + fold(known.label)))
        if entity is None and mention.kind == "Person":
            entity = self._person(name)
        if entity is None:
            entity = Entity(mention.kind, name)
            if mention.kind == "Event":
                entity.number, entity.year = edition_of(name)
                entity.event_class = mention.head.event_class if mention.head else ""
            self.entities.append(entity)
            self._names[(mention.kind, fold(name))] = entity
            if mention.kind == "Organization":
                known = gazetteer.organization(name)
                if known is not None:
                    self._names[("Organization", "canonical " + fold(known.label))] = entity
        self.name(entity, name)
        mention.entity = entity
        entity.mentions.append(mention)
        return entity

    def _person(self, name: str) -> Entity | None:
        """A surname or a given name alone means the person named in full before."""
        words = fold(name).split()
        for entity in self.of_kind("Person"):
            for known in (entity.label, *entity.aliases):
                full = fold(known).split()
                if len(words) < len(full) and (
                    full[-len(words) :] == words or full[: len(words)] == words
                ):
                    return entity
        return None

    def of_kind(self, *kinds: str) -> list[Entity]:
        """Entities of these kinds, in order of first mention."""
        return [e for e in self.entities if e.kind in kinds]

    def merge(self, kept: Entity, other: Entity) -> None:
        """Make two entities one."""
        for mention in other.mentions:
            mention.entity = kept
        kept.mentions = sorted([*kept.mentions, *other.mentions], key=lambda m: m.span)
        for alias in (other.label, *other.aliases):
            self.name(kept, alias)
        for key, entity in list(self._names.items()):
            if entity is other:
                self._names[key] = kept
        if other in self.entities:
            self.entities.remove(other)


def link_short_forms(text: str, mentions: Iterable[Mention], registry: Registry) -> None:
    """Let acronyms and short names mean the thing whose name they follow."""
    for mention in list(mentions):
        if mention.entity is None or mention.kind not in {"Event", "Organization", "Document"}:
            continue
        shorts = [s for s, _, _ in short_forms(text, mention)]
        if mention.acronym is not None and _acronym_of_whole(mention):
            shorts.append(mention.acronym)
        for short in shorts:
            owner = _owner(mention, mention.entity, short, registry)
            alone = registry.find(owner.kind, short)
            read = alone is not None and all(m.text == short for m in alone.mentions)
            if alone is not None and alone is not owner and read:
                registry.merge(owner, alone)  # the bracket itself was read as a name
            registry.name(owner, short)


def _owner(mention: Mention, entity: Entity, short: str, registry: Registry) -> Entity:
    """In "Summit of the Union of Ports (UP)" the acronym is the union's, not the summit's."""
    body = registry.find("Organization", short)
    inside = body is not None and any(
        mention.span.start < m.span.start and m.span.end <= mention.span.end for m in body.mentions
    )
    return body if body is not None and inside else entity


def _acronym_of_whole(mention: Mention) -> bool:
    """In "World Internet Conference (WIC) Wuzhen Summit" the acronym is not the summit's."""
    rest = mention.text.rpartition(")")[2].strip()
    return not rest or year(rest) is not None


def same_series(left: str, right: str) -> bool:
    """Whether two event names name the same series, editions apart."""
    a, b = fold(series_name(left)), fold(series_name(right))
    return bool(a) and a == b
