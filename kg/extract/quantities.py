"""Finds counted things on the surface: quantifier, number, and the noun that is counted.

Money, measures, ages, dates, percentages and rankings are numbers too; they count nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.dates import DateExpression
from kg.extract.numbers import Number, number_at, plain_number
from kg.extract.segment import Sentence, Token
from kg.extract.words import FUNCTION_WORDS, MONTHS, year
from kg.lexicon import Entry, Lexicon
from kg.model import Span

#: How many words may stand between a number and its noun.
_GAP = 8

_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹]|US\$|HK\$|(?:RMB|Rs\.?|USD|EUR|CNY|INR|A\$|C\$|NT\$))$")

_UNITS = frozenset(
    """percent per cent percentage pct yuan dollars dollar euros euro pounds pound rupees rupee yen
    rmb usd meters metres meter metre kilometers kilometres km sqm square hectares acres miles feet
    tons tonnes kilograms kg litres liters gigawatts megawatts mw gw kilowatt hours hour minutes
    minute seconds days day weeks week months month years year decades decade centuries degrees
    times points o'clock am pm a.m. p.m. year-old years-old cents won lira baht pesos rand shillings
    euros ringgit dirhams riyals taka fold th percentage-point gb tb mbps bytes bits""".split()
)

_STOP = frozenset(
    """will would is are was were has have had do does did to by at in on with for as than that
    which who whom whose when while if but or because since until through during between be been
    being can may might must should could it he she they we you this these those there into onto
    upon about after before under over against among said says more less per via""".split()
)

_DEFINITE = frozenset({"these", "those", "both", "their", "his", "her"})

_NUMBER_BEFORE = frozenset({"no.", "number", "article", "chapter", "section", "page", "version",
                            "hall", "room", "phase", "stage", "level", "grade", "group", "top",
                            "aged", "age", "under-", "route", "gate", "booth", "track",
                            "no", "episode", "volume", "season"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count as printed: "more than 2,000 guests"."""

    span: Span  # quantifier to noun
    number: Span
    value: int | None
    modifier: str
    lower: int | None
    upper: int | None
    kind: Entry | None  # the noun that is counted; None where it is left out
    noun: str  # the noun phrase after the number, as printed
    rule: str
    first: int  # token indexes
    last: int


def find_quantities(
    sentence: Sentence, lexicon: Lexicon, dates: Sequence[DateExpression], taken: Sequence[Span]
) -> list[Quantity]:
    """All counts of a sentence, in order. ``taken`` are names, whose numbers count nothing."""
    tokens = sentence.tokens
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        number = number_at(tokens, i)
        blocked = [d.span for d in dates] + list(taken)
        if number is None or any(s.start <= tokens[number.first].start < s.end for s in blocked):
            i += 1
            continue
        quantity = _quantity(sentence, tokens, number, lexicon)
        if quantity is not None:
            found.append(quantity)
        i = number.last + 1
    return _share_nouns(tokens, found)


def _quantity(
    sentence: Sentence, tokens: Sequence[Token], number: Number, lexicon: Lexicon
) -> Quantity | None:
    first, last = number.first, number.last
    before = tokens[first - 1].lower if first else ""
    after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    if _counts_nothing(sentence, tokens, number, before, after):
        return None
    entry, start = _quantifier(tokens, first, lexicon)
    noun = _noun(tokens, last + 1, lexicon, number)
    if number.value == 1 and not number.multiple and tokens[first].text.isalpha():
        return None
    if noun is None:
        kind, phrase, end = None, "", last
    else:
        kind, end = noun
        phrase = sentence.text[
            tokens[last + 1].start - sentence.span.start : tokens[end].end - sentence.span.start
        ]
    if (
        year(tokens[first].text)
        and first == last
        and (kind is None or after in {"and", "or", ","} or before in {"in", "of", "the"})
    ):
        return None
    modifier, lower, upper = _bounds(number, entry)
    rule = f"lex:{entry.id}" if entry is not None else "rule:number"
    return Quantity(
        Span(tokens[start].start, tokens[end].end),
        Span(tokens[first].start, tokens[last].end),
        None if modifier == "range" else number.value,
        modifier, lower, upper, kind, phrase, rule, start, end,
    )  # fmt: skip


def _counts_nothing(
    sentence: Sentence, tokens: Sequence[Token], number: Number, before: str, after: str
) -> bool:
    first, last = number.first, number.last
    prefix = sentence.text[: tokens[first].start - sentence.span.start].rstrip()
    if _MONEY_BEFORE.search(prefix) or before in _NUMBER_BEFORE or before in _DEFINITE:
        return True
    if after in _UNITS or after.startswith("%") or tokens[last].text.endswith("%"):
        return True
    if after in {"-"} and last + 2 < len(tokens) and tokens[last + 2].lower in _UNITS:
        return True
    if re.match(r"\d+(?:st|nd|rd|th)$", tokens[first].text):
        return True
    if tokens[first].text == "1" or _is_score(tokens, number):
        return True  # "Radio 1"; "won 5-4"
    if before in MONTHS or after in MONTHS or _is_time(tokens, first, last):
        return True  # "Nov. 7", "10:30"
    return bool(re.match(r"-(?:year|day|hour|meter|metre|point|seat|storey|member)", after))


def _is_score(tokens: Sequence[Token], number: Number) -> bool:
    """One of two numbers with a dash between them that are no range: "5-4"."""
    first, last = number.first, number.last
    dashes = {"-", "–"}
    after = last + 2 < len(tokens) and tokens[last + 1].text in dashes
    before = first > 1 and tokens[first - 1].text in dashes
    return bool(
        (after and tokens[last + 2].text.isdigit()) or (before and tokens[first - 2].text.isdigit())
    )


