"""Names of events that no noun explains, but a year and a verb do: what is opened is an event."""

from __future__ import annotations

import re

from kg.extract.classify import is_acronym
from kg.extract.entities import edition_of, series_name
from kg.extract.mentions import Entity, Mention
from kg.extract.report import OPENING, Report
from kg.extract.triggers import GENERIC_EVENT
from kg.gazetteer import country, organization
from kg.model import Span

_EDITION_AFTER = re.compile(
    r"^,? (?:which is |billed as )?(?:the|an?|its|their) (?:[\w'’-]+ ){0,5}?(?:edition|instalment|"
    r"conference|summit|forum|congress|festival|fair|expo|exhibition|show|convention|event|"
    r"gathering)\b"
)


def settle_dated_names(report: Report) -> None:
    """A name with a year that is held is an event: "Auto Vistara 2018, the twelfth edition"."""
    for mention in report.all_mentions("Unknown", "Organization", "Person", "Place"):
        entity = mention.entity
        match = re.match(r" ((?:19|20)\d\d)\b", report.text[mention.span.end :])
        if match is None or entity is None or mention.quoted is not None:
            continue
        after = report.text[mention.span.end + match.end() :][:90].split("\n")[0]
        before = report.text[max(0, mention.span.start - 60) : mention.span.start].split("\n")[-1]
        if not (
            _PHASE_AFTER.search(after)
            or _GATHERING_AFTER.search(after)
            or _EDITION_AFTER.search(after)
            or _HELD_BEFORE.search(before)
            or _noun_before(report, mention)
        ):
            continue
        mention.span = Span(mention.span.start, mention.span.end + match.end())
        mention.text = report.text[mention.span.start : mention.span.end]
        mention.last += 1
        mention.kind = "Event"
        entity.mentions.remove(mention)
        edition = Entity("Event", mention.name, event_class="Summit", year=int(match.group(1)))
        edition.mentions.append(mention)
        mention.entity = edition
        report.registry.entities.append(edition)
        report.registry.name(edition, mention.name)
        for other in list(entity.mentions):
            if len(other.text.split()) < len(mention.text.split()) - 1:
                other.kind = "Place"  # "Barcelona" is no short form of "MWC Barcelona"
                other.entity = Entity("Place", other.name, mentions=[other])
                report.registry.entities.append(other.entity)
                continue
            other.kind, other.entity = "Event", edition
            edition.mentions.append(other)
            report.registry.name(edition, other.name)
        if entity in report.registry.entities:
            report.registry.entities.remove(entity)


#: Verbs of opening, running or closing.
_PHASES = (
    r"(?:opened|opens|open|closed|closes|ended|ends|began|begins|started|starts|kick(?:s|ed) off|"
    r"concluded|concludes|wrap(?:s|ped) up|(?:got|gets|is) under ?way|held|takes? place|took place|"
    r"taking place|runs|inaugurated|returns?|drew to a close|came to (?:an end|a close))"
)
#: What only an event does to people in numbers.
_GATHERS = (
    r"(?:attracts|attracted|draws|drew|gathers|gathered|brings together|brought together|welcomes|"
    r"welcomed|features|featured|hosts|hosted|will (?:attract|draw|gather|bring together|welcome|"
    r"feature|host))"
)
#: Such a verb right after a name.
_PHASE_AFTER = re.compile(
    r"^\W{0,2}(?:\([^)]*\)\W?)?\s*(?:which )?(?:(?:has|had|will|is|was|were|are|to|been|being|be|"
    rf"officially|finally|formally)\s+){{0,3}}{_PHASES}\b",
    re.IGNORECASE,
)
#: As in "Vistara 2018 drew 3,000 visitors": what a dated name does is told with a number.
_GATHERING_AFTER = re.compile(rf"^ (?:has |had |again )?{_GATHERS} [^.;]{{0,40}}?\d", re.IGNORECASE)

#: What is called an event of others, also by a single word: "InkFest, a co-located design show".
_CALLED_EVENT = re.compile(
    r"^,\s+(?:an?|its) (?:[\w-]+ ){0,3}?(?:event|showcase|side event|"
    r"co-located (?:[\w-]+ ){0,2}show)\b"
)

#: What shows a capitalized name to be of something that takes place.
_OCCURS = re.compile(
    r"^(?:\s+(?:(?:will be|was|is|is being|is to be) (?:held|staged)|"
    r"(?:will take|takes|took|is taking|is to take) place)\b|"
    r",\s+(?:to be |being )?(?:held|staged|organi[sz]ed) (?:alongside|on|in|at|from|during|for|as|"
    r"within|by|with)\b|"
    r",\s+an? (?:[\w-]+ ){0,3}?(?:series of (?:[\w-]+ )?(?:master ?classes|talks|lectures|concerts|"
    r"workshops|sessions|seminars|readings|screenings)|contest|competition|workshop|exhibition|"
    r"concert|seminar|symposium|panel discussion|side event)\b)"
)


