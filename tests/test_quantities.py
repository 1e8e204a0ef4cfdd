"""Counts are read with hard bounds; numbers that count nothing are left alone."""

from __future__ import annotations

import pytest
from extract_fixture import sentence
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import find_dates
from kg.extract.quantities import Quantity, find_quantities
from kg.lexicon import lexicon


def quantities(text: str) -> list[Quantity]:
    return find_quantities(sentence(text), lexicon(), find_dates(text), [])


@pytest.mark.parametrize(
    ("text", "value", "modifier", "lower", "upper", "noun"),
    [
        ("20 forums", 20, "exact", 20, 20, "forum"),
        ("twenty-four journalists", 24, "exact", 24, 24, "journalist"),
        ("two hundred and fifty teachers", 250, "exact", 250, 250, "teacher"),
        ("a dozen schools", 12, "exact", 12, 12, "school"),
        ("1.5 million visitors", 1_500_000, "exact", 1_500_000, 1_500_000, "visitor"),
        ("a total of 45 participants", 45, "exact", 45, 45, "participant"),
        ("more than 2,000 guests", 2000, "moreThan", 2001, None, "guest"),
        ("500+ exhibitors", 500, "moreThan", 501, None, "exhibitor"),
        ("at least 12 projects", 12, "atLeast", 12, None, "project"),
        ("nearly 20 countries", 20, "nearly", None, 19, "country"),
        ("up to 500 visitors", 500, "atMost", None, 500, "visitor"),
        ("about 40 exhibitors", 40, "about", None, None, "exhibitor"),
        ("20 to 30 speakers", None, "range", 20, 30, "speaker"),
        ("between 20 and 30 speakers", None, "range", 20, 30, "speaker"),
        ("hundreds of visitors", 100, "multiplesOf", 200, None, "visitor"),
        ("tens of thousands of visitors", 10_000, "multiplesOf", 20_000, None, "visitor"),
    ],
)
def test_a_count_has_bounds(
    text: str, value: int | None, modifier: str, lower: int | None, upper: int | None, noun: str
) -> None:
    (found,) = quantities(text)
    assert (found.value, found.modifier, found.lower, found.upper) == (
        value, modifier, lower, upper,
    )  # fmt: skip
    assert found.kind is not None and found.kind.lemma == noun
    assert text.removeprefix("between ") == text[found.span.start : found.span.end]


@pytest.mark.parametrize(
    "text",
    ["$200 million", "in 2030 visitors came", "aged 30", "30 percent of guests", "on 4 May 2030",
     "for 12 years", "hall 7"],
)  # fmt: skip
def test_what_counts_nothing_is_left_alone(text: str) -> None:
    assert quantities(text) == []


def test_roughness_holds_for_both_of_a_pair() -> None:
    found = quantities("some 600 publishers and 200 magazines")
    assert [(q.value, q.modifier) for q in found] == [(600, "about"), (200, "about")]


def test_numbers_in_a_row_share_the_last_noun() -> None:
    found = quantities("6,500, 1,800 and 1,200 visitors")
    assert [q.kind.lemma for q in found if q.kind] == ["visitor"] * 3


QUANTIFIERS = ["", "more than ", "over ", "at least ", "nearly ", "almost ", "up to ", "about "]


@given(st.sampled_from(QUANTIFIERS), st.integers(min_value=2, max_value=900_000))
def test_bounds_follow_the_wording(quantifier: str, number: int) -> None:
    (found,) = quantities(f"{quantifier}{number:,} visitors")
    assert found.value == number
    assert (found.lower, found.upper) == {
        "exact": (number, number),
        "moreThan": (number + 1, None),
        "atLeast": (number, None),
        "nearly": (None, number - 1),
        "atMost": (None, number),
        "about": (None, None),
    }[found.modifier]