def _is_time(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A number with a colon and another number right beside it: "10:30"."""
    before = first > 1 and tokens[first - 1].text == ":" and tokens[first - 2].text.isdigit()
    after = last + 2 < len(tokens) and tokens[last + 1].text == ":"
    close = after and tokens[last + 2].start == tokens[last + 1].end
    return bool(before or (close and tokens[last + 2].text.isdigit()))


def _quantifier(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> tuple[Entry | None, int]:
    """The quantifier before a number and where it begins."""
    start = first
    best: Entry | None = None
    for length in range(1, 5):
        if first - length < 0:
            break
        form = " ".join(t.lower for t in tokens[first - length : first])
        entry = lexicon.quantifiers.get(form)
        if entry is not None:
            best, start = entry, first - length
    if best is not None and best.modifier == "exact" and start:
        # "a total of nearly 300"? the word nearest to the number bounds it; look no further.
        return best, start
    if best is None and first and tokens[first - 1].lower in {"the", "a", "an"}:
        return None, first
    return best, start


def _bounds(number: Number, entry: Entry | None) -> tuple[str, int | None, int | None]:
    value = number.value
    if number.high is not None:
        return "range", value, number.high
    if number.multiple:
        return "multiplesOf", 2 * value, None
    if number.plus:
        return "moreThan", value + 1, None
    if entry is None or entry.modifier is None:
        return "exact", value, value
    lower = None if entry.lower_offset is None else value + entry.lower_offset
    upper = None if entry.upper_offset is None else value + entry.upper_offset
    return entry.modifier, lower, upper


def _noun(
    tokens: Sequence[Token], i: int, lexicon: Lexicon, number: Number
) -> tuple[Entry, int] | None:
    """The counted noun after a number: its entry and last token."""
    # Broken word order of translated copy: "A total of 20 There are a sub-forum".
    if i + 2 < len(tokens) and tokens[i].text == "There" and tokens[i + 1].lower in {"are", "is"}:
        i += 2
        number = Number(1, number.first, number.last)
    best: tuple[Entry, int] | None = None
    end = min(len(tokens), i + _GAP)
    k = i
    while k < end:
        token = tokens[k]
        if token.text in {".", ";", ":", "(", ")", "!", "?", "—", "–"} or token.lower in _STOP:
            break
        if token.text == "," and not _adjectives(tokens, i, k, lexicon):
            break
        if token.lower == "of" and not (best is None and _partitive(tokens, k)):
            break
        if token.lower in {"from", "and"} and token.lower == "from":
            break
        if k > i and plain_number(token.text) is not None and best is not None:
            break
        if best is not None and token.lower == "and":
            break
        hit = _kind_at(tokens, k, lexicon, number)
        if hit is not None:
            # "foreign companies and institutions": the longer noun may begin later.
            for later in range(k + 1, hit[1] + 1):
                wider = _kind_at(tokens, later, lexicon, number)
                if wider is not None and wider[1] > hit[1]:
                    hit = wider
            best = hit
            k = hit[1] + 1
            # A noun right after it is the head: "200 project teams".
            if k < end and _kind_at(tokens, k, lexicon, number) is None:
                break
            continue
        k += 1
    return best


def _adjectives(tokens: Sequence[Token], i: int, k: int, lexicon: Lexicon) -> bool:
    """A comma within a run of adjectives or of nouns before the counted one."""
    return k > i and k + 1 < len(tokens) and tokens[k + 1].lower not in FUNCTION_WORDS


def _partitive(tokens: Sequence[Token], k: int) -> bool:
    """As in "289 of the world's top 500 enterprises", "24 of its languages"."""
    return k + 1 < len(tokens) and tokens[k + 1].lower in {"the", "its", "their", "them"}


def _kind_at(
    tokens: Sequence[Token], k: int, lexicon: Lexicon, number: Number
) -> tuple[Entry, int] | None:
    for length in (5, 4, 3, 2, 1):
        if k + length > len(tokens):
            continue
        form = " ".join(t.lower for t in tokens[k : k + length])
        entry = lexicon.kinds.get(form)
        if entry is None:
            continue
        plural = form in entry.plurals or form == "people"
        if plural or number.value == 1:
            return entry, k + length - 1
    return None


def _share_nouns(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """As in "over 6,500, 1,800 and 1,200 visitors": numbers in a row share the last one's noun."""
    shared: list[Quantity] = []
    for i in range(len(found) - 1, -1, -1):
        quantity = found[i]
        if quantity.kind is None and shared:
            following = shared[0]
            between = [t.lower for t in tokens[quantity.last + 1 : following.first]]
            if following.kind is not None and between and set(between) <= {",", "and", "or"}:
                quantity = Quantity(
                    quantity.span, quantity.number, quantity.value, quantity.modifier,
                    quantity.lower, quantity.upper, following.kind, following.noun,
                    quantity.rule, quantity.first, quantity.last,
                )  # fmt: skip
        shared.insert(0, quantity)
    return _share_about(tokens, shared)


def _share_about(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """As in "some 600 publishers and 200 magazines": roughness holds for both."""
    for i in range(1, len(found)):
        before, quantity = found[i - 1], found[i]
        between = [t.lower for t in tokens[before.last + 1 : quantity.first]]
        if before.modifier == "about" and quantity.modifier == "exact" and between == ["and"]:
            found[i] = replace(quantity, modifier="about", lower=None, upper=None, rule=before.rule)
    return found
