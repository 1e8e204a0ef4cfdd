"""Reports are read from six kinds of sources; what cannot be read is refused in one line."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article
from kg.reading import read
from kg.reading.article import headline
from kg.reading.language import is_english
from kg.reading.markdown import plain
from kg.reading.text import normalize

REPORT = "The third Harbour Fair was opened in Oslo by the mayor, who spoke of the sea."

GERMAN = (
    "Die dritte Hafenmesse wurde am Montag in Hamburg eröffnet. An der Messe nehmen mehr als "
    "hundert Firmen aus zwölf Ländern teil. Der Bürgermeister sagte, die Stadt freue sich auf "
    "viele Gäste und gute Gespräche in den kommenden drei Tagen."
)

FRONT_MATTER = """\
---
id: 17
title: Harbour Fair opens
publisher: Harbour Post
published: 2031-05-04
language: en
url: https://post.example/fair
authors: [Ada Byron, Jan de Wit]
---
"""

PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour Fair opens | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Harbour Fair opens",
"datePublished": "2031-05-04T09:00:00Z", "author": [{{"@type": "Person", "name": "Ada Byron"}},
{{"@type": "Organization", "name": "Harbour Post"}}]}}</script></head>
<body><nav><a href="/">Home</a></nav><h1>Harbour Fair opens</h1><article>
<p>{REPORT}</p><p>{"More than two hundred companies show their ships at the quay. " * 5}</p>
</article><footer>All rights reserved</footer></body></html>"""


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(path: Path) -> Article:
    (article,) = read(path)
    return article


def lines(*articles: dict[str, object] | str) -> str:
    return "\n".join(a if isinstance(a, str) else json.dumps(a) for a in articles) + "\n"


