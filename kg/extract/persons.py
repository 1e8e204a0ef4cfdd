"""Which names are people's: beside a post, a courtesy or a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import gazetteer
from kg.extract.classify import is_acronym
from kg.extract.mentions import Mention
from kg.extract.nouns import HeadNouns, is_occupation
from kg.extract.posts_shared import holders
from kg.extract.segment import Sentence, Token
from kg.extract.words import TITLE_WORDS
from kg.lexicon import Lexicon

_SPEECH = re.compile(
    r"\s*,?\s*(?:said|says|told|added|noted|stressed|explained|announced|remarked|stated|"
    r"commented|declared|recalled|argued|emphasized|emphasised|pointed out|went on)\b"
)
#: Nouns of firms that stand right before their names, written small.
_COMPANIES = frozenset(
    """operator maker carmaker automaker chipmaker drugmaker giant utility company firm group
    start-up startup retailer lender insurer airline broadcaster manufacturer supplier brewer
    conglomerate provider miner telco subsidiary""".split()
)
#: Words after a comma that open no post: "the Department for Trade, among others, a director".
_NO_POST = frozenset("who which and was were is are has have had will among".split())


class Persons:
    """Settles by their neighbours which names are of people and which of firms."""

    def __init__(self, lexicon: Lexicon, heads: HeadNouns) -> None:
        self.lexicon = lexicon
        self.heads = heads

    def settle(self, sentences: Sequence[Sentence], mentions: Sequence[list[Mention]]) -> None:
        """A name beside a post, an honorific or a verb of saying is a person's."""
        for sentence, row in zip(sentences, mentions, strict=True):
            for holder in holders(sentence.tokens, row, self.heads) if row else ():
                holder.person.kind, holder.person.certain = "Person", True
            for mention in row:
                if self._company(sentence, mention):
                    mention.kind = "Organization"
                open_kind = mention.kind in {"Unknown", "Place", "Organization", "Person"}
                plain = mention.quoted is None and mention.head is None
                if open_kind and plain and self._person_context(sentence, mention):
                    mention.kind = "Person"
                    mention.certain = True

    @staticmethod
    def _company(sentence: Sentence, mention: Mention) -> bool:
        """As in "the grid operator Redelsa", "turbine maker Kessler Wind": what the firm does."""
        before = sentence.tokens[mention.first - 1].text if mention.first else ""
        guessed = mention.kind in {"Unknown", "Person", "Place"} and mention.head is None
        return guessed and mention.quoted is None and before in _COMPANIES

    def _person_context(self, sentence: Sentence, mention: Mention) -> bool:
        words = mention.text.split()
        if len(words) > 6 or any(c.isdigit() for c in mention.text):
            return False
        tokens, first, last = sentence.tokens, mention.first, mention.last
        before = tokens[first - 1].text if first else ""
        if len(words) == 1 and first and before and not before.isupper():
            post = self.heads.ending(
                [t.text for t in tokens[max(0, first - 3) : first]], ("Position",)
            )
            if (
                post is not None
                and before.lower() not in post.entry.plurals
                and not is_acronym(mention.text)
                and gazetteer.country(mention.text) is None
                and gazetteer.organization(mention.text) is None
            ):
                return True
        if before in self.lexicon.honorifics or before + "." in self.lexicon.honorifics:
            return True
        if is_acronym(mention.text) or gazetteer.organization(mention.text) is not None:
            return False
        if len(words) >= 2 and first:
            window = [t.text for t in tokens[max(0, first - 4) : first]]
            head = self.heads.ending(window, ("Position",))
            if is_occupation(before):
                return True
            if head is not None and before.lower() not in head.entry.plurals:
                return True
        if len(words) >= 2 and before == "," and self._post_across_comma(tokens, first):
            return True
        after = [t.text for t in tokens[last + 1 : last + 9]]
        if len(words) >= 2 and after[:2] == [",", "the"] and self._fields_before_post(after[2:]):
            return True
        if len(words) >= 2 and after[:1] == [","]:
            skip = 1
            while skip < len(after) and skip < 5:
                if self.heads.starting(after[skip : skip + 4], "Position") is not None:
                    return True
                if after[skip].lower() in _NO_POST or after[skip] in ",;.":
                    break
                skip += 1
        tail = sentence.text[mention.span.end - sentence.span.start :][:30]
        if len(words) >= 2 and mention.kind in {"Unknown", "Person"} and _SPEECH.match(tail):
            return True
        # A speaker label: the name alone on its line, with a colon.
        line = sentence.text.strip()
        return len(words) >= 2 and line == f"{mention.text}:" and mention.kind != "Organization"

    def _fields_before_post(self, words: list[str]) -> bool:
        """As in "X, the Labour, Health and Welfare Minister": fields of work and then a post."""
        fields = self.lexicon.field_nouns
        i = next((i for i, w in enumerate(words) if w.lower() not in fields | {",", "and"}), 0)
        return i > 0 and self.heads.starting(words[i : i + 4], "Position") is not None

    def _post_across_comma(self, tokens: Sequence[Token], first: int) -> bool:
        """As in "the head of the Forest Agency, Nils Boström", "Fiji's Labour Minister, X"."""
        words = [t.text for t in tokens[max(0, first - 4) : first - 1]]
        post = self.heads.ending(words, ("Position",))
        if post is not None and tokens[first - 2].lower not in post.entry.plurals:
            return self._owned_title(tokens, first - 1 - post.length)
        for k in range(first - 2, max(0, first - 14), -1):
            if tokens[k].text in ",;.:":
                return False
            if tokens[k].lower in {"of", "for"}:
                words = [t.text for t in tokens[max(0, k - 4) : k]]
                post = self.heads.ending(words, ("Position",))
                if post is not None:
                    lead = tokens[k - post.length - 1].lower if k > post.length else ""
                    return lead in {"the", "its", "", "and", "a"} or lead.endswith(("'s", "’s"))
        return False

    def _owned_title(self, tokens: Sequence[Token], k: int) -> bool:
        """Whether a title that begins at ``k`` or a few words before has an owner or "the"."""
        while k > 0 and tokens[k - 1].lower in TITLE_WORDS | self.lexicon.field_nouns:
            k -= 1
        lead = tokens[k - 1].lower if k else ""
        return lead in {"the", "its", "their"} or lead.endswith(("'s", "’s"))
