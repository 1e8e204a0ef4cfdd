"""Datelines, date lines, bylines and credits are read; the starts of sentences are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.reading.dateline import Dateline, parse

BODY = "The fair was opened by the mayor."

#: what a dateline says: publisher, place, regions, date, authors
Said = tuple[
    str | None, str | None, tuple[str, ...], tuple[int | None, int, int] | None, tuple[str, ...]
]


def said(line: Dateline) -> Said:
    return (
        line.publisher.text if line.publisher else None,
        line.place.text if line.place else None,
        tuple(region.text for region in line.regions),
        (line.date.year, line.date.month, line.date.day) if line.date else None,
        tuple(author.text for author in line.authors),
    )


def spans(line: Dateline) -> Iterator[tuple[str, Span]]:
    for mention in (line.publisher, line.place, *line.regions, *line.authors):
        if mention:
            yield mention.text, mention.span


#: the dateline as printed, and what it says
DATELINES: list[tuple[str, Said]] = [
    (
        "Harbour News Agency, Bergen, May 4 (Ada Byron and Jan de Wit)",
        ("Harbour News Agency", "Bergen", (), (None, 5, 4), ("Ada Byron", "Jan de Wit")),
    ),
    ("OSLO, May 4 (Reuters) -", ("Reuters", "OSLO", (), (None, 5, 4), ())),
    ("OSLO, Sept. 4 (Harbour Post) --", ("Harbour Post", "OSLO", (), (None, 9, 4), ())),
    ("NEW HAVEN, Nov. 17 (XNA) —", ("XNA", "NEW HAVEN", (), (None, 11, 17), ())),
    (
        "BERGEN, Vestland Province, Oct. 20 --",
        (None, "BERGEN", ("Vestland Province",), (None, 10, 20), ()),
    ),
    (
        "SAN LUCAS, Calif., Jan. 5, 2031 /PRNewswire/ --",
        ("PRNewswire", "SAN LUCAS", ("Calif.",), (2031, 1, 5), ()),
    ),
    (
        "BERGEN, Norway, April 28, 2031 /PRNewswire/ -- Fjord News:",
        ("Fjord News", "BERGEN", ("Norway",), (2031, 4, 28), ()),
    ),
    ("BERGEN, Norway--(BUSINESS WIRE)--", ("BUSINESS WIRE", "BERGEN", ("Norway",), None, ())),
    ("BERGEN (AP) —", ("AP", "BERGEN", (), None, ())),
    ("Bergen (Fjord News) –", ("Fjord News", "Bergen", (), None, ())),
    ("BERGEN -", (None, "BERGEN", (), None, ())),
    ("(Reuters) -", ("Reuters", None, (), None, ())),
    ("Bergen, 14 May 2031 —", (None, "Bergen", (), (2031, 5, 14), ())),
    ("São Tomé, 1st June 2031 –", (None, "São Tomé", (), (2031, 6, 1), ())),
    ("Bergen, 14 May 2031:", (None, "Bergen", (), (2031, 5, 14), ())),
    ("Rio de Janeiro/Bergen, 14 May --", (None, "Rio de Janeiro/Bergen", (), (None, 5, 14), ())),
    (
        "Bergen, May 4 (Fjord News/Ada Byron)",
        ("Fjord News", "Bergen", (), (None, 5, 4), ("Ada Byron",)),
    ),
    ("Fjord Daily Bergen, November 10th.", ("Fjord Daily", "Bergen", (), (None, 11, 10), ())),
    ("Xinhua, Bergen, May 4 --", ("Xinhua", "Bergen", (), (None, 5, 4), ())),
    ("Bergen, Norway – 14 May 2031 –", (None, "Bergen", ("Norway",), (2031, 5, 14), ())),
    ("14 May 2031, Bergen, Norway –", (None, "Bergen", ("Norway",), (2031, 5, 14), ())),
    ("14 May 2031 – Bergen –", (None, "Bergen", (), (2031, 5, 14), ())),
    ("[Bergen, 14 May 2031] –", (None, "Bergen", (), (2031, 5, 14), ())),
    ("Ada Byron reports:", (None, None, (), None, ("Ada Byron",))),
]

#: a line above the report, and what it says
HEADERS: list[tuple[str, Said]] = [
    ("2031-05-04", (None, None, (), (2031, 5, 4), ())),
    ("2031-05-04 10:20:31", (None, None, (), (2031, 5, 4), ())),
    ("May 4, 2031", (None, None, (), (2031, 5, 4), ())),
    ("Updated: 2031-05-04 10:20", (None, None, (), (2031, 5, 4), ())),
    ("Posted On: 04 MAY 2031 4:12PM by FJB Turku", (None, None, (), (2031, 5, 4), ())),
    (
        "Source: Fjord Daily Release time: 2031-05-04 09:14",
        ("Fjord Daily", None, (), (2031, 5, 4), ()),
    ),
    ("2031-05-04 Source: Xinhua", ("Xinhua", None, (), (2031, 5, 4), ())),
    (
        "Source: Fjord News | 2031-05-04 18:11:05 | Editor: Mia Berg",
        ("Fjord News", None, (), (2031, 5, 4), ()),
    ),
    ("Fjord News | 4 May 2031", ("Fjord News", None, (), (2031, 5, 4), ())),
    ("By Ada Byron", (None, None, (), None, ("Ada Byron",))),
    (
        "BY ADA BYRON AND JAN DE WIT".replace(" AND ", " and "),
        (None, None, (), None, ("ADA BYRON", "JAN DE WIT")),
    ),
    (
        "By Ada Byron and Jan de Wit, Harbour Post",
        ("Harbour Post", None, (), None, ("Ada Byron", "Jan de Wit")),
    ),
    ("Bergen, 24 Aug. 2031 (Fjord Daily/Xinhua)", ("Fjord Daily", "Bergen", (), (2031, 8, 24), ())),
]


#: what datelines are made of, and what only looks like it
PIECES = (
    *("Oslo", "OSLO", "AFP", "Harbour Post", "Ada Byron", "4 May 2031", "May 4", "2031-05-04"),
    *("Source: ", "By ", "Editor: ", "(Text: ", " reports:", "Photo", " and ", "(", ")", "[", "]"),
    *(" -- ", " – ", " - ", ", ", ". ", ": ", "; ", " | ", "/", " ", "\n", "é", "4"),
)


class TestParse:
    @pytest.mark.parametrize(("printed", "expected"), DATELINES)
    def test_a_dateline_before_the_first_sentence(self, printed: str, expected: Said) -> None:
        line = parse(f"{printed} {BODY}")
        assert line is not None
        assert said(line) == expected
        assert line.body_start == len(printed) + 1

    @pytest.mark.parametrize(("printed", "expected"), HEADERS)
    def test_a_line_above_the_report(self, printed: str, expected: Said) -> None:
        line = parse(f"{printed}\n\n{BODY}")
        assert line is not None
        assert said(line) == expected
        assert line.body_start == len(printed) + 2

    @pytest.mark.parametrize(
        "above",
        [
            "Harbour Fair opens",
            "Harbour Fair opens\n\nTwo hundred ships at the quay",
            "Photo: Ships at the quay on May 4. (Xinhua/Ada Byron)",
            "Ships lie at the quay on May 4, 2031. (Photo by Ada Byron)",
            "Editor: Mia Berg",
        ],
    )
    def test_headlines_and_captions_may_stand_above(self, above: str) -> None:
        line = parse(f"{above}\n\nOSLO, May 4 (AFP) -- {BODY}")
        assert line is not None
        assert said(line) == ("AFP", "OSLO", (), (None, 5, 4), ())

    def test_lines_complete_each_other(self) -> None:
        text = f"2031-05-04\n\nBy Ada Byron\n\nOSLO, May 3 (AFP) -- {BODY}"
        line = parse(text)
        assert line is not None
        assert said(line) == ("AFP", "OSLO", (), (2031, 5, 4), ("Ada Byron",))
        assert text[line.span.start : line.span.end] == "OSLO, May 3 (AFP) --"
        assert text[line.body_start :] == BODY

    @pytest.mark.parametrize(
        ("credits", "publisher", "authors"),
        [
            ("(Text: Ada Byron; photo: Jan de Wit)", None, ["Ada Byron"]),
            (
                "(Reporting by Ada Byron and Mia Berg; editing by Jan de Wit)",
                None,
                ["Ada Byron", "Mia Berg"],
            ),
            ("(Reporter: Ada Byron)\nEditor: Mia Berg", None, ["Ada Byron"]),
            ("Reporting by Ada Byron; Editing by Mia Berg", None, ["Ada Byron"]),
            ("Source: Harbour Post", "Harbour Post", []),
        ],
    )
    def test_credits_at_the_end(
        self, credits: str, publisher: str | None, authors: list[str]
    ) -> None:
        line = parse(f"{BODY}\n\n{BODY}\n\n{credits}")
        assert line is not None
        assert (line.publisher.text if line.publisher else None) == publisher
        assert [author.text for author in line.authors] == authors
        assert line.body_start == 0

    @pytest.mark.parametrize(
        "text",
        [
            "",
            BODY,
            "Harbour Fair opens\n\nThe fair was opened.",
            "On Monday, May 4 (a holiday) the fair was opened.",
            "In Bergen, May 4 -- a holiday -- is the day of the fair.",
            "On 4 May 2031, Ada Byron opened the fair.",
            "4 May 2031, Bergen and the fair: a day to remember.",
            "Since Jan. 5 the fair -- the third -- is open.",
            "Ada Byron, May 4 in hand, opened the fair.",
            "Ships - many of them new - came to the fair.",
            "NATO - the alliance - sent a guest.",
            "Berg (Labour) – the mayor – opened the fair.",
            "UPDATE - The fair is closed.",
            "Bergen, May 34 -- The fair was opened.",
            "By Monday the fair will be open.",
            "By the quay\n\nThe fair was opened.",
            "Harbour Post reports: The fair was opened.",
            "World Bank reports: The fair was opened.",
            "Speakers:\nAda Byron, mayor;",
            "Note: The fair is closed.",
            "The fair (Editor: closed) was opened.",
            "2031 was the year of the fair.",
            "The mayor said: (Text: see below) and left.\n\n(Text: see below)",
        ],
    )
    def test_other_texts_have_none(self, text: str) -> None:
        assert parse(text) is None

    @pytest.mark.parametrize(
        "printed", ["OSLO, May 4 (AFP) --", "Oslo, 4 May:", "Fjord Daily Oslo, May 4."]
    )
    def test_a_year_is_never_guessed(self, printed: str) -> None:
        line = parse(f"{printed} The fair of 2031 was opened on May 3, 2031.")
        assert line is not None and line.date is not None
        assert line.date.year is None
        assert line.date.complete() is None

    @given(
        st.sampled_from([printed for printed, _ in DATELINES]),
        st.sampled_from(["", *(printed for printed, _ in HEADERS), "Harbour Fair opens"]),
        st.text(max_size=40),
    )
    def test_spans_reproduce_their_words(self, printed: str, above: str, body: str) -> None:
        text = f"{above}\n\n{printed} {body}"
        line = parse(text)
        assert line is not None
        for words, span in spans(line):
            assert text[span.start : span.end] == words
        assert 0 <= line.span.start < line.span.end <= len(text)
        assert line.body_start <= len(text)

    @given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
    def test_any_text_can_be_asked(self, text: str) -> None:
        line = parse(text)
        for words, span in spans(line) if line else ():
            assert text[span.start : span.end] == words