class TestSources:
    def test_a_text_file_is_one_article(self, tmp_path: Path) -> None:
        article = one(file(tmp_path, "fair.txt", REPORT + "\n"))
        assert article == Article(text=REPORT)
        assert article.source == str(tmp_path / "fair.txt")

    def test_front_matter_gives_the_metadata(self, tmp_path: Path) -> None:
        assert one(file(tmp_path, "fair.md", FRONT_MATTER + REPORT)) == Article(
            text=REPORT,
            title="Harbour Fair opens",
            publisher="Harbour Post",
            published=dt.date(2031, 5, 4),
            url="https://post.example/fair",
            authors=("Ada Byron", "Jan de Wit"),
        )

    def test_markdown_without_front_matter_is_text(self, tmp_path: Path) -> None:
        assert one(file(tmp_path, "fair.markdown", REPORT)).text == REPORT

    def test_metadata_do_not_change_the_identity(self, tmp_path: Path) -> None:
        bare, full = file(tmp_path, "a.txt", REPORT), file(tmp_path, "b.md", FRONT_MATTER + REPORT)
        assert one(bare).sha256 == one(full).sha256

    def test_a_page_gives_body_title_date_and_persons(self, tmp_path: Path) -> None:
        article = one(file(tmp_path, "fair.html", PAGE))
        assert article.text.startswith(REPORT + "\n\nMore than two hundred companies")
        assert "rights reserved" not in article.text
        assert article.title == "Harbour Fair opens"
        assert article.publisher == "Harbour Post"
        assert article.published == dt.date(2031, 5, 4)
        assert article.authors == ("Ada Byron",)

    def test_a_page_is_decoded_as_it_declares(self, tmp_path: Path) -> None:
        page = PAGE.replace("utf-8", "windows-1252").replace("the mayor", "Mayor Åse Müller")
        article = one(file(tmp_path, "fair.htm", page.encode("cp1252")))
        assert "Mayor Åse Müller" in article.text

    def test_json_lines_hold_one_article_each(self, tmp_path: Path) -> None:
        path = file(
            tmp_path,
            "fair.jsonl",
            lines(
                {"title": "First", "text": REPORT, "published": "2031-05-04T10:00:00Z"},
                "",
                {"text": REPORT + " Guests came.", "authors": "Ada Byron", "section": "sea"},
            ),
        )
        first, second = read(path)
        assert (first.title, first.published) == ("First", dt.date(2031, 5, 4))
        assert second.authors == ("Ada Byron",)
        assert second.source == f"{path}:3"

    @pytest.mark.parametrize("name", ["a.txt.gz", "a.md.gz", "a.html.gz", "a.jsonl.gz"])
    def test_everything_may_be_gzipped(self, tmp_path: Path, name: str) -> None:
        content = {"a.html.gz": PAGE, "a.jsonl.gz": lines({"text": REPORT})}.get(name, REPORT)
        packed = gzip.compress(content.encode(), mtime=0)
        assert one(file(tmp_path, name, packed)).text.startswith(REPORT)

    def test_a_folder_is_read_in_the_order_of_its_paths(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.md", "c.pdf", ".hidden.txt", ".git/x.txt"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            file(tmp_path, name, f"{REPORT} {name}")
        assert [a.text.split()[-1] for a in read(tmp_path)] == ["a/z.md", "b.txt"]

    @pytest.mark.parametrize("content", [REPORT, lines({"text": REPORT})])
    def test_standard_input_is_text_or_json_lines(
        self, monkeypatch: pytest.MonkeyPatch, content: str
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        (article,) = read("-")
        assert article.text == REPORT

    def test_the_dateline_completes_the_metadata(self, tmp_path: Path) -> None:
        text = f"Oslo, 4 May 2031 (Harbour Post/Ada Byron) -- {REPORT}"
        article = one(file(tmp_path, "fair.md", "---\npublisher: Fjord News\n---\n" + text))
        assert article.publisher == "Fjord News"
        assert article.published == dt.date(2031, 5, 4)
        assert article.authors == ("Ada Byron",)
        assert article.text == text

    def test_a_date_without_a_year_is_not_a_publication_date(self, tmp_path: Path) -> None:
        assert one(file(tmp_path, "a.txt", f"OSLO, May 4 (AFP) -- {REPORT}")).published is None


class TestText:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16"], ids=["utf-8", "with mark", "utf-16 with mark"]
    )
    def test_byte_order_marks_decide(self, tmp_path: Path, encoding: str) -> None:
        text = "Mayor Åse opened the fair."
        assert one(file(tmp_path, "a.txt", text.encode(encoding))).text == text

    @pytest.mark.parametrize(
        ("raw", "normal"),
        [
            ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
            ("a\u00a0b\u2009c\td", "a b c d"),
            ("co\u00adop\u200ber\u0007ate\ufeff", "cooperate"),
            ("cafe\u0301", "café"),
            ("a  \n b ", "a\n b"),
            ("\n\na\n\n\nb\n", "a\n\n\nb"),
        ],
    )
    def test_normal_form(self, raw: str, normal: str) -> None:
        assert normalize(raw) == normal

    @given(st.text())
    def test_normalizing_twice_changes_nothing(self, text: str) -> None:
        assert normalize(normalize(text)) == normalize(text)

    @given(st.text())
    def test_normal_text_can_be_hashed(self, text: str) -> None:
        assert len(Article(text=normalize(text)).sha256) == 64

    @pytest.mark.parametrize(
        ("markdown", "words"),
        [
            ("## The fair ##", "The fair"),
            ("The fair\n========", "The fair"),
            ("a **bold** _word_ in ***it***", "a bold word in it"),
            ("the [fair](https://fair.example) ![ship](s.png)", "the fair ship"),
            ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
            ("the fair [of ships] (2031)", "the fair [of ships] (2031)"),
            ("- one\n- two", "- one\n- two"),
        ],
    )
    def test_markdown_loses_only_what_disturbs_reading(self, markdown: str, words: str) -> None:
        assert plain(markdown) == words

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            (f"Harbour Fair opens\n\n{REPORT}", "Harbour Fair opens"),
            (f"Is the fair too large?\n\n{REPORT}", "Is the fair too large?"),
            (f"Harbour Fair opens\n{REPORT}", None),
            (f"The fair was opened.\n\n{REPORT}", None),
            (f"2031-05-04\n\n{REPORT}", None),
            (f"By Ada Byron\n\n{REPORT}", None),
            (f"Oslo, 4 May 2031 (AFP)\n\n{REPORT}", None),
            (f"Photo: Ships at the quay\n\n{REPORT}", None),
            (f"{'Long ' * 50}\n\n{REPORT}", None),
            (REPORT, None),
        ],
    )
    def test_a_headline_is_short_open_and_set_apart(self, text: str, title: str | None) -> None:
        assert headline(text) == title

    @pytest.mark.parametrize(
        "text",
        [
            REPORT * 3,
            "Oslo 3-1 Bergen",
            "",
            "Ada Byron, Jan de Wit, Åse Müller and Ngozi Okafor " * 5,
        ],
    )
    def test_english_and_very_short_texts_pass(self, text: str) -> None:
        assert is_english(text)

    @pytest.mark.parametrize(
        "text",
        [
            GERMAN,
            "La feria se inauguró el lunes en Sevilla con más de mil expositores llegados de "
            "cuarenta países, y el alcalde afirmó que la ciudad quiere repetir el año próximo "
            "porque los hoteles estaban llenos.",
            "第三届海港博览会星期一在奥斯陆开幕，来自四十个国家的代表出席了开幕式。",
        ],
        ids=["German", "Spanish", "Chinese"],
    )
    def test_other_languages_do_not(self, text: str) -> None:
        assert not is_english(text)


