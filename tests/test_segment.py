"""A text is cut into sentences and tokens that keep their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.segment import segment, tokenize

PIECES = st.lists(
    st.sampled_from(
        ["Dr.", "Voss", "spoke", "at", "9", "a.m.", "on", "Nov.", "7.", "“Why?”", "(Yes.)", "\n",
         "3.5", "2,000+", "People's", "co-host", "Wait...", "J.", "K.", "…", "–", "é", "大会", "!"]
    )
)  # fmt: skip
TEXTS = st.one_of(PIECES.map(" ".join), st.text(max_size=80))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The gate opened. Guests came.", ["The gate opened.", "Guests came."]),
        ("Dr. Ada Voss spoke. She left.", ["Dr. Ada Voss spoke.", "She left."]),
        ("It began on Nov. 7. Guests came.", ["It began on Nov. 7.", "Guests came."]),
        ("Vela Inc. Key guests spoke.", ["Vela Inc.", "Key guests spoke."]),
        ("Vela Co. Ltd. opened a hall.", ["Vela Co. Ltd. opened a hall."]),
        ("Vela Inc. Chairman Ada Voss spoke.", ["Vela Inc. Chairman Ada Voss spoke."]),
        ("The U.S. team won. It left.", ["The U.S. team won.", "It left."]),
        ("Mr. J. K. Orr opened the show.", ["Mr. J. K. Orr opened the show."]),
        ("Sales rose 3.5 percent. Good.", ["Sales rose 3.5 percent.", "Good."]),
        ("He asked: “Why now?” Nobody knew.", ["He asked: “Why now?”", "Nobody knew."]),
        ("(The hall was full.) It closed.", ["(The hall was full.)", "It closed."]),
        ("Is it over? Yes! It is.", ["Is it over?", "Yes!", "It is."]),
        ("Wait... the gate opened.", ["Wait... the gate opened."]),
        ("Opening day\nThe fair began.", ["Opening day", "The fair began."]),
        ("One.\n\n  Two.  ", ["One.", "Two."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [s.text for s in segment(text)] == sentences


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the People's Guild", ["the", "People's", "Guild"]),
        ("guests' rooms", ["guests'", "rooms"]),
        ("20 co-organizers", ["20", "co-organizers"]),
        ("on Nov. 7, 2030", ["on", "Nov.", "7", ",", "2030"]),
        ("2,000+ guests", ["2,000+", "guests"]),
        ("the 14th (and last)", ["the", "14th", "(", "and", "last", ")"]),
        ("5G and 3.5 percent", ["5G", "and", "3.5", "percent"]),
        ("R&D – now", ["R&D", "–", "now"]),
    ],
)
def test_tokens_are_the_words_as_printed(text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == tokens


def test_a_paragraph_is_a_line() -> None:
    first, second, third = segment("One. Two.\nThree.")
    assert first.paragraph == second.paragraph != third.paragraph


@given(TEXTS)
def test_spans_reproduce_sentences_and_tokens(text: str) -> None:
    for number, sentence in enumerate(segment(text)):
        assert sentence.index == number
        assert text[sentence.span.start : sentence.span.end] == sentence.text
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text


@given(TEXTS)
def test_every_printed_character_is_in_one_sentence_and_one_token(text: str) -> None:
    sentences = segment(text)
    in_sentences = [i for s in sentences for i in range(s.span.start, s.span.end)]
    in_tokens = [i for s in sentences for t in s.tokens for i in range(t.start, t.end)]
    printed = [i for i, c in enumerate(text) if not c.isspace()]
    assert [i for i in in_sentences if not text[i].isspace()] == printed
    assert in_tokens == printed
