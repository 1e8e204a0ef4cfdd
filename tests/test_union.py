"""A query that names no graph sees the union of all graphs, and each statement once."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import URIRef

import kg
from kg import store
from kg.errors import QueryError
from kg.store import serving

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
JOIN = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o . ?s ?p ?again }"
BY_GRAPH = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
A, B, C = (URIRef(f"urn:x:{x}") for x in "abc")
#: One statement in five graphs, another in one.
LINES = "".join(f"<{A}> <{B}> <{C}> <urn:g:{n}> .\n" for n in range(5)) + (
    f"<{C}> <{B}> <{A}> <urn:g:0> .\n"
)


@pytest.fixture
def on_disk(tmp_path):
    dataset = store.on_disk(tmp_path / "db", create=True)
    store.unite(dataset)
    store.load_nquads(dataset, LINES)
    yield dataset
    dataset.close()


@pytest.fixture
def in_memory():
    dataset = store.memory()
    store.load_nquads(dataset, LINES)
    return dataset


@pytest.fixture(params=["in_memory", "on_disk"])
def dataset(request):
    return request.getfixturevalue(request.param)


def number(rows):
    return int(str(next(iter(rows))[0]))


@pytest.mark.parametrize(("query", "expected"), [(COUNT, 2), (JOIN, 2), (BY_GRAPH, 6)])
def test_each_statement_counts_once(dataset, query, expected):
    assert number(kg.query(dataset, query)) == expected
    assert number(dataset.query(query)) == expected


def test_a_change_is_seen(dataset):
    assert number(kg.query(dataset, COUNT)) == 2
    dataset.graph(URIRef("urn:g:9")).add((B, B, B))
    assert number(kg.query(dataset, COUNT)) == 3
    dataset.remove((A, None, None))
    assert number(kg.query(dataset, COUNT)) == 2


def test_the_union_is_no_graph_of_its_own(dataset):
    assert store.graph_names(dataset) == [f"urn:g:{n}" for n in range(5)]
    assert store.serialize(dataset, ".nq").decode() == "".join(sorted(LINES.splitlines(True)))
    assert len(list(dataset.quads((None, None, None, None)))) == 6
    assert len(dataset) == 2


def test_what_rdflib_writes_to_the_default_graph_is_kept(on_disk):
    on_disk.default_graph.add((B, B, B))
    assert f"<{B}> <{B}> <{B}> .\n" in store.serialize(on_disk, ".nq").decode()
    assert number(kg.query(on_disk, COUNT)) == 3


def test_a_served_store_answers_so(tmp_path):
    dataset = store.on_disk(tmp_path / "db", create=True)
    store.unite(dataset)
    store.load_nquads(dataset, LINES)
    dataset.close()
    reply = serving.Reader(tmp_path / "db").answer(serving.Question(COUNT, tables="text/csv"))
    assert reply.body.split() == [b"n", b"2"]


def test_a_malformed_update_changes_nothing(tmp_path):
    dataset = store.on_disk(tmp_path / "db", create=True)
    store.unite(dataset)
    store.load_nquads(dataset, LINES)
    dataset.close()
    with pytest.raises(QueryError):
        serving.update(tmp_path / "db", "INSERT DATA { no }")
    assert number(kg.query(tmp_path / "db", COUNT)) == 2


#: Loads of a statement into a graph, and drops of a graph.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("abc"), st.sampled_from("123")),
        st.sampled_from("123").map(lambda graph: (None, graph)),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(steps=STEPS)
def test_the_union_says_what_the_graphs_say(steps):
    dataset = store.memory()
    store.unite(dataset)
    for name, graph in steps:
        if name is None:
            store.drop_graphs(dataset, [f"urn:g:{graph}"])
        else:
            store.load_nquads(dataset, f"<urn:x:{name}> <{B}> <{C}> <urn:g:{graph}> .\n")
    inner = dataset.oxigraph
    said = {q.triple for q in store.recorded(dataset)}
    union = [q.triple for q in inner.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    assert len(union) == len(said) and set(union) == said