KNOWN = ".txt, .md, .markdown, .html, .htm, .jsonl"

#: name of the file, its content, the message after the file's path
#: The same at every start, as the names of tests must be.
CUT = gzip.compress(REPORT.encode(), mtime=0)[:-9]

REFUSED: list[tuple[str, str | bytes, str]] = [
    ("a.txt", b"", ": no text to read"),
    ("a.txt", " \n\u200b\n", ": no text to read"),
    ("a.md", FRONT_MATTER, ": no text to read"),
    ("a.jsonl", "\n\n", ": no text to read"),
    ("a.txt", b"caf\xe9 opens", ": not UTF-8 text: byte 0xE9 at offset 3; save it as UTF-8"),
    (
        "a.jsonl",
        lines({"text": REPORT}).encode() + b'{"text": "caf\xe9"}\n',
        ":2: not UTF-8 text: byte 0xE9 at offset 13; save it as UTF-8",
    ),
    ("a.txt", b"PK\x03\x04\x00\x00", ": binary data, not text: NUL byte at offset 4"),
    (
        "a.pdf",
        REPORT,
        f": unknown suffix '.pdf'; kg reads {KNOWN}, also with .gz",
    ),
    (
        "report",
        REPORT,
        f": unknown suffix ''; kg reads {KNOWN}, also with .gz",
    ),
    ("a.md", "---\ntitle: Fair\n" + REPORT, ":1: front matter is not closed by a line ---"),
    (
        "a.md",
        f"---\n- one\n- two\n---\n{REPORT}",
        ":2: front matter is not a list of `name: value` lines",
    ),
    (
        "a.md",
        f"---\npublisher: Post\ntitle: Fair: it opens\n---\n{REPORT}",
        ":3: front matter is not YAML: mapping values are not allowed here",
    ),
    (
        "a.md",
        f"---\ntitle: 2031\n---\n{REPORT}",
        ":2: title must be text, not a number (put it in quotes)",
    ),
    (
        "a.md",
        f"---\nauthors: {{name: Ada}}\n---\n{REPORT}",
        ":2: authors must be a name or a list of names",
    ),
    (
        "a.md",
        f"---\npublished: May 4th\n---\n{REPORT}",
        ":2: published is not a date: 'May 4th'; write it as 2021-09-28",
    ),
    (
        "a.md",
        f"---\npublished: 2031-02-30\n---\n{REPORT}",
        ":2: front matter is not YAML: day is out of range for month",
    ),
    (
        "a.md",
        f"---\nlanguage: de\n---\n{REPORT}",
        ": the declared language is 'de', but kg reads English",
    ),
    ("a.txt", GERMAN, ": the text is not English"),
    ("a.txt", "word " * 200_001, ": 1,000,004 characters are too many for one article; split it"),
    (
        "a.jsonl",
        lines({"text": REPORT}, "{text: 1}"),
        ":2: not JSON: Expecting property name enclosed in double quotes at column 2",
    ),
    ("a.jsonl", "[" * 100_000, ":1: not JSON: nested too deeply"),
    ("a.jsonl", '["text"]\n', ":1: not a JSON object with the article's fields"),
    ("a.jsonl", lines({"title": "Fair"}), ":1: no field text"),
    ("a.jsonl", lines({"text": 7}), ":1: text must be text, not a number (put it in quotes)"),
    ("a.jsonl", lines({"text": REPORT}, {"text": " "}), ":2: no text to read"),
    ("a.jsonl", lines({"text": REPORT, "title": []}), ":1: title must be text, not a list"),
    (
        "a.html",
        "<html><body><p></p></body></html>",
        ": no article found in this page; save its text as .txt",
    ),
    (
        "a.html",
        b'<meta charset="klingon"><p>caf\xe9</p>',
        ": unknown charset 'klingon'; save the page as UTF-8",
    ),
    (
        "a.txt.gz",
        CUT,
        ": the gzip data are damaged or cut off",
    ),
    ("a.txt.gz", REPORT, ": the gzip data are damaged or cut off"),
]