def settle_held_names(report: Report) -> None:
    """A name that is said to be held is an event's: "the Writers' Lab, held on May 7"."""
    for mention in report.all_mentions("Unknown", "Organization", "Place", "Person"):
        entity = mention.entity
        words = mention.text.split()
        if entity is None or mention.quoted is not None or any(m.certain for m in entity.mentions):
            continue
        after = report.text[mention.span.end :][:90].split("\n")[0]
        called = _CALLED_EVENT.search(after)
        if len(words) < 2 and not is_acronym(mention.text) and not called:
            continue
        if not all(w[0].isupper() or w[0].isdigit() or len(w) < 4 for w in words):
            continue
        known = organization(mention.text) is not None or country(mention.text) is not None
        if known or not (called or _OCCURS.search(after)):
            continue
        entity.become("Event")
        entity.event_class = "Activity"
        entity.number, entity.year = edition_of(entity.label)


def _noun_before(report: Report, mention: Mention) -> bool:
    """As in "the wood fair Silva 2016": an event noun in small letters right before the name."""
    tokens = report.sentences[mention.sentence].tokens
    if mention.first == 0:
        return False
    head = report.heads.ending(
        [t.text for t in tokens[max(0, mention.first - 2) : mention.first]], ("Event",)
    )
    return head is not None and head.entry.scope != "part"


def undated_name(report: Report) -> Entity | None:
    """A name that no noun explains, but a verb does: "The Évora Jazz Weekender closed on Sunday".

    The article must also speak of "the festival" or the like, and the name must stand early.
    """
    noun = GENERIC_EVENT.search(report.text)
    if noun is None:
        return None
    for mention in report.all_mentions("Unknown", "Organization", "Place"):
        entity = mention.entity
        if entity is None or mention.sentence >= OPENING or mention.quoted is not None:
            continue
        named = len(mention.text.split()) >= 2 and mention.text[0].isupper()
        head = mention.head is not None and mention.head.kind == "Organization"
        after = report.text[mention.span.end :][:90].split("\n")[0]
        if not named or head or not _PHASE_AFTER.search(after):
            continue
        entry = report.heads.tables["Event"].get(noun.group("noun").lower())
        entity.become("Event")
        entity.event_class = (entry.denotes or "").rpartition("#")[2] if entry else "Summit"
        report.registry.name(entity, entity.label)
        return entity
    return None


def settle_acronyms(report: Report) -> None:
    """An acronym with a number is an edition: "COP28", "CES 2024", "1st WIC"."""
    for mention in report.all_mentions("Unknown", "Organization", "Place", "Event"):
        words = mention.text.split()
        entity = mention.entity
        if entity is None or mention.quoted is not None:
            continue
        core = series_name(mention.text)
        number, year = edition_of(mention.text)
        if not core or not (number or year) or len(words) > 3:
            continue
        if mention.kind != "Event" and is_acronym(core.replace(" ", "")):
            known = report.registry.find("Event", core)
            if known is None and not _acronym_edition(report, mention, words):
                continue
            mention.kind = entity.kind = "Event"
            entity.number, entity.year = number, year
            entity.event_class = known.event_class if known else "Summit"
            _take_bare_names(report, entity, core)


def _take_bare_names(report: Report, edition: Entity, core: str) -> None:
    """What is called as the edition is without its year is that edition."""
    for other in list(report.registry.entities):
        if other is not edition and other.label == core and other.kind != "Event":
            for mention in other.mentions:
                mention.kind = "Event"
            report.registry.merge(edition, other)


def _acronym_edition(report: Report, mention: Mention, words: list[str]) -> bool:
    """Editions like "COP28" and "CES 2024 opened", not "2000 GMT", not every model number."""
    if re.fullmatch(r"C[Oo]P ?\d{1,2}", mention.text):
        return True
    if len(words) < 2 or len(words[-1]) != 4:
        return False
    after = report.text[mention.span.end :][:90].split("\n")[0]
    return is_held(report, mention) or bool(_GATHERING_AFTER.search(after))


#: Words right before or after a name that show an organized event.
_HELD_AFTER = re.compile(
    r"^[^.;]{0,30}?\b(?:opened|opens|open|kicks? off|kicked off|is held|was held|are held|"
    r"be held|takes? place|took place|taking place|is being held|is to be held|concluded|concludes|"
    r"wrapped up|was inaugurated|declared open|(?:got|gets|are|is) under ?way)\b"
)

_HELD_BEFORE = re.compile(
    r"\b(?:opening|closing|inauguration|organi[sz]ers?|theme|edition|exhibitors|hosts?|venue|"
    r"host|hosted|hosts|inaugurated|"
    r"organi[sz]ed|organi[sz]es|hosting|holds?|held|kicks? off|kicked off|opened|opens|"
    r"concluded) (?:of |at )?(?:the |its |this year['’]s )?(?:\w+ ){0,2}$"
)


def is_held(report: Report, mention: Mention) -> bool:
    """Whether a verb of opening, holding or ending stands right beside a name."""
    sentence = report.sentences[mention.sentence]
    before = sentence.before(mention.span.start)[-60:]
    after = sentence.text[mention.span.end - sentence.span.start :][:80]
    return bool(_HELD_AFTER.search(after) or _HELD_BEFORE.search(before))
