"""Words that join the parts of one name: "of", "and", a comma, a dash, an acronym in brackets.

Each reader says how many tokens from ``j`` on belong to the name that began at ``start``; 0 means
that the name ends before ``j``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.extract.nouns import HeadNouns
from kg.extract.quotes import Quote
from kg.extract.segment import Token
from kg.extract.words import (
    MONTHS,
    WEEKDAYS,
    ordinal,
    year,
)
from kg.lexicon import Lexicon

_FIELD_ENDING = re.compile(
    r"(?:tion|tions|ment|ments|ology|ologies|omics|nomic|ance|ence|ity|ities|ship|ism|tific|rial|"
    r"cial|tural|mental|ional|ogical|graphic|ness|itics|ering|ping|ding|ling)$"
)
#: Plurals of those who do something: "Publishers", "Physicians".
_TRADES = re.compile(r"[A-Z]\w+(?:ers|ors|ists|ians|ants)")
#: Bodies that are set up "for" an event and have it in their names.
_COMMITTEES = frozenset("committee commission council board bureau office secretariat".split())
#: Members of federations and unions, as their names call them.
_MEMBERS = frozenset(
    "associations societies unions federations institutes institutions universities clubs chambers "
    "museums libraries journalists workers employers publishers cities towns".split()
)
#: A capital after small letters or digits.
_LATE_CAPITAL = re.compile(r"[a-z]{1,2}[A-Z]|\d+[A-Z]|[a-z]{2,3}-[A-Z]")


def is_capitalized(token: Token) -> bool:
    """A capital first letter, a brand like iFLYTEK, or letters after digits like 5G."""
    text = token.text
    return text[0].isupper() or _LATE_CAPITAL.match(text) is not None


def run_from(tokens: Sequence[Token], k: int) -> list[str]:
    """Capitalized words from a token on."""
    run = []
    while k < len(tokens) and is_capitalized(tokens[k]):
        run.append(tokens[k].text)
        k += 1
    return run


class Joins:
    """Decides on the surface whether a joining word stands inside one name."""

    def __init__(
        self, lexicon: Lexicon, heads: HeadNouns, is_country: Callable[[str], bool]
    ) -> None:
        self.lexicon = lexicon
        self.heads = heads
        self.is_country = is_country

    def name_like(self, token: Token) -> bool:
        """Whether a word can stand in a name: no month, no weekday, no courtesy, no article."""
        lower = token.lower
        if (len(lower) > 3 or lower == "may") and (lower in MONTHS or lower in WEEKDAYS):
            return False
        if lower in {"i", "a", "the", "an", "and", "in", "not", "no", "or", "but"}:
            return False
        return token.text not in self.lexicon.honorifics and any(c.isalpha() for c in token.text)

    def post(self, tokens: Sequence[Token], i: int) -> int:
        """Words of a post before a person, 0 for none or for one inside the name of a body."""
        length = self.heads.post_length([t.text for t in tokens[i : i + 6]])
        inside = i > 0 and is_capitalized(tokens[i - 1])
        if length == 0 or (inside and self.heads.ending([tokens[i].text], ("Organization",))):
            return 0  # "Central Committee and Secretary": the first word ends a body's name
        run: list[str] = []
        j = i + length
        while j < len(tokens) and is_capitalized(tokens[j]) and len(run) < 6:
            run.append(tokens[j].text)
            j += 1
        if any(self.heads.ending([w]) for w in run):
            return 0
        of_the = i > 1 and tokens[i - 1].lower == "the" and tokens[i - 2].lower == "of"
        return 0 if of_the else length

    def bracket(self, tokens: list[Token], start: int, j: int) -> int:
        """An acronym in brackets inside a name: "World Internet Conference (WIC) Summit"."""
        if j + 3 >= len(tokens) or tokens[j + 2].text != ")":
            return 0
        inside, after = tokens[j + 1], tokens[j + 3]
        if not re.fullmatch(r"[A-Z][A-Za-z0-9&+-]*[A-Z0-9]", inside.text):
            return 0
        if year(after.text) is not None:
            return 4
        words = [t.text for t in tokens[start:j]]
        shortened = inside.text == "".join(w[0] for w in words if w[0].isupper())
        if is_capitalized(after) and (shortened or self.heads.ending(words)):
            head = self.heads.ending(run_from(tokens, j + 3))
            return 3 if head is not None and head.kind == "Event" else 0
        return 0

    def joined(self, tokens: list[Token], start: int, j: int, quotes: dict[int, Quote]) -> int:
        """As in "Festival of Kerala", "Union for the Conservation", "Competition of “Straight”"."""
        words = [t.text for t in tokens[start:j]]
        k = j + 1
        if tokens[k].lower == "the" and k + 1 < len(tokens):
            k += 1
        target = tokens[k]
        has_head = self.heads.ending(words, ("Event", "Document", "Organization", "Place"))
        if self._meets_for(tokens, words, j, k):
            return 0
        if tokens[j].lower in {"on", "for"} and has_head is None and "of" in words:
            # "Memorandum of Understanding on Sea Trade": the head stands before "of".
            has_head = self.heads.ending(words[: words.index("of")], ("Document",))
        if tokens[j].lower != "of" and has_head is None:
            # "ASEAN Ministers on Energy Meeting": the head stands at the end.
            ahead = run_from(tokens, k)
            head = self.heads.ending(ahead, ("Event",))
            return k - j if head is not None and len(ahead) > head.length else 0
        if target.start in quotes and has_head is not None and has_head.kind == "Event":
            end = quotes[target.start].span.end
            return 1 + sum(tokens[j].start < t.start < end for t in tokens[j + 1 :])
        if ordinal(target.text) is not None and k + 1 < len(tokens):
            if (
                has_head is not None
                and has_head.kind == "Document"
                and is_capitalized(tokens[k + 1])
            ):
                return k + 1 - j
            target = tokens[k + 1] if is_capitalized(tokens[k + 1]) else target
        if not is_capitalized(target) or not self.name_like(target):
            return 0
        if tokens[j].lower in {"to", "with", "against", "in"} and (
            has_head is None or has_head.kind in {"Event", "Place"} or tokens[j].lower == "in"
        ):
            return 0
        if tokens[j].lower == "on" and has_head is not None and has_head.kind == "Place":
            return 0  # "the Lindqvist Theatre on Ruissalo Island": two places
        if has_head is not None and has_head.kind == "Event" and self._own_event(tokens, k):
            return 0

        within_body = any(self.heads.ending([w], ("Organization",)) for w in words)
        national = {"National", "Royal", "State", "Central", "Federal"} & set(words)
        if national and tokens[j].lower == "of" and self.is_country(target.text):
            return k - j
        if has_head is not None and has_head.kind == "Place" and tokens[k - 1].lower == "the":
            return k - j if within_body and tokens[j].lower == "of" else 0
        if tokens[j].lower == "of" and has_head is None and self._person_of(tokens, start, k):
            return 0
        if self.after_post(tokens, start) and all(self.is_field(w) for w in words):
            return 0  # "Minister of Health of Russia": the state is another name
        if tokens[j].lower == "of" and has_head is None and tokens[k - 1].lower != "the":
            # "Bank of China" has a head; "Light of Asia" has none but no article either.
            return k - j if not self.post(tokens, k) else 0
        return k - j

    def _person_of(self, tokens: list[Token], start: int, k: int) -> bool:
        """As in "Eleanor Whitcombe of the University of Leeds", "President Ruiz of Ecuador"."""
        ahead = run_from(tokens, k)
        for n in range(1, len(ahead) + 1):
            if self.heads.ending(ahead[:n], ("Organization",)):
                return True
        two_words = all(is_capitalized(t) for t in tokens[start : start + 2])
        if self.is_country(" ".join(ahead)) and k - start in {3, 4} and two_words:
            return True
        before = tokens[start - 1].text if start else ""
        titled = before in self.lexicon.honorifics or bool(
            start
            and self.heads.ending(
                [t.text for t in tokens[max(0, start - 3) : start]], ("Position",)
            )
        )
        return titled

    def _meets_for(self, tokens: list[Token], words: list[str], j: int, k: int) -> bool:
        """As in "met at the University of Turku for the Baltic Symposium": place and event."""
        if tokens[j].lower not in {"for", "on"} or words[-1].lower() in _COMMITTEES:
            return False
        head = self.heads.ending(words, ("Organization", "Place")) or any(
            self.heads.ending([w], ("Organization",)) for w in words
        )
        run = run_from(tokens, k)
        event = self.heads.ending(run, ("Event",))
        return bool(head) and event is not None and len(run) > event.length

    def _own_event(self, tokens: list[Token], k: int) -> bool:
        """As in "the Riverside Summit of the 2023 World Grain Conference": two events, not one."""
        run = []
        while k < len(tokens) and (is_capitalized(tokens[k]) or year(tokens[k].text)):
            run.append(tokens[k].text)
            k += 1
        while len(run) > 1 and year(run[-1]):
            run.pop()
        head = self.heads.ending(run)
        return len(run) > 2 and head is not None and head.kind == "Event"

    def dated(self, words: list[str]) -> bool:
        """Whether a year can end the name: "Harbour Forum 2023", "Forum on Sea Trade 2023"."""
        if self.heads.ending(words):
            return True
        cuts = [i for i, w in enumerate(words) if w.lower() in {"of", "on", "for"}]
        heads = self.heads.ending(words[: cuts[0]], ("Event", "Document")) if cuts else None
        return heads is not None

    def dashed(self, tokens: list[Token], start: int, j: int) -> int:
        """Two event names joined by a dash: "Conference – Development Forum"."""
        words = [t.text for t in tokens[start:j]]
        left = self.heads.ending(words)
        right = self.heads.ending(run_from(tokens, j + 1))
        both = left is not None and right is not None and left.kind == right.kind == "Event"
        return 1 if both else 0

    def coordinated(self, tokens: list[Token], start: int, j: int) -> int:
        """An "and" or a comma that joins words inside one name, not two names."""
        words = [t.text for t in tokens[start:j]]
        k = j + 1
        if tokens[j].lower == "and" and self.is_country(" ".join([*words, "and", tokens[k].text])):
            return 2  # Bosnia and Herzegovina
        if tokens[j].text == "&" and is_capitalized(tokens[k]):
            return 2
        if tokens[j].text == ",":
            if not self._open_list(tokens, start, j):
                return 0
            if tokens[k].lower in {"and", "&"} and k + 1 < len(tokens):
                k += 1
        if not is_capitalized(tokens[k]) or not self.name_like(tokens[k]):
            return 0
        if tokens[j].lower == "and" and self._body_of_trades(tokens, j):
            return 2
        if tokens[j].lower == "and" and self._unfinished_edition(tokens, start, j):
            return 1
        if tokens[j].lower == "and" and self._bodies_of(tokens, start, j):
            return 2
        run = run_from(tokens, k)
        if tokens[j].lower == "and" and self._subjects(words, run):
            return k - j
        ahead = self._reads_as_field(tokens[k].text) or self._ends_in_field(run)
        if not (self._reads_as_field(words[-1]) and ahead):
            return 0
        if self.heads.ending(words) and not self.is_field(words[-1]):
            return 0
        opened = any(w.lower() in {"of", "for", "on"} for w in words) or self.after_post(
            tokens, start
        )
        if not opened:
            kinds = ("Event", "Document", "Organization", "Place")
            return k - j if self.heads.ending(run, kinds) or tokens[j].text == "&" else 0
        first = self.heads.ending(run[:1])
        starts_name = first is not None and len(run) > 1 and not self._reads_as_field(run[0])
        return 0 if starts_name else k - j

    def _ends_in_field(self, run: list[str]) -> bool:
        """As in "Ministry of Research and Higher Technology"."""
        named = self.heads.ending(run, ("Event", "Document", "Organization", "Place"))
        return 1 < len(run) < 4 and named is None and self._reads_as_field(run[-1])

    def _subjects(self, words: list[str], run: list[str]) -> bool:
        """As in "Convention on Wetlands and Deltas", "Statement on Safe and Open Seas"."""
        cut = next((i for i, w in enumerate(words) if w.lower() == "on"), 0)
        paper = cut and self.heads.ending(words[:cut], ("Document",)) is not None
        if not cut or not (paper or words[cut - 1] == "Convention"):
            return False
        plain = all(w.isalpha() and not w.isupper() for w in (words[-1], *run))
        named = self.heads.ending(run, ("Event", "Document", "Organization"))
        state = any(self.is_country(w) for w in (words[-1], *run, " ".join(run)))
        return plain and named is None and not state and cut < len(words) - 1 and len(run) < 3

    def _unfinished_edition(self, tokens: list[Token], start: int, j: int) -> bool:
        """As in "the 88th World Library and Information Congress": the noun is still to come."""
        words = [t.text for t in tokens[start:j]]
        event = self.heads.ending(run_from(tokens, j + 1), ("Event",))
        numbered = ordinal(words[0]) is not None and len(words) > 1
        return numbered and event is not None and not self.heads.ending(words, ("Event",))

    def _bodies_of(self, tokens: list[Token], start: int, j: int) -> bool:
        """As in "Federation of Library Associations and Institutions": what its members are."""
        words = [t.text for t in tokens[start:j]]
        if "of" not in words or words[-1].lower() not in _MEMBERS:
            return False
        body = self.heads.ending(words[: words.index("of")], ("Organization",))
        return body is not None and tokens[j + 1].lower.endswith("s") and body.length == 1

    def _body_of_trades(self, tokens: list[Token], j: int) -> bool:
        """As in "Publishers and Booksellers Association": two trades and then the body."""
        run = run_from(tokens, j + 1)
        trades = _TRADES.fullmatch(tokens[j - 1].text) and _TRADES.fullmatch(run[0])
        body = self.heads.ending(run, ("Organization",))
        return bool(trades) and body is not None and len(run) > body.length

    def after_post(self, tokens: list[Token], start: int) -> bool:
        """As in "Minister of Communications and Information Technology": the fields of a post."""
        if start < 2 or tokens[start - 1].lower not in {"of", "for"}:
            return False
        window = [t.text for t in tokens[max(0, start - 4) : start - 1]]
        return self.heads.ending(window, ("Position",)) is not None

    def _open_list(self, tokens: list[Token], start: int, j: int) -> bool:
        """As in "Ministry of Arts, Culture and Tourism": a list of fields that ends in "and"."""
        words = [t.lower for t in tokens[start:j]]
        if not {"of", "for"} & set(words) or not self._reads_as_field(words[-1]):
            return False
        k = j + 1
        while k < len(tokens):
            while k < len(tokens) and is_capitalized(tokens[k]):
                if not self._reads_as_field(tokens[k].text):
                    return False
                k += 1
            if k < len(tokens) and tokens[k].text == "," and k + 1 < len(tokens):
                k += 1
                if tokens[k].lower == "and":
                    return k + 1 < len(tokens) and self._reads_as_field(tokens[k + 1].text)
                continue
            return (
                k + 1 < len(tokens)
                and tokens[k].lower in {"and", "&"}
                and self._reads_as_field(tokens[k + 1].text)
            )
        return False

    def _reads_as_field(self, word: str) -> bool:
        lower = word.lower()
        if lower in self.lexicon.field_nouns:
            return True
        return bool(_FIELD_ENDING.search(lower)) and not self.is_country(word)

    def is_field(self, word: str) -> bool:
        """Whether a word names a field of work, as the lexicon lists them."""
        return word.lower() in self.lexicon.field_nouns
