"""Real pages of news outlets are read as people read them, where the corpus is at hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.reading.html import read_html
from kg.reading.metadata import Metadata

PAGES = Path(__file__).parent.parent.parent / "shared" / "corpus" / "html"

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="needs the corpus of saved pages")

#: pages of 12 that must agree; the rest is a headline whose quotes are printed otherwise, and a
#: page that names its authors in Chinese
AT_LEAST = {"title": 11, "authors": 11, "published": 12, "words": 11}


@pytest.fixture(scope="module")
def pages() -> list[tuple[Metadata, str, dict[str, Any]]]:
    expected = json.loads((PAGES / "expected.json").read_text("utf-8"))
    read = [read_html(gzip.decompress((PAGES / name).read_bytes()), name) for name in expected]
    return [(*page, truth) for page, truth in zip(read, expected.values(), strict=True)]


def test_titles_agree(pages: list[tuple[Metadata, str, dict[str, Any]]]) -> None:
    agree = [page.title == truth["title"].strip() for page, _, truth in pages]
    assert sum(agree) >= AT_LEAST["title"]


def test_authors_agree(pages: list[tuple[Metadata, str, dict[str, Any]]]) -> None:
    agree = [list(page.authors) == truth["authors"] for page, _, truth in pages]
    assert sum(agree) >= AT_LEAST["authors"]


def test_dates_agree(pages: list[tuple[Metadata, str, dict[str, Any]]]) -> None:
    agree = [str(page.published) == truth["published"] for page, _, truth in pages]
    assert sum(agree) >= AT_LEAST["published"]


def test_bodies_have_nearly_as_many_words(
    pages: list[tuple[Metadata, str, dict[str, Any]]],
) -> None:
    agree = [abs(len(text.split()) / truth["words"] - 1) <= 0.18 for _, text, truth in pages]
    assert sum(agree) >= AT_LEAST["words"]
