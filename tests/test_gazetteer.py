"""Every name of a country or well-known organization leads to it, and to it alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import gazetteer, ontology
from kg.errors import DataError
from kg.gazetteer import Country, Organization, country, demonym, organization
from kg.iri import mint


@pytest.mark.parametrize("entry", gazetteer.countries(), ids=lambda entry: entry.label)
def test_every_name_of_a_country_leads_to_it(entry: Country) -> None:
    assert entry.iri == mint("place", entry.label)
    assert all(country(name) is entry for name in (entry.label, *entry.alternatives))
    assert all(demonym(adjective) is entry for adjective in entry.demonyms)


@pytest.mark.parametrize("entry", gazetteer.organizations(), ids=lambda entry: entry.label)
def test_every_name_of_an_organization_leads_to_it(entry: Organization) -> None:
    assert entry.iri == mint("org", entry.label)
    assert all(organization(name) is entry for name in (entry.label, *entry.alternatives))
    assert entry.kind


def test_no_two_entries_share_an_identity() -> None:
    entries = (*gazetteer.countries(), *gazetteer.organizations())
    elsewhere = [entry.same_as for entry in entries if entry.same_as]
    assert len(set(elsewhere)) == len(elsewhere)
    assert len({entry.iri for entry in entries}) == len(entries)


def test_no_name_is_both_a_country_and_an_organization() -> None:
    assert not [o for o in gazetteer.organizations() if country(o.label)]
    assert not [o for o in gazetteer.organizations() if any(map(country, o.alternatives))]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("the United States", "United States"),
        ("U.S.", "United States"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("us", None),
        ("Bergen", None),
        ("", None),
    ],
)
def test_countries_are_found_as_printed(name: str, label: str | None) -> None:
    found = country(name)
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("adjective", "label"),
    [("Chilean", "Chile"), ("Nigerien", "Niger"), ("Nigerian", "Nigeria"), ("Congolese", None)],
)
def test_demonyms_are_found_unless_two_countries_share_them(
    adjective: str, label: str | None
) -> None:
    found = demonym(adjective)
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("the World Health Organisation", "World Health Organization"),
        ("UN  Women", "United Nations Entity for Gender Equality and the Empowerment of Women"),
        ("Doctors Without Borders", "Doctors Without Borders"),
        ("who", None),
        ("Harbour Post", None),
    ],
)
def test_organizations_are_found_as_printed(name: str, label: str | None) -> None:
    found = organization(name)
    assert (found.label if found else None) == label


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Folder that stands in for ``ontology/`` while a test runs."""
    caches = (gazetteer.countries, gazetteer._country_names)
    monkeypatch.setattr(ontology, "ontology_dir", lambda: tmp_path)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path / "authority-countries.ttl"
    for cache in caches:
        cache.cache_clear()


PREFIXES = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sk: <https://w3id.org/summitkg/ontology#> .
@prefix : <https://w3id.org/summitkg/id/place/> .
"""


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (
            ':a a sk:Place ; rdfs:label "Arcadia"@en .\n:b a sk:Place ; rdfs:label "Arcadia"@en .',
            "authority data: Arcadia and Arcadia share 'Arcadia'",
        ),
        (
            ":a a sk:Place .",
            "authority data: https://w3id.org/summitkg/id/place/a has no "
            "http://www.w3.org/2000/01/rdf-schema#label",
        ),
    ],
)
def test_wrong_data_are_refused(own_data: Path, turtle: str, message: str) -> None:
    own_data.write_text(PREFIXES + turtle, encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        country("Arcadia")
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("turtle", "problem"), [(":a a sk:Place", "not valid Turtle"), (None, "cannot be read")]
)
def test_broken_or_missing_data_are_named(own_data: Path, turtle: str | None, problem: str) -> None:
    if turtle:
        own_data.write_text(PREFIXES + turtle, encoding="utf-8")
    with pytest.raises(DataError, match=rf"authority-countries\.ttl: {problem}"):
        country("Arcadia")
