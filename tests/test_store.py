"""Graphs in files and stores: read, written in one canonical form, never half-written."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Literal, URIRef

import kg
from kg import store
from kg.errors import GraphError

TINY = Path(__file__).parent / "data" / "tiny.trig"

NAMESPACES = ["https://w3id.org/summitkg/ontology#", "https://w3id.org/summitkg/id/", "urn:x:"]
LOCAL = st.text(alphabet="aB1-_.~%é/()',;:@&=+$!*?", min_size=1, max_size=8)
IRIS = st.builds(lambda n, x: URIRef(n + x.replace("%", "%25")), st.sampled_from(NAMESPACES), LOCAL)
# Surrogates are not characters, and NUL may not stand in RDF text of some syntaxes.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
LITERALS = st.one_of(
    st.builds(Literal, TEXT),
    st.builds(lambda t: Literal(t, lang="en-gb"), TEXT),
    st.builds(lambda t: Literal(t, datatype=URIRef("urn:x:type")), TEXT),
    st.builds(Literal, st.integers()),
    st.sampled_from(
        [
            ("01", "integer"),
            ("+5", "integer"),
            (".5", "decimal"),
            ("1", "decimal"),
            ("1.50", "decimal"),
            ("true", "boolean"),
            ("1", "boolean"),
        ]
    ).map(
        lambda pair: Literal(
            pair[0], datatype=URIRef(f"http://www.w3.org/2001/XMLSchema#{pair[1]}"), normalize=False
        )
    ),
)
QUADS = st.lists(st.tuples(IRIS, IRIS, st.one_of(IRIS, LITERALS), IRIS), max_size=12)


def reread(tmp_path: Path, data: bytes, suffix: str) -> store.KnowledgeGraph:
    path = tmp_path / f"again{suffix}"
    path.write_bytes(data)
    return store.open_graph(path)


@settings(deadline=None, max_examples=60)
@given(quads=QUADS)
@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_what_is_written_with_graphs_reads_back_the_same(tmp_path_factory, suffix, quads):
    from kg.export import export

    folder = tmp_path_factory.mktemp("trip")
    dataset = store.memory()
    store.add(dataset, quads)
    export(dataset, folder / f"once{suffix}")
    again = store.open_graph(folder / f"once{suffix}")
    assert set(again.oxigraph) == set(dataset.oxigraph)


@settings(deadline=None, max_examples=60)
@given(quads=QUADS)
def test_turtle_reads_back_as_the_union(tmp_path_factory, quads):
    dataset = store.memory()
    store.add(dataset, quads)
    data = store.serialize(dataset, ".ttl")
    again = reread(tmp_path_factory.mktemp("trip"), data, ".ttl")
    assert {q.triple for q in again.oxigraph} == {q.triple for q in dataset.oxigraph}


@settings(deadline=None, max_examples=60)
@given(quads=QUADS, seed=st.randoms())
def test_the_order_of_insertion_does_not_show(quads, seed):
    one, other = store.memory(), store.memory()
    store.add(one, quads)
    shuffled = list(quads)
    seed.shuffle(shuffled)
    store.add(other, shuffled)
    for suffix in (".ttl", ".trig", ".nq", ".nt"):
        assert store.serialize(one, suffix) == store.serialize(other, suffix)


def test_rdflib_reads_our_turtle_as_we_do(tmp_path):
    dataset = store.open_graph(TINY)
    (tmp_path / "t.ttl").write_bytes(store.serialize(dataset, ".ttl"))
    ours = store.open_graph(tmp_path / "t.ttl")
    theirs = Dataset().parse(tmp_path / "t.ttl", format="turtle")
    # Through read_terms, for oxrdflib spells plain strings out as xsd:string and rdflib does not.
    assert {q[:3] for q in store.read_terms(ours)} == {q[:3] for q in theirs.quads()}


def test_blank_nodes_do_not_break_writing(tmp_path):
    dataset = store.memory()
    name = URIRef("urn:x:p")
    store.add(dataset, [(BNode("b1"), name, BNode("b2"), URIRef("urn:x:g"))])
    again = reread(tmp_path, store.serialize(dataset, ".trig"), ".trig")
    assert len(again.oxigraph) == 1


def test_turtle_has_one_block_a_subject_with_the_type_first():
    text = store.serialize(store.open_graph(TINY), ".ttl").decode()
    blocks = [b for b in text.split("\n\n") if not b.startswith("@prefix")]
    subjects = [b.split()[0] for b in blocks]
    assert len(subjects) == len(set(subjects))
    assert all(" a " in b.splitlines()[0] for b in blocks if " a sk:" in b)


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("broken.ttl", "@prefix a: <x:> .\na:b a:c ; .\n", "broken.ttl:2:"),
        ("broken.nq", "<urn:a> <urn:b>\n", "broken.nq:2:"),
        ("broken.jsonld", "{", "broken.jsonld"),
        ("graph.doc", "", "not a graph"),
    ],
)
def test_a_malformed_graph_is_one_line_that_says_where(tmp_path, name, text, where):
    (tmp_path / name).write_text(text)
    with pytest.raises(GraphError) as error:
        store.open_graph(tmp_path / name)
    assert where in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_that_is_no_store_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(GraphError, match="no graph here"):
        store.open_graph(tmp_path)


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text("old")

    def pieces():
        yield b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(GraphError, match="No space"):
        store.write_atomically(path, pieces())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_graph_shows_itself_in_a_notebook():
    assert "<td>summit</td><td>1</td>" in store.open_graph(TINY)._repr_html_()


def test_a_store_on_disk_keeps_what_it_was_given(tmp_path):
    first = store.on_disk(tmp_path / "db", create=True)
    store.load(first, TINY)
    expected = len(first.oxigraph)
    first.close()
    assert len(kg.open_graph(tmp_path / "db").oxigraph) == expected
