"""Finds names: runs of capitalized words with what belongs inside them, and quoted titles.

The parser of a small model breaks long names; so names are found first, on the surface, and the
parser later sees one short word in the place of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.extract.nouns import HeadNouns, is_occupation
from kg.extract.segment import Sentence, Token
from kg.extract.words import (
    CARDINALS,
    FUNCTION_WORDS,
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    ordinal,
    roman,
    year,
)
from kg.lexicon import Lexicon
from kg.model import Span

#: Opening quotation mark to the marks that may close it.
_QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "'": "'"}
_JOINERS = {"of", "for", "on", "in", "to", "against", "with"}
_TITLE_CUE = re.compile(
    r"\b(?:themed?|slogan|motto|titled|entitled|tagline|theme of)\b(?:\s+(?:is|was|on|as|of|"
    r"around|for|the|this|year|conference|event)\b|[’']s|\s|[,:])*$",
    re.I,
)
#: Venue nouns that news writes small after a name: "Nishagandhi auditorium".
_LOWER_VENUES = frozenset(
    """auditorium stadium ground grounds hall arena theatre park palace hotel campus square museum
    fairgrounds racecourse""".split()
)
_PARTICLES = {"de", "da", "del", "della", "di", "du", "des", "la", "le", "el", "al", "bin", "bint",
              "ibn", "van", "von", "der", "den", "dos", "das", "y", "e", "ul", "ur", "ben", "abu",
              "san", "&"}  # fmt: skip
_FAMILY_OF_PEOPLE = frozenset(
    """people women children world leaders men youth ministers workers writers merchants citizens
    teachers farmers students kids mothers veterans employers consumers players mayors journalists
    producers speakers girls boys""".split()
)
_FIELD_ENDING = re.compile(
    r"(?:tion|tions|ment|ments|ology|ologies|omics|nomic|ance|ence|ity|ities|ship|ism|tific|rial|"
    r"cial|tural|mental|ional|ogical|graphic|ness|itics|ering|ping|ding|ling)$"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation on the surface: the marks' places and the text between them."""

    span: Span  # with the marks
    inner: Span
    text: str


