"""The laws of ontology/: of every term, of the examples, and of the shapes."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from kg import ontology as onto
from kg.paths import ontology_dir, queries_dir
from kg.vocab import KIND, SH, SK

ONTOLOGY_IRI = URIRef("https://w3id.org/summitkg/ontology")
EXAMPLES = sorted((ontology_dir() / "examples").glob("*.ttl"))
TERMS = onto.classes() + onto.properties()


def name(iri: URIRef) -> str:
    return str(iri).rpartition("#")[2]


def only(subject: URIRef, predicate: URIRef) -> str:
    values = list(onto.ontology().objects(subject, predicate))
    assert len(values) == 1, f"{name(subject)} has {len(values)} values of {predicate}"
    return str(values[0])


def texts(*folders: str) -> str:
    files = [f for folder in folders for f in sorted((queries_dir() / folder).glob("*.rq"))]
    return "".join(f.read_text("utf-8") for f in files)


# Terms


def test_the_contract_is_complete() -> None:
    sizes = len(onto.classes()), len(onto.object_properties()), len(onto.datatype_properties())
    assert sizes == (25, 30, 18)


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_a_term_has_one_label_one_definition_and_its_source(term: URIRef) -> None:
    label = only(term, RDFS.label)
    assert label.replace("-", "").replace(" ", "").lower() == name(term).lower()
    definition = only(term, SKOS.definition)
    assert definition[0].isupper() and definition.endswith(".")
    assert only(term, RDFS.isDefinedBy) == str(ONTOLOGY_IRI)


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_a_term_is_used_by_an_example_and_by_a_query_or_shape(term: URIRef) -> None:
    used = re.compile(rf"\bsk:{name(term)}\b")
    examples = "".join(f.read_text("utf-8") for f in EXAMPLES)
    shapes = (ontology_dir() / "shapes.ttl").read_text("utf-8")
    assert used.search(examples), f"no example uses sk:{name(term)}"
    queries = texts("questions", "checks", "inferences")
    assert used.search(shapes + queries), f"no shape and no query uses sk:{name(term)}"


@pytest.mark.parametrize("term", onto.properties(), ids=name)
def test_a_property_has_one_domain_and_one_range(term: URIRef) -> None:
    only(term, RDFS.domain)
    only(term, RDFS.range)


def test_classes_are_nouns_in_capitals_and_properties_are_not() -> None:
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name(c)) for c in onto.classes())
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", name(p)) for p in onto.properties())


@pytest.mark.parametrize("relation", [RDFS.subClassOf, RDFS.subPropertyOf], ids=name)
def test_nothing_is_above_itself(relation: URIRef) -> None:
    graph = onto.ontology()
    for term in TERMS:
        above = {
            a for p in graph.objects(term, relation) for a in graph.transitive_objects(p, relation)
        }
        assert term not in above, f"{name(term)} is above itself"


def test_an_inverse_swaps_domain_and_range() -> None:
    pairs = list(onto.ontology().subject_objects(OWL.inverseOf))
    assert pairs == [(SK.activityOf, SK.hasActivity)]
    for here, there in pairs:
        assert only(here, RDFS.domain) == only(there, RDFS.range)
        assert only(here, RDFS.range) == only(there, RDFS.domain)


def disjoint_sets() -> list[set[URIRef]]:
    graph = onto.ontology()
    heads = graph.objects(None, OWL.members)
    return [{c for c in Collection(graph, head) if isinstance(c, URIRef)} for head in heads]


def test_every_class_is_kept_apart_from_what_it_cannot_be() -> None:
    apart = disjoint_sets()
    assert {SK.Person, SK.Organization, SK.Group} in apart
    for top in (c for c in onto.classes() if onto.superclasses(c) == {c}):
        assert any(top in group for group in apart), f"{name(top)} is disjoint from nothing"


def test_no_class_stands_below_two_disjoint_ones() -> None:
    for group in disjoint_sets():
        for cls in onto.classes():
            assert len(onto.superclasses(cls) & group) <= 1, name(cls)


def test_blocks_are_sorted_with_children_after_their_parent() -> None:
    text = (ontology_dir() / "ontology.ttl").read_text("utf-8")
    order = [SK[n] for n in re.findall(r"^sk:(\w+) a owl:", text, re.MULTILINE)]
    graph = onto.ontology()

    def branch(parent: URIRef | None, among: tuple[URIRef, ...]) -> list[URIRef]:
        def mother(term: URIRef) -> URIRef | None:
            found = [
                *graph.objects(term, RDFS.subClassOf),
                *graph.objects(term, RDFS.subPropertyOf),
            ]
            return min((f for f in found if isinstance(f, URIRef)), default=None)

        kids = sorted((t for t in among if mother(t) == parent), key=lambda t: name(t).lower())
        return [x for kid in kids for x in (kid, *branch(kid, among))]

    kinds = (onto.classes(), onto.object_properties(), onto.datatype_properties())
    assert order == [term for among in kinds for term in branch(None, among)]


def test_header_versions_agree() -> None:
    graph = onto.ontology()
    version = only(ONTOLOGY_IRI, OWL.versionInfo)
    assert only(ONTOLOGY_IRI, OWL.versionIRI) == f"{ONTOLOGY_IRI}/{version}"
    assert {str(o) for o in onto.shapes().objects(None, OWL.versionInfo)} == {version}
    assert {str(o) for o in onto.kinds().objects(None, OWL.versionInfo)} == {version}
    assert not list(graph.objects(ONTOLOGY_IRI, OWL.imports))


# Kinds of counted things and their nouns


def test_every_kind_has_labels_a_definition_and_a_scheme() -> None:
    graph = onto.kinds()
    assert len(onto.kind_labels()) >= 120
    for kind, label in onto.kind_labels().items():
        assert kind in KIND
        assert [str(x) for x in graph.objects(kind, RDFS.label)] == [label]
        assert len(list(graph.objects(kind, SKOS.definition))) == 1
        assert (kind, SKOS.inScheme, URIRef(str(KIND).rstrip("/"))) in graph
        assert {SK.Topic, SKOS.Concept} <= set(graph.objects(kind, RDF.type))
        for broader in graph.objects(kind, SKOS.broader):
            assert broader in onto.kind_labels()
            assert kind not in graph.transitive_objects(broader, SKOS.broader)


def test_every_kind_has_a_noun_and_every_noun_one_kind() -> None:
    ontolex = "http://www.w3.org/ns/lemon/ontolex#"
    graph = Graph().parse(ontology_dir() / "lexicon-kinds.ttl")
    denotes, form = URIRef(ontolex + "denotes"), URIRef(ontolex + "writtenRep")
    assert set(graph.objects(None, denotes)) == set(onto.kind_labels())
    kind_of: dict[str, set[object]] = {}
    for entry, kind in graph.subject_objects(denotes):
        for node in graph.objects(entry):
            for written in graph.objects(node, form):
                kind_of.setdefault(str(written).lower(), set()).add(kind)
        plurals = graph.value(entry, URIRef(ontolex + "otherForm"))
        example = str(graph.value(entry, SKOS.example))
        assert str(graph.value(plurals, form)) in example, f"{entry}: the example lacks the noun"
    assert not {noun: kinds for noun, kinds in kind_of.items() if len(kinds) > 1}


# The module


def test_labels_are_found_for_terms_kinds_and_strangers() -> None:
    assert onto.label(SK.coOrganizedBy) == "co-organized by"
    assert onto.label(KIND["foreign-guest"]) == "foreign guests"
    assert onto.label(URIRef("https://example.org/a/b")) == "b"


def test_superclasses_include_the_class_itself() -> None:
    assert onto.superclasses(SK.Forum) == {SK.Forum, SK.Activity, SK.Event}


def test_undeclared_terms_are_those_that_the_ontology_lacks() -> None:
    graph = Graph()
    graph.add((SK.x, SK.hostedBye, SK.y))
    graph.add((SK.x, SK.hostedBy, SK.y))
    graph.add((SK.x, RDF.type, SK.Sumit))
    assert onto.undeclared_terms(graph) == (SK.Sumit, SK.hostedBye)


# Shapes


def violations(data: Graph) -> set[str]:
    """Messages of all results, warnings among them."""
    _, report, _ = pyshacl.validate(
        data,
        shacl_graph=onto.shapes(),
        ont_graph=onto.ontology(),
        advanced=False,
        inference="none",
    )
    return {str(m) for m in report.objects(None, SH.resultMessage)}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_conforms_to_the_shapes_and_uses_declared_terms(path: Path) -> None:
    graph = Graph().parse(path)
    assert violations(graph) == set()
    assert onto.undeclared_terms(graph) == ()


def test_every_property_shape_has_a_message_for_people() -> None:
    graph = onto.shapes()
    for shape in graph.objects(None, SH.property):
        message = str(graph.value(shape, SH.message))
        assert re.match(r"[A-Z].*\.$", message), f"{graph.value(shape, SH.path)}: {message}"


PREFIXES = "".join(
    f"@prefix {prefix}: <{namespace}> .\n"
    for prefix, namespace in {
        "": "https://example.org/",
        "rdfs": RDFS,
        "schema": "https://schema.org/",
        "sk": SK,
        "xsd": XSD,
    }.items()
)

MISTAKES = {
    "[] a sk:Person .": "A thing in the graph needs an IRI of its own",
    ":a a sk:Person .": "Everything needs at least one rdfs:label",
    ':a a sk:Person ; rdfs:label "Ada" .': "A label needs a language tag",
    ':a a sk:Person ; rdfs:label "Ada"@en , "Eda"@en .': "Only one rdfs:label per language",
    ':a a sk:Event ; sk:startDate "2024-05"^^xsd:gYearMonth .': "A start date is a full",
    ':a a sk:Event ; sk:startDate "2024-05-02"^^xsd:date ; sk:endDate "2024-05-01"^^xsd:date .': (
        "An event cannot end before it starts"
    ),
    ':a a sk:Event ; sk:startDate "2024-05-02"^^xsd:date , "2024-05-01"^^xsd:date .': (
        "The sources disagree on the start date"
    ),
    ":a a sk:Event ; sk:attendanceMode :hybrid .": "An event is held in exactly one way",
    ":a a sk:Event ; sk:hasActivity :b . :b a sk:Person .": "must be an activity",
    ":a a sk:Event ; sk:takesPlaceIn :b . :b a sk:Organization .": "takes place in a place",
    ":a a sk:Summit .": "A summit must be reported in at least one article",
    ":a a sk:Forum .": "An activity belongs to exactly one event",
    ":a a sk:Event ; sk:hasActivity :c . :b a sk:Event ; sk:hasActivity :c . :c a sk:Forum .": (
        "An activity belongs to exactly one event"
    ),
    ":a a sk:Event ; sk:hostedBy :b . :b a sk:Document .": "must be an agent and not an event",
    ":a a sk:Event ; sk:hasSpeaker :b . :b a sk:Place .": "Who takes part must be",
    ":a a sk:Position .": "A position needs its title as printed",
    ':a a sk:Position ; sk:positionTitle "head"@en .': "A position must be held by someone",
    ":a a sk:Group .": "A group needs the kind of its members",
    ':a a sk:Count ; sk:countModifier "over" .': "A count has exactly one modifier",
    ":a a sk:Count ; sk:countLower 9 ; sk:countUpper 8 .": "lower bound of a count cannot exceed",
    ":a a sk:Document .": "Neither an event nor an agent is known to have released",
    ":a a sk:Article .": "An article is identified by the SHA-256",
    ":a a sk:Evidence .": "Evidence supports one statement: one subject",
    ":a a sk:Evidence ; sk:charStart 5 ; sk:charEnd 5 .": "A passage starts before it ends",
    ":a a sk:Evidence ; sk:confidence 1.5 .": "Confidence is one decimal number",
    ':a a sk:Evidence ; sk:modality "denied" .': "Evidence is either asserted or planned",
}


@pytest.mark.parametrize(("turtle", "words"), MISTAKES.items(), ids=MISTAKES.values())
def test_a_mistake_is_named(turtle: str, words: str) -> None:
    found = violations(Graph().parse(data=PREFIXES + turtle, format="turtle"))
    assert any(words in message for message in found), found


# Reasoners, as shipped inside owlready2


def jars() -> dict[str, str]:
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        pytest.skip("owlready2, which carries the reasoners, is not installed")
    folder = Path(spec.origin).parent
    pellet = ":".join(sorted(str(p) for p in (folder / "pellet").glob("*.jar")))
    return {"pellet": pellet, "hermit": str(folder / "hermit" / "HermiT.jar")}


def story() -> Graph:
    """Ontology and examples; evidence is left out, as reification is no OWL 2 DL."""
    graph = Graph() + onto.ontology()
    for path in EXAMPLES:
        if path.stem != "evidence":
            graph.parse(path)
    return graph


def without_dates(graph: Graph) -> Graph:
    """HermiT refuses xsd:date, which is no datatype of OWL 2: turn days into their first moment."""
    copy = Graph()
    for s, p, o in graph:
        if isinstance(o, Literal) and o.datatype == XSD.date:
            o = Literal(f"{o}T00:00:00", datatype=XSD.dateTime)
        copy.add((s, p, XSD.dateTime if o == XSD.date else o))
    return copy


def run(tool: str, graph: Graph, folder: Path, *args: str) -> str:
    path = folder / "input.owl"
    graph.serialize(path, format="xml")
    main = {"pellet": "pellet.Pellet", "hermit": "org.semanticweb.HermiT.cli.CommandLine"}[tool]
    command = ["java", "-cp", jars()[tool], main, *args, path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


SEEDED = (URIRef("https://example.org/hall"), RDF.type, SK.Person)


def test_the_core_is_owl_2_dl(tmp_path: Path) -> None:
    assert "No OWL 2 DL violations found" in run("pellet", onto.ontology(), tmp_path, "lint")


def test_lint_catches_what_is_not_owl_2_dl(tmp_path: Path) -> None:
    graph = Graph() + onto.ontology()
    graph.add((SK.takesPlaceIn, RDF.type, OWL.FunctionalProperty))
    assert "No OWL 2 DL violations found" not in run("pellet", graph, tmp_path, "lint")


def test_ontology_and_examples_are_consistent_for_pellet(tmp_path: Path) -> None:
    assert "Consistent: Yes" in run("pellet", story(), tmp_path, "consistency")


def test_ontology_and_examples_are_consistent_for_hermit(tmp_path: Path) -> None:
    assert "Thing is satisfiable" in run("hermit", without_dates(story()), tmp_path, "-k")


def test_a_seeded_inconsistency_is_caught_by_both(tmp_path: Path) -> None:
    graph = without_dates(story())
    graph.add(SEEDED)
    assert "Consistent: No" in run("pellet", graph, tmp_path, "consistency")
    assert "InconsistentOntologyException" in run("hermit", graph, tmp_path, "-k")


def test_a_round_trip_through_rdf_xml_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ontology.owl"
    onto.ontology().serialize(path, format="xml")
    assert isomorphic(onto.ontology(), Graph().parse(path, format="xml"))
