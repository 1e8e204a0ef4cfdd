"""Answers in bytes: as many rows as asked for, in every form, short and long."""

import pyoxigraph as ox
import pytest

from kg import store
from kg.store import serving

QUERY = "SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY ?s"
#: Text that looks like what stands between rows.
TEXTS = ["plain", 'x"},{"x', "<result>", "one\nother", ""]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    path = tmp_path_factory.mktemp("serving") / "db"
    dataset = store.on_disk(path, create=True)
    property_ = ox.NamedNode("urn:p")
    graph = ox.NamedNode("urn:g")
    dataset.oxigraph.extend(
        ox.Quad(ox.NamedNode(f"urn:s{n}"), property_, ox.Literal(text), graph)
        for n, text in enumerate(TEXTS)
    )
    dataset.close()
    return serving.Reader(path)


def rows(reply):
    parsed = ox.parse_query_results(
        reply.body, format=ox.QueryResultsFormat.from_media_type(reply.media)
    )
    return [(row["s"].value, row["o"].value) for row in parsed]


@pytest.mark.parametrize("short", [True, False], ids=["short", "long"])
@pytest.mark.parametrize("limit", [None, 0, 1, 4, 5, 6])
@pytest.mark.parametrize("media", [m for m in serving.TABLES if m != "text/csv"])
def test_rows_up_to_the_limit(reader, media, limit, short, monkeypatch):
    if not short:
        monkeypatch.setattr(serving, "_SHORT", 10)
    reply = reader.answer(serving.Question(QUERY, tables=media, rows=limit))
    expected = [(f"urn:s{n}", text) for n, text in enumerate(TEXTS)]
    assert rows(reply) == expected[:limit]
    assert reply.truncated == (limit is not None and limit < len(TEXTS))


@pytest.mark.parametrize(("limit", "lines"), [(None, 7), (2, 3), (5, 7)])
def test_rows_of_csv(reader, limit, lines):
    reply = reader.answer(serving.Question(QUERY, tables="text/csv", rows=limit))
    assert len(reply.body.splitlines()) == lines  # a head, and one text has two lines
    assert reply.truncated == (limit == 2)


@pytest.mark.parametrize("media", serving.TABLES)
def test_yes_or_no(reader, media):
    reply = reader.answer(serving.Question("ASK { ?s ?p 'plain' }", tables=media, rows=1))
    assert b"true" in reply.body and not reply.truncated
