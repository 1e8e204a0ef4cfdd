"""Which sentences tell of another edition of the event than this one."""

from __future__ import annotations

import re

from kg.extract.entities import edition_of
from kg.extract.report import Report
from kg.extract.segment import Sentence
from kg.extract.words import ordinal

_EARLIER = re.compile(
    r"\b(?:previous|preceding|former|past|earlier|last) (?:edition|editions|session|sessions|"
    r"summit|summits|conference|conferences|forum|forums|fair|fairs|expo|festival|year's)\b|"
    r"\b(?:last year's|first edition|inaugural edition|those (?:\w+ )?(?:sessions|editions)|"
    r"since its (?:launch|founding|inception|establishment)|years in a row|"
    r"the (?:first|earlier|opening) (?:part|phase|leg|segment) of (?:the )?[A-Z]\w+|"
    r"so far hosted|has been held (?:\w+ )?times|were held before)\b",
    re.IGNORECASE,
)

_NEXT = re.compile(
    r"^(?:\W*)(?:the |its )?next (?:year's )?(?:edition|summit|meeting|conference|congress|forum|"
    r"fair|festival|expo|event|session|convention|show|assembly|symposium|exhibition|biennale|"
    r"gathering|workshop|round)\b|"
    r"\breturns? (?:(?:to|in) [A-Z]\w+ )?next (?:year|spring|summer|autumn|fall|winter)\b|"
    r"\b(?:host|hosts|hosting|venue of|held in) (?:the |its )?next (?:edition|\w+)\b",
    re.IGNORECASE,
)  # fmt: skip

#: Words for what is still to come.
_COMING = re.compile(r"\b(?:will|next|returns?|return|is to|are to|to be)\b", re.IGNORECASE)

#: What only leads up to an event: "launched the torch relay for the Games".
_PRELIMINARY = re.compile(
    r"\b(?:torch relay|relay|countdown|logo|emblem|mascot|website|ticket sales?|draw|trophy tour|"
    r"curtain[- ]raiser|road ?show|preparations?|registrations?)\s+(?:for|of|to)\s+(?:the|this)\b",
    re.IGNORECASE,
)

_ORDINAL_EDITION = re.compile(
    r"\b(?:the|an?) (?P<number>[a-z-]+|\d{1,3}(?:st|nd|rd|th)) (?:\w+ )?(?:edition|summit|"
    r"meeting|conference|"
    r"congress|forum|fair|festival|expo|session|convention)\b", re.IGNORECASE,
)  # fmt: skip

_IN_YEAR = re.compile(r"\b(?:in|from|of|year) (?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")
#: Years of something said beside: "Chile, hosts in 2020", "the guild, founded in 1987".
_ASIDE = re.compile(
    r"\b(?:hosts?|winners?|champions?|founded|established|born|built|set up)"
    r"(?: of (?:the )?\w+)? in (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b"
)

#: What this edition is only compared with: "topped last year's 900 visitors".
_COMPARED = re.compile(
    r"\b(?:topp\w+|beat\w*|surpass\w+|exceed\w+|br[eo]\w+|eclips\w+|doubl\w+|than|from|against|"
    r"compared (?:with|to)|over|on) (?:the )?(?:last year's|previous edition's?) [^,.;]*",
    re.IGNORECASE,
)

#: An edition named by its year: "the 2022 fair".
_YEAR_EDITION = re.compile(
    r"\b[Tt]he ((?:19|20)\d\d) (?:[a-z]+ )?(?:edition|summit|meeting|conference|congress|forum|"
    r"fair|festival|expo|exhibition|convention|show|symposium|gathering|event)\b"
)

_BACK = re.compile(
    r"\b(?:then|that year|that edition|that time|those|at the time)\b", re.IGNORECASE
)


def is_about_other_edition(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence tells of another edition, or of what only leads up to this one."""
    main = report.main
    if main is None:
        return False
    plain_text = _COMPARED.sub("", sentence.text)
    if any(p.search(plain_text) for p in (_EARLIER, _NEXT, _PRELIMINARY)):
        return True
    for mention in report.mentions[sentence.index]:
        before = sentence.before(mention.span.start)
        if mention.entity is main and re.search(r"(?i)\b(?:next|last|previous) $", before):
            return True
    stated = _ORDINAL_EDITION.search(sentence.text)
    if stated is not None and main.number is not None:
        number = ordinal(stated.group("number"))
        if number is not None and number != main.number and stated.start() < 40:
            return True
    if _BACK.search(sentence.text) and sentence.index:
        previous = report.sentences[sentence.index - 1]
        if previous.paragraph == sentence.paragraph and is_about_other_edition(report, previous):
            return True
    about = any(m.entity is main for m in report.mentions[sentence.index])
    if main.year is not None and about and _COMING.search(sentence.text):
        told = {int(y) for y in re.findall(r"\b(20\d\d)\b", sentence.text)}
        if told and min(told) > main.year:
            return True
    named = [m for m in report.mentions[sentence.index] if m.entity is main]
    if any(edition_of(m.name) != (None, None) for m in named):
        return False
    plain = _ASIDE.sub("", sentence.text)
    years = {int(y) for y in _IN_YEAR.findall(plain)}
    years |= {int(y) for y in _YEAR_EDITION.findall(sentence.text)}
    year = main.year or (report.article.published.year if report.article.published else None)
    return bool(years) and year is not None and all(y < year for y in years)