class TestRefusals:
    @pytest.mark.parametrize(("name", "content", "message"), REFUSED)
    def test_bad_input_is_named_in_one_line(
        self, tmp_path: Path, name: str, content: str | bytes, message: str
    ) -> None:
        path = file(tmp_path, name, content)
        with pytest.raises(InputError) as refusal:
            list(read(path))
        assert str(refusal.value) == f"{path}{message}"
        assert refusal.value.exit_code == 2

    @pytest.mark.parametrize(
        ("name", "prepare", "message"),
        [
            ("missing.txt", lambda path: None, ": no such file or folder"),
            (
                "empty",
                lambda path: path.mkdir(),
                f": no reports in this folder ({KNOWN})",
            ),
            ("loop.txt", lambda path: path.symlink_to(path), ": no such file or folder"),
        ],
    )
    def test_what_is_not_there_is_named_in_one_line(
        self, tmp_path: Path, name: str, prepare: Callable[[Path], None], message: str
    ) -> None:
        path = tmp_path / name
        prepare(path)
        with pytest.raises(InputError) as refusal:
            list(read(path))
        assert str(refusal.value) == f"{path}{message}"

    def test_a_file_that_may_not_be_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(path: Path, mode: str) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        path = file(tmp_path, "a.txt", REPORT)
        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(InputError) as refusal:
            list(read(path))
        assert str(refusal.value) == f"{path}: cannot be read: Permission denied"

    def test_standard_input_is_named_as_such(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"  \n")))
        with pytest.raises(InputError, match=r"^<stdin>: no text to read$"):
            list(read("-"))

    def test_articles_before_the_bad_one_are_read(self, tmp_path: Path) -> None:
        articles = read(file(tmp_path, "a.jsonl", lines({"text": REPORT}, "{")))
        assert next(articles).text == REPORT
        with pytest.raises(InputError):
            next(articles)

    @given(data=st.binary(max_size=200), suffix=st.sampled_from([".txt", ".md", ".jsonl", ".html"]))
    def test_no_bytes_bring_anything_but_articles_or_a_refusal(
        self, tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
    ) -> None:
        path = file(tmp_path_factory.getbasetemp(), f"any{suffix}", data)
        try:
            articles = list(read(path))
        except InputError as refusal:
            assert "\n" not in str(refusal)
        else:
            assert all(article.text for article in articles)
