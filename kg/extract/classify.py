"""Says what kind of thing a name names: by its head noun, the authority files, and the tagger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import gazetteer
from kg.extract.mentions import Mention
from kg.extract.names import Chunk
from kg.extract.nouns import Head, HeadNouns
from kg.extract.parse import Label
from kg.extract.quotes import is_theme
from kg.extract.segment import Sentence
from kg.extract.words import year
from kg.lexicon import Lexicon

_TAGGER = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "EVENT": "Event",
    "WORK_OF_ART": "Unknown",
    "LAW": "Document",
}
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&+-]*[A-Z0-9+]|[A-Z]{2,}\d*")
#: Words of a name that can stand in a person's name: letters, capital first, no digits.
_PERSON_WORD = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*\.?|bin|bint|ibn|al|de|da|del|van|von|der|y|ben)")
_COMPASS = re.compile(r"^(?:(?:north|south|east|west|central)(?:ern)?[- ]?)+", re.IGNORECASE)
_RESIDUAL_BEFORE_DOCUMENT = {"and", "of"}


def core_words(words: Sequence[str]) -> list[str]:
    """The words of a name without bracketed acronyms and without years or numbers at its end.

    >>> core_words("World Artificial Intelligence Conference ( WAIC ) 2023".split())
    ['World', 'Artificial', 'Intelligence', 'Conference']
    """
    kept: list[str] = []
    depth = 0
    for word in words:
        depth += word == "("
        if not depth:
            kept.append(word)
        depth -= word == ")"
    if len(kept) > 2:
        last = next((i for i in range(len(kept) - 1, 0, -1) if not year(kept[i])), 0)
        # "Internet Governance Forum IGF 2024": the acronym repeats the name.
        if last >= 2 and kept[last] == "".join(w[0] for w in kept[:last] if w[0].isupper()):
            kept = kept[:last] + kept[last + 1 :]
    if len(kept) > 2 and kept[-2].lower() in {"phase", "volume", "part", "version", "edition"}:
        kept = kept[:-2]
    while len(kept) > 1 and (year(kept[-1]) or re.fullmatch(r"\d{1,2}(?:\.\d)?", kept[-1])):
        kept.pop()
    return [w for w in kept if w not in {"“", "”", '"', "‘", "’"}]


#: A work, before its title in quotation marks: "a book titled", "the novel".
_WORK_BEFORE = re.compile(
    r"\b(?:book|novel|film|movie|documentary|song|album|poem|play|painting|memoir|biography)"
    r"(?:,? (?:titled|entitled|called|named|on))?,?\s*$",
    re.IGNORECASE,
)
_PRIZES = frozenset("award awards medal trophy scholarship".split())
#: Houses whose town can stand at the end of their names.
_HALLS = frozenset("centre center hall arena complex".split())


def head_of(words: Sequence[str], heads: HeadNouns) -> Head | None:
    """Head noun of a name: before its first preposition, else at its end.

    "Ministry of Industry" and "Festival of Kerala" have theirs in front, "Light of the Internet
    Expo" at the end.
    """
    core = core_words(words)
    kinds = ("Event", "Document", "Organization")
    for i, word in enumerate(core):
        if word.lower() in {"of", "for", "on"} and i:
            head = heads.ending(core[:i], (*kinds, "Place"))
            # "Centre for Coastal Studies" is a house of its own, "Palace of Arts Forum" none.
            wider = heads.ending(core, ("Event", "Organization"))
            if head is not None and not (head.kind == "Place" and wider):
                return head
            break
    head = heads.ending(core, (*kinds, "Place")) or heads.leading(core)
    if head is None and len(core) > 2:
        house = heads.ending(core[:-1], ("Place",))  # "Conference Centre Geneva"
        head = house if house is not None and house.entry.lemma in _HALLS else None
    return head


class Classifier:
    """Turns chunks into mentions with a kind."""

    def __init__(self, lexicon: Lexicon, heads: HeadNouns) -> None:
        self.lexicon = lexicon
        self.heads = heads

    def mention(self, chunk: Chunk, sentence: Sentence, labels: Sequence[Label]) -> Mention:
        """The mention of one chunk. ``labels`` have offsets within the sentence."""
        text = sentence.text[
            chunk.span.start - sentence.span.start : chunk.span.end - sentence.span.start
        ]
        words = [t.text for t in chunk.tokens]
        mention = Mention(
            span=chunk.span,
            text=text,
            sentence=sentence.index,
            kind="Unknown",
            first=chunk.first,
            last=chunk.last,
            acronym=chunk.acronym.text if chunk.acronym else None,
        )
        if chunk.quote is not None:
            self._quoted(mention, chunk, words, sentence)
        else:
            mention.head = head_of(words, self.heads)
            mention.kind = self._kind(mention, chunk, sentence, labels, words)
        return mention

    def _quoted(self, mention: Mention, chunk: Chunk, words: list[str], sentence: Sentence) -> None:
        assert chunk.quote is not None
        mention.quoted = chunk.quote.text
        if mention.span.end > chunk.quote.span.end:  # an event noun follows the quotation
            mention.kind, mention.head = "Event", self.heads.ending(words, ("Event",))
            return
        inner = re.findall(r"\w[\w'’.-]*", chunk.quote.text)
        head = head_of(inner, self.heads) if inner and inner[0][0].isupper() else None
        short = len(inner) <= 12
        before = sentence.before(chunk.quote.span.start)
        if is_theme(sentence, chunk.quote) or _WORK_BEFORE.search(before):
            mention.kind = "Title"
        elif head is not None and head.kind in {"Document", "Event"} and short:
            mention.head, mention.kind = head, head.kind
        else:
            mention.kind = "Title"

    def _kind(
        self,
        mention: Mention,
        chunk: Chunk,
        sentence: Sentence,
        labels: Sequence[Label],
        words: list[str],
    ) -> str:
        name = " ".join(words)
        head = mention.head
        if head is None and words[-1].lower() in _PRIZES:
            return "Unknown"  # "Turing Award" is nobody
        for form in (name, _COMPASS.sub("", name)):
            if gazetteer.country(form) is not None:
                return "Country"
            if len(words) <= 3 and gazetteer.demonym(form) is not None:
                return "Demonym"
        if gazetteer.organization(name) is not None:
            return "Organization"
        tag = self._tag(chunk, sentence, labels)
        if head is not None:
            alone = len(core_words(words)) == head.length
            if head.kind == "Document" and words[0].lower() in head.entry.plurals:
                return "Unknown"  # "Reports on China": described, not named
            if head.kind == "Document" and tag in {"Organization"} and not alone:
                return "Document"
            if not alone or head.kind in {"Organization", "Event"}:
                return head.kind
        unsure = tag in {None, "Unknown", "Organization"} or (tag == "Person" and len(words) == 1)
        if unsure and self._after_in(chunk, sentence, words):
            return "Place"
        if tag is not None and tag != "Unknown":
            if tag == "Person" and not all(_PERSON_WORD.fullmatch(w) for w in words):
                return "Unknown"
            if tag == "Person" and chunk.first and sentence.tokens[chunk.first - 1].lower == "at":
                return "Unknown"  # "held at Fiera Aura": nobody is held at
            if tag == "Event" and head is None:
                return "Unknown"
            return tag
        return "Unknown"

    @staticmethod
    def _after_in(chunk: Chunk, sentence: Sentence, words: list[str]) -> bool:
        """As in "in Thiruvananthapuram": a short name right after "in" is a place's."""
        tokens = sentence.tokens
        if chunk.first == 0 or tokens[chunk.first - 1].lower != "in" or len(words) > 2:
            return False
        following = tokens[chunk.last + 1].lower if chunk.last + 1 < len(tokens) else "."
        return not any(is_acronym(w) for w in words) and (
            following in {".", ",", "on", "from", "and", "with", "this", "in", ";", "for"}
        )

    @staticmethod
    def _tag(chunk: Chunk, sentence: Sentence, labels: Sequence[Label]) -> str | None:
        """The tagger's label that covers most of the chunk, if it covers more than half of it."""
        start = chunk.span.start - sentence.span.start
        end = chunk.span.end - sentence.span.start
        best, kind = 0, None
        for label in labels:
            common = min(end, label.end) - max(start, label.start)
            if common > best and label.label in _TAGGER:
                best, kind = common, _TAGGER[label.label]
        return kind if best * 2 > end - start else None


def is_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: capitals and digits, two at least.

    >>> is_acronym("WIC"), is_acronym("COP28"), is_acronym("Wuzhen")
    (True, True, False)
    """
    return bool(_ACRONYM.fullmatch(text))