@dataclass(slots=True)
class Chunk:
    """A run of tokens that looks like a name; ``first`` to ``last`` are token indexes."""

    first: int
    last: int
    tokens: list[Token]
    quote: Quote | None = None
    acronym: Token | None = None
    words: list[str] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """Code points that the run covers."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


def is_capitalized(token: Token) -> bool:
    """A capital first letter, a brand like iFLYTEK, or letters after digits like 5G."""
    text = token.text
    return text[0].isupper() or bool(re.match(r"[a-z]{1,2}[A-Z]|\d+[A-Z]|[a-z]{2,3}-[A-Z]", text))


def find_quotes(sentence: Sentence) -> list[Quote]:
    """Well-formed quotations inside one sentence, outermost first, not overlapping."""
    text, offset = sentence.text, sentence.span.start
    found, i = [], 0
    while i < len(text):
        closer = _QUOTES.get(text[i])
        if closer is None or (text[i] in "'" and (i and text[i - 1].isalnum())):
            i += 1
            continue
        end = i + 1
        while True:
            end = text.find(closer, end)
            # An apostrophe inside a word does not close a single quotation.
            inside_word = (
                end > 0 and closer in "’'" and end + 1 < len(text) and text[end + 1].isalnum()
            )
            if end < 0 or not inside_word:
                break
            end += 1
        if end <= i + 1:
            i += 1
            continue
        inner = text[i + 1 : end]
        stripped = inner.strip().rstrip(",.;")
        if not stripped:
            i = end + 1
            continue
        left = i + 1 + len(inner) - len(inner.lstrip())
        start = offset + left
        found.append(
            Quote(Span(offset + i, offset + end + 1), Span(start, start + len(stripped)), stripped)
        )
        i = end + 1
    return found


def is_title(quote: Quote) -> bool:
    """Whether a quotation reads like a title or slogan rather than like speech."""
    words = re.findall(r"\w[\w'’-]*", quote.text)
    if not words or len(words) > 30 or re.search(r"[.!?]\s+[A-Z]", quote.text):
        return False
    if quote.text[0].islower():
        return len(words) <= 8
    long = [w for w in words[1:] if len(w) > 3]
    capitals = sum(w[0].isupper() for w in long)
    return not long or capitals >= 0.6 * len(long) or len(words) <= 6


class NameFinder:
    """Finds the names of one sentence."""

    def __init__(
        self, lexicon: Lexicon, heads: HeadNouns, is_country: Callable[[str], bool]
    ) -> None:
        self.lexicon = lexicon
        self.heads = heads
        self.is_country = is_country
        self._people: frozenset[int] = frozenset()

    def find(self, sentence: Sentence, people: Sequence[Span] = ()) -> list[Chunk]:
        """Names in order. ``people`` are spans that a tagger took for persons' names."""
        tokens = list(sentence.tokens)
        quotes = {
            q.span.start: q
            for q in find_quotes(sentence)
            if is_title(q) or self._is_announced(sentence, q)
        }
        chunks: list[Chunk] = []
        i = 0
        self._people = frozenset(s.start for s in people)
        while i < len(tokens):
            post = self._post(tokens, i) if is_capitalized(tokens[i]) else 0
            if post and tokens[i].start not in quotes:
                i += post
                continue
            chunk = self._chunk_at(tokens, i, quotes, sentence)
            if chunk is None:
                i += 1
                continue
            chunks.append(chunk)
            i = chunk.last + 1
        return [c for c in chunks if c.tokens]

    @staticmethod
    def _is_announced(sentence: Sentence, quote: Quote) -> bool:
        """Whether the words before a quotation say that it is a title, however it is written."""
        before = sentence.text[: quote.span.start - sentence.span.start]
        return len(quote.text.split()) <= 30 and bool(_TITLE_CUE.search(before[-60:]))

    # -- one run -------------------------------------------------------------------------

    def _chunk_at(
        self, tokens: list[Token], i: int, quotes: dict[int, Quote], sentence: Sentence
    ) -> Chunk | None:
        start = i
        if tokens[i].start in quotes:
            return self._quoted(tokens, i, quotes)
        if not self._starts(tokens, i, sentence):
            return None
        j = i + 1
        while j < len(tokens):
            step = self._extend(tokens, start, j, quotes)
            if step == 0:
                break
            j += step
        return self._finish(tokens, start, j - 1)

    def _starts(self, tokens: list[Token], i: int, sentence: Sentence) -> bool:
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if ordinal(token.text) is not None or year(token.text) is not None:
            if following is None or not is_capitalized(following):
                return False
            if token.lower in ORDINALS and token.text[0].isupper() and i == 0:
                return self._name_like(following)
            return self._name_like(following)
        if not is_capitalized(token) or not self._name_like(token):
            return False
        if i == 0 and is_occupation(token.lower):
            return False
        entry = self.lexicon.kinds.get(token.lower) if i == 0 else None
        if entry is not None and following is not None and following.lower == "of":
            return False  # "Finalists of the Challenge" begins a sentence, not a name
        # The first word of a sentence is capitalized anyway.
        return not (
            (i == 0 or tokens[i - 1].text in '"“:‘')
            and (token.lower in FUNCTION_WORDS or token.lower in CARDINALS)
            and not (token.text.isupper() and len(token.text) > 1 and not sentence.text.isupper())
        )

    def _name_like(self, token: Token) -> bool:
        lower = token.lower
        if (len(lower) > 3 or lower == "may") and (lower in MONTHS or lower in WEEKDAYS):
            return False
        if lower in {"i", "a", "the", "an", "and", "in", "not", "no", "or", "but"}:
            return False
        return token.text not in self.lexicon.honorifics and any(c.isalpha() for c in token.text)

    def _post(self, tokens: Sequence[Token], i: int) -> int:
        """Words of a post before a person, 0 for none or for one inside the name of a body."""
        length = self.heads.post_length([t.text for t in tokens[i : i + 6]])
        if length == 0:
            return 0
        run: list[str] = []
        j = i + length
        while j < len(tokens) and is_capitalized(tokens[j]) and len(run) < 6:
            run.append(tokens[j].text)
            j += 1
        if any(self.heads.ending([w]) for w in run):
            return 0
        of_the = i > 1 and tokens[i - 1].lower == "the" and tokens[i - 2].lower == "of"
        return 0 if of_the else length

    def _extend(self, tokens: list[Token], start: int, j: int, quotes: dict[int, Quote]) -> int:
        """How many tokens from ``j`` on belong to the run that began at ``start``; 0 ends it."""
        token, previous = tokens[j], tokens[j - 1]
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        words = [t.text for t in tokens[start:j]]
        if token.start in quotes:
            return 0
        if token.text == "(":
            return self._bracket(tokens, start, j)
        if year(token.text) is not None:
            return 1 if self.heads.ending(words) or words[-1].isupper() else 0
        if re.fullmatch(r"\d{1,2}", token.text) and words[-1].isupper() and len(words) == 1:
            return 1
        if is_capitalized(token):
            if not self._name_like(token) or self._breaks_possessive(tokens, start, j):
                return 0
            if self._post(tokens, j) and not self.heads.ending(words):
                return 0
            if self._person_after_body(tokens, start, j):
                return 0
            return 1
        if token.lower in _JOINERS and after is not None:
            return self._joined(tokens, start, j, quotes)
        if token.lower in {"and", "&", ","} and after is not None:
            return self._coordinated(tokens, start, j)
        if token.lower in _PARTICLES and after is not None and is_capitalized(after):
            return 2
        if token.text in {"–", "-", "—"} and after is not None and is_capitalized(after):
            return self._dashed(tokens, start, j)
        if token.text == ":" and previous.text[0].isupper() and after is not None:
            return 0
        return self._lower_head(tokens, start, j)

    def _person_after_body(self, tokens: list[Token], start: int, j: int) -> bool:
        """As in "Secretary-General of ASEAN Lek Suwan", "Minister of Health Yerlan Bekturov".

        After a post and "of", the body's name ends where a person's begins: after an acronym, a
        state, fields of work, or where the tagger sees a person.
        """
        if start < 2 or tokens[start - 1].lower not in {"of", "at", "for"}:
            return False
        window = [t.text for t in tokens[max(0, start - 4) : start - 1]]
        if self.heads.ending(window, ("Position",)) is None:
            return False
        run = self._run(tokens, j)
        if len(run) < 2 or self.heads.ending(run, ("Event", "Document", "Organization", "Place")):
            return False
        words = [t.text for t in tokens[start:j]]
        fields = all(self._is_field_only(w) or w.lower() in {"and", ","} for w in words)
        if fields and self._is_field_only(run[0]):
            return False
        return (
            fields
            or (len(words) == 1 and words[0].isupper())
            or self.is_country(" ".join(words))
            or tokens[j].start in self._people
        )

    def _breaks_possessive(self, tokens: list[Token], start: int, j: int) -> bool:
        match = re.fullmatch(r"(.+?)['’]s", tokens[j - 1].text)
        if match is None:
            return False
        base = match.group(1).lower()
        if base in _FAMILY_OF_PEOPLE or base + "s" in _FAMILY_OF_PEOPLE:
            return False
        whole = " ".join([*(t.text for t in tokens[start : j - 1]), match.group(1)])
        return self.is_country(whole) or self.is_country(match.group(1)) or j - start <= 2

    def _bracket(self, tokens: list[Token], start: int, j: int) -> int:
        """An acronym in brackets inside a name: "World Internet Conference (WIC) Summit"."""
        if j + 3 >= len(tokens) or tokens[j + 2].text != ")":
            return 0
        inside, after = tokens[j + 1], tokens[j + 3]
        if not re.fullmatch(r"[A-Z][A-Za-z0-9&+-]*[A-Z0-9]", inside.text):
            return 0
        if year(after.text) is not None:
            return 4
        if is_capitalized(after) and self.heads.ending([t.text for t in tokens[start:j]]):
            run = []
            k = j + 3
            while k < len(tokens) and is_capitalized(tokens[k]):
                run.append(tokens[k].text)
                k += 1
            head = self.heads.ending(run)
            return 3 if head is not None and head.kind == "Event" else 0
        return 0

    def _joined(self, tokens: list[Token], start: int, j: int, quotes: dict[int, Quote]) -> int:
        """As in "Festival of Kerala", "Union for the Conservation", "Competition of “Straight”"."""
        words = [t.text for t in tokens[start:j]]
        k = j + 1
        if tokens[k].lower == "the" and k + 1 < len(tokens):
            k += 1
        target = tokens[k]
        has_head = self.heads.ending(words, ("Event", "Document", "Organization", "Place"))
        if tokens[j].lower != "of" and has_head is None:
            # "ASEAN Ministers on Energy Meeting": the head stands at the end.
            ahead = self._run(tokens, k)
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
        if not is_capitalized(target) or not self._name_like(target):
            return 0
        if tokens[j].lower in {"to", "with", "against", "in"} and (
            has_head is None or has_head.kind in {"Event", "Place"} or tokens[j].lower == "in"
        ):
            return 0
        if has_head is not None and has_head.kind == "Event" and self._own_event(tokens, k):
            return 0
        within_body = any(self.heads.ending([w], ("Organization",)) for w in words)
        if has_head is not None and has_head.kind == "Place" and tokens[k - 1].lower == "the":
            return k - j if within_body and tokens[j].lower == "of" else 0
        if tokens[j].lower == "of" and has_head is None and self._person_of(tokens, start, k):
            return 0
        if self._after_post(tokens, start) and all(self._is_field_only(w) for w in words):
            return 0  # "Minister of Health of Russia": the state is another name
        if tokens[j].lower == "of" and has_head is None and tokens[k - 1].lower != "the":
            # "Bank of China" has a head; "Light of Asia" has none but no article either.
            return k - j if not self._post(tokens, k) else 0
        return k - j

    def _person_of(self, tokens: list[Token], start: int, k: int) -> bool:
        """As in "Eleanor Whitcombe of the University of Leeds", "President Ruiz of Ecuador"."""
        ahead = self._run(tokens, k)
        for n in range(1, len(ahead) + 1):
            if self.heads.ending(ahead[:n], ("Organization",)):
                return True
        before = tokens[start - 1].text if start else ""
        titled = before in self.lexicon.honorifics or bool(
            start
            and self.heads.ending(
                [t.text for t in tokens[max(0, start - 3) : start]], ("Position",)
            )
        )
        return titled

    @staticmethod
    def _run(tokens: Sequence[Token], k: int) -> list[str]:
        """Capitalized words from a token on."""
        run = []
        while k < len(tokens) and is_capitalized(tokens[k]):
            run.append(tokens[k].text)
            k += 1
        return run

    def _own_event(self, tokens: list[Token], k: int) -> bool:
        """As in "the Riverside Summit of the 2023 World Grain Conference": two events, not one."""
        run = []
        while k < len(tokens) and (is_capitalized(tokens[k]) or year(tokens[k].text)):
            run.append(tokens[k].text)
            k += 1
        head = self.heads.ending(run)
        return len(run) > 2 and head is not None and head.kind == "Event"

    def _coordinated(self, tokens: list[Token], start: int, j: int) -> int:
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
        if not is_capitalized(tokens[k]) or not self._name_like(tokens[k]):
            return 0
        if not (self._is_field(words[-1]) and self._is_field(tokens[k].text)):
            return 0
        if self.heads.ending(words) and not self._is_field_only(words[-1]):
            return 0
        run = []
        m = k
        while m < len(tokens) and is_capitalized(tokens[m]):
            run.append(tokens[m].text)
            m += 1
        opened = any(w.lower() in {"of", "for", "on"} for w in words) or self._after_post(
            tokens, start
        )
        if not opened:
            kinds = ("Event", "Document", "Organization", "Place")
            return k - j if self.heads.ending(run, kinds) or tokens[j].text == "&" else 0
        first = self.heads.ending(run[:1])
        return 0 if first is not None and len(run) > 1 and not self._is_field(run[0]) else k - j

    def _after_post(self, tokens: list[Token], start: int) -> bool:
        """As in "Minister of Communications and Information Technology": the fields of a post."""
        if start < 2 or tokens[start - 1].lower not in {"of", "for"}:
            return False
        window = [t.text for t in tokens[max(0, start - 4) : start - 1]]
        return self.heads.ending(window, ("Position",)) is not None

    def _open_list(self, tokens: list[Token], start: int, j: int) -> bool:
        """As in "Ministry of Arts, Culture and Tourism": a list of fields that ends in "and"."""
        words = [t.lower for t in tokens[start:j]]
        if not {"of", "for"} & set(words) or not self._is_field(words[-1]):
            return False
        k = j + 1
        while k < len(tokens):
            while k < len(tokens) and is_capitalized(tokens[k]):
                if not self._is_field(tokens[k].text):
                    return False
                k += 1
            if k < len(tokens) and tokens[k].text == "," and k + 1 < len(tokens):
                k += 1
                if tokens[k].lower == "and":
                    return k + 1 < len(tokens) and self._is_field(tokens[k + 1].text)
                continue
            return (
                k + 1 < len(tokens)
                and tokens[k].lower in {"and", "&"}
                and self._is_field(tokens[k + 1].text)
            )
        return False

    def _is_field(self, word: str) -> bool:
        lower = word.lower()
        if lower in self.lexicon.field_nouns:
            return True
        return bool(_FIELD_ENDING.search(lower)) and not self.is_country(word)

    def _is_field_only(self, word: str) -> bool:
        return word.lower() in self.lexicon.field_nouns

    def _dashed(self, tokens: list[Token], start: int, j: int) -> int:
        """Two event names joined by a dash: "Conference – Development Forum"."""
        words = [t.text for t in tokens[start:j]]
        left = self.heads.ending(words)
        run = []
        k = j + 1
        while k < len(tokens) and is_capitalized(tokens[k]):
            run.append(tokens[k].text)
            k += 1
        right = self.heads.ending(run)
        both = left is not None and right is not None and left.kind == right.kind == "Event"
        return 1 if both else 0

    def _lower_head(self, tokens: list[Token], start: int, j: int) -> int:
        """A lower-case head after capitals: "15th BRICS summit", "Hebei provincial government"."""
        words = [t.text for t in tokens[start:j]]
        named = [w for w in words if w[0].isupper() and not w.endswith(("'s", "’s"))]
        if not named or self.heads.ending(words, ("Event", "Document", "Organization")):
            return 0
        for length in (1, 2, 3):
            run = [t.text for t in tokens[j : j + length]]
            if len(run) < length or not all(w.isalpha() or "-" in w for w in run):
                return 0
            if any(w in FUNCTION_WORDS for w in run):
                return 0
            head = self.heads.ending(run, ("Event", "Organization", "Place"))
            if head is None or head.length > length:
                continue
            if head.kind == "Place":
                return length if length == 1 and run[0] in _LOWER_VENUES else 0
            noun = tokens[j + length - 1].lower
            if noun in head.entry.plurals and noun not in {"finals"}:
                return 0
            if (
                head.kind == "Event"
                and len(named) == 1
                and not self._stands_alone(tokens, start, words)
            ):
                return 0
            if head.kind == "Event" and head.entry.scope == "main" and length <= 2:
                if (
                    noun in {"meeting", "show", "week", "day", "assembly", "gathering"}
                    and length > 1
                ):
                    return 0
                return length
            if head.kind == "Event" and length == 1 and head.entry.scope == "part":
                return length if noun in {"competition", "contest", "hackathon", "finals"} else 0
            if head.kind == "Organization" and noun == "government":
                return length
        return 0

    def _stands_alone(self, tokens: list[Token], start: int, words: list[str]) -> bool:
        """One capitalized word before "summit" is a name only with an edition or after "the"."""
        if len(words) > 1 and (ordinal(words[0]) is not None or year(words[0]) is not None):
            return True
        return start > 0 and tokens[start - 1].lower in {"the", "annual"}

    # -- quoted names --------------------------------------------------------------------

    def _quoted(self, tokens: list[Token], i: int, quotes: dict[int, Quote]) -> Chunk:
        """A quoted title, with the words up to an event noun that follow it."""
        quote = quotes[tokens[i].start]
        last = i
        while last + 1 < len(tokens) and tokens[last + 1].end <= quote.span.end:
            last += 1
        j = last + 1
        run: list[str] = []
        best = None
        while j < len(tokens) and len(run) < 6 and tokens[j].text.replace("-", "").isalnum():
            if tokens[j].lower in FUNCTION_WORDS or tokens[j].lower in {"and", "of"}:
                break
            run.append(tokens[j].text)
            head = self.heads.ending(run, ("Event",))
            if head is not None and tokens[j].lower not in head.entry.plurals:
                best = j
            elif not (tokens[j].text[0].isupper() or len(run) <= 4):
                break
            j += 1
        end = best if best is not None else last
        # "2020 “Light” Expo": a year or ordinal before the quotation belongs to the name.
        return Chunk(
            i, end, tokens[i : end + 1], quote=quote, words=[t.text for t in tokens[i : end + 1]]
        )

    def _finish(self, tokens: list[Token], first: int, last: int) -> Chunk | None:
        while last > first and not (
            is_capitalized(tokens[last])
            or year(tokens[last].text)
            or tokens[last].text.isdigit()
            or tokens[last].text[0] in "”\"’'"
            or self.heads.ending([tokens[last].text], ("Event", "Organization"))
            or tokens[last].text in _LOWER_VENUES
        ):
            last -= 1
        run = tokens[first : last + 1]
        match = re.fullmatch(r"(.+?)['’]s?", run[-1].text)
        if match is not None:
            cut = Token(match.group(1), run[-1].start, run[-1].start + len(match.group(1)))
            run = [*run[:-1], cut]
        if len(run) == 1 and (ordinal(run[0].text) or year(run[0].text)):
            return None
        if roman(run[0].text) and len(run) == 1:
            return None
        acronym = next(
            (
                run[k + 1]
                for k in range(len(run) - 2)
                if run[k].text == "(" and run[k + 2].text == ")"
            ),
            None,
        )
        return Chunk(first, last, run, acronym=acronym, words=[t.text for t in run])
