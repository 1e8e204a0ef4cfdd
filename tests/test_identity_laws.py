"""Laws of identity for any set of reports: order, repetition, editions, the user's word."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from identity_fixture import edition, one_each, rewritten, same, thing

from kg.identity import Description, Overrides, resolve
from kg.identity.nested import follow
from kg.iri import mint, slug

ARTICLES = st.sampled_from(["a", "b", "c", "d", "e"])
COUNTRIES = st.sampled_from(["", "", "Chile", "Kenya"])
BODIES = st.sampled_from(
    ["Lantern Makers Union", "Lantern Makers Union (LMU)", "LMU", "Union of Lantern Makers",
     "Lantern Makers' Union", "Lantern Makrs Union", "Ministry of Trade", "Trade Ministry",
     "Chilean Ministry of Trade", "Ministry of Trade of Kenya", "University of Ostrel",
     "Ostrel University", "WIPO", "World Intellectual Property Organization",
     "World Trade Lantern Organisation", "World Trade Lantern Organization"]
)  # fmt: skip
PEOPLE = st.sampled_from(["Ana Soto", "Soto Ana", "Ána Soto", "A. Soto", "Ana M. Soto", "Soto"])
POSTS = st.sampled_from(["", "director", "Director", "minister", "former minister"])
PLACES = st.sampled_from(["Ostrel", "Ostrel Town", "Ostrel Province", "Ostrel, Chile", "Chile"])
SERIES = st.sampled_from(["Lantern Forum", "World Lantern Forum", "Forum of World Lanterns", "WLF"])
DAYS = st.sampled_from(["", "2018-05-02", "2018-05-04", "2018-11-02", "2019-05-03"])
EDITIONS = st.sampled_from([("", ""), ("3", ""), ("4", ""), ("", "2018"), ("", "2019")])


@st.composite
def reports(draw) -> list[Description]:
    """Up to five reports, each on one edition, with bodies, persons and places."""
    found = []
    for where in draw(st.sets(ARTICLES, min_size=1)):
        series, (number, year), day = draw(SERIES), draw(EDITIONS), draw(DAYS)
        name = " ".join(filter(None, (number and f"{number}th", series, year)))
        path = "-".join(filter(None, (slug(series), number and f"{number}th", year)))
        place = draw(PLACES)
        context = {"place": str(mint("place", place)), "published": draw(DAYS), "start": day}
        context |= {"number": number, "edition": year}
        if number or year:
            context["series"] = str(mint("series", series))
            found.append(thing("series", where, series))
        main = edition(where, name, path=path, **{k: v for k, v in context.items() if v})
        above = {"within": str(mint("place", "Chile"))} if draw(st.booleans()) else {}
        found += [main, thing("place", where, place, **(above if place != "Chile" else {}))]
        for body in draw(st.sets(BODIES, max_size=3)):
            country = draw(COUNTRIES)
            known = {"country": country} if country else {}
            found.append(thing("org", where, body, event=main.iri, **known))
        for person in draw(st.sets(PEOPLE, max_size=2)):
            post, body = draw(POSTS), draw(BODIES)
            held = {"post": post, "body": str(mint("org", body))} if post else {}
            found.append(thing("org", where, body, event=main.iri))
            found.append(thing("person", where, person, event=main.iri, **held))
    return one_each(found)


@settings(deadline=None, max_examples=150)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_descriptions_means_nothing(found, rng: random.Random):
    shuffled = [*found, *found[:2]]
    rng.shuffle(shuffled)
    assert resolve(shuffled) == resolve(found)


@settings(deadline=None, max_examples=150)
@given(reports())
def test_a_merged_graph_has_nothing_left_to_merge(found):
    again = resolve(rewritten(found, resolve(found)))
    assert again.merges == ()
    assert again.renamings == {}


@settings(deadline=None, max_examples=150)
@given(reports())
def test_editions_of_other_years_or_ordinals_are_never_merged(found):
    decided = resolve(found)
    editions = [d for d in found if d.classes == ("Summit",)]
    for left in editions:
        for right in editions:
            for relation in ("number", "edition"):
                stated = left.values(relation), right.values(relation)
                if all(stated) and stated[0] != stated[1]:
                    assert not same(decided, left, right)


@settings(deadline=None, max_examples=150)
@given(reports())
def test_bodies_of_two_countries_are_never_merged(found):
    decided = resolve(found)
    own = {"Chilean Ministry of Trade": "Chile", "Ministry of Trade of Kenya": "Kenya"}
    ministries = [d for d in found if d.labels[0] in own]
    for left in ministries:
        for right in ministries:
            if own[left.labels[0]] != own[right.labels[0]]:
                assert not same(decided, left, right)


@settings(deadline=None, max_examples=100)
@given(reports(), st.data())
def test_what_is_forbidden_wins(found, data):
    """Even where the same pair is forced too."""
    left, right = data.draw(st.sampled_from(found)), data.draw(st.sampled_from(found))
    pair = (left.iri, right.iri)
    decided = resolve(found, Overrides(same=(pair,), different=(pair,)))
    ends = [
        {follow(d.iri, decided.renaming(d.article).iris) for d in found if d.iri == iri}
        for iri in pair
    ]
    articles = [d.article for d in found if d.iri == left.iri]
    if left.iri != right.iri:
        assert not ends[0] & ends[1]
    else:
        assert len(ends[0]) == len(articles) or left.classes == ("Group",)


@settings(deadline=None, max_examples=100)
@given(reports())
def test_no_two_things_of_different_classes_share_an_iri(found):
    decided = resolve(found)
    classes = {}
    for d in found:
        iri = follow(d.iri, decided.renaming(d.article).iris)
        assert classes.setdefault(iri, d.classes) == d.classes


@settings(deadline=None, max_examples=100)
@given(reports())
def test_a_thing_has_one_label_and_keeps_its_names(found):
    decided = resolve(found)
    again = rewritten(found, decided)
    labels, names = {}, {}
    for d in again:
        labels.setdefault(d.iri, set()).update(d.labels)
        names.setdefault(d.iri, set()).update(d.labels + d.alt_labels)
    assert all(len(said) == 1 for said in labels.values())
    for d in found:
        iri = follow(d.iri, decided.renaming(d.article).iris)
        assert {*d.labels, *d.alt_labels} <= names[iri]
