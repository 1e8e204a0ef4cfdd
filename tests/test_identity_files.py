"""What identity reads besides reports: the overrides file; and texts that are copies."""

from __future__ import annotations

import random

import pytest

from kg.errors import InputError
from kg.identity import Overrides, copies, read_overrides, signature
from kg.vocab import ID


def read(tmp_path, text: str) -> Overrides:
    path = tmp_path / "same.yaml"
    path.write_text(text, encoding="utf-8")
    return read_overrides(path)


def test_overrides_name_things_by_name_iri_and_prefix(tmp_path):
    text = f"same:\n- [Lantern  Guild, 'id:org/lg']\ndifferent: [[Ana Soto, {ID['person/x']}]]\n"
    assert read(tmp_path, text) == Overrides(
        same=(("Lantern Guild", str(ID["org/lg"])),),
        different=(("Ana Soto", str(ID["person/x"])),),
    )
    assert read(tmp_path, "") == read(tmp_path, "same:\n") == Overrides()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a\n", ":1: write the lists as same: and different:"),
        ("same: []\nsimilar: []\n", ":2: similar is neither same nor different"),
        ("same: []\nsame: []\n", ":2: same stands here for the second time"),
        ("same: Lantern\n", ":1: same needs a list of pairs"),
        ("same:\n- [A, B]\n- [A]\n", ":3: a pair has two entries"),
        ("same:\n- [A, B, C]\n", ":2: a pair has two entries"),
        ("different:\n- [A, [B]]\n", ":2: an entry is a name or an IRI"),
        ("same: [[A, B]\ndifferent: []\n", "not YAML"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path, text, problem):
    with pytest.raises(InputError, match=r"same\.yaml") as caught:
        read(tmp_path, text)
    assert problem in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.yaml: cannot be read"):
        read_overrides(tmp_path / "none.yaml")


WORDS = [f"word{n}" for n in range(4000)]


def text(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def edited(row: list[str], seed: int) -> list[str]:
    """An agency text as another paper prints it: other start, fewer last lines, words changed."""
    rng = random.Random(seed)
    kept = [w if rng.random() > 0.03 else rng.choice(WORDS) for w in row]
    return ["PORT", "OSTREL", *kept[: int(len(kept) * 0.95)]]


def test_edited_copies_are_found_and_other_reports_are_not():
    originals = {f"a{n:03}": text(n) for n in range(200)}
    printed = {f"b{n:03}": edited(row, n) for n, row in enumerate(originals.values())}
    rows = originals | printed
    found = copies({name: signature(" ".join(row)) for name, row in rows.items()})
    right = {f"b{n:03}": f"a{n:03}" for n in range(200)}
    assert {k: v for k, v in found.items() if right.get(k) != v} == {}
    assert len(found) >= 190


def test_the_first_is_the_earliest_then_the_smallest():
    mark = signature(" ".join(text(1)))
    marks = {"c": mark, "a": mark, "b": mark}
    assert copies(marks) == {"b": "a", "c": "a"}
    assert copies(marks, {"c": "2018-05-01", "a": "2018-05-02"}) == {"a": "c", "b": "c"}
    assert copies(dict(reversed(marks.items()))) == copies(marks)


def test_a_signature_is_the_same_everywhere():
    assert len(signature("")) == len(signature("One two.")) == 512
    assert signature("The Lantern, Forum!") == signature("the lantern forum")
    assert signature("Lanterns light the harbour tonight").hex()[:16] == "1e1ccde108acaad0"
