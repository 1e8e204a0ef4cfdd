"""Which things of several reports are one: for each rule, a pair that is and a pair that is not."""

from __future__ import annotations

import json
import pickle
import time

import pytest
from identity_fixture import clusters, edition, same, thing

from kg.identity import Description, Overrides, resolve
from kg.vocab import ID

FORUM = edition("a", "2019 Lantern Forum", edition="2019")
AGAIN = edition("b", "2019 Lantern Forum", edition="2019")
ELSEWHERE = edition("b", "2019 Harbour Fair", edition="2019")


def one(left: Description, right: Description, *more: Description) -> bool:
    return same(resolve([left, right, *more]), left, right)


def org(where: str, label: str, *alt: str, **context) -> Description:
    return thing("org", where, label, *alt, **context)


def person(where: str, label: str, post: str = "", body: str = "", **context) -> Description:
    held = (
        {"post": post, "body": str(ID[f"org/{body}"])} if body else {"post": post} if post else {}
    )
    return thing("person", where, label, **held, **context)


# -- organizations ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("World Labour Organisation", "World Labor Organization"),
        ("Lantern Makers’ Union", "the LANTERN-MAKERS UNION"),
        ("Société de Lumière", "Societe de lumiere"),
        ("Health & Light Foundation", "Health and Light Foundation"),
        ("Information Office of the Lantern Council", "Lantern Council Information Office"),
        ("International Telecommunication Union (ITU)", "ITU"),
        ("WIPO", "World Intellectual Property Organization"),
        ("Light Administration of China", "Light Administration of the People's Republic of China"),
        ("Chilean Ministry of Trade", "Ministry of Trade of Chile"),
        ("Ostrel provincial government", "Government of Ostrel Province"),
    ],
)
def test_other_forms_of_a_name_are_one_body(left, right):
    assert one(org("a", left), org("b", right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Chilean Ministry of Trade", "Ministry of Trade of Kenya"),
        ("Ministry of Trade of Chile", "Ministry of Transport of Chile"),
        ("Bank of Austria", "Bank of Australia"),
        ("University of Ostrel", "Ostrel University"),
        ("World Health Organization", "World Trade Organization"),
        ("Lantern Makers Union", "Lantern Dealers Union"),
        ("North Lantern Union", "South Lantern Union"),
        ("Union", "Lantern Union"),
    ],
)
def test_other_bodies_stay_apart(left, right):
    assert not one(org("a", left), org("b", right))


def test_a_bare_ministry_belongs_to_the_country_that_is_said_of_it():
    kenyan = org("b", "Ministry of Trade", country="Kenya")
    assert one(org("a", "Ministry of Trade of Kenya"), kenyan)
    assert not one(org("a", "Ministry of Trade of Chile"), kenyan)
    assert not one(org("a", "Ministry of Trade", country="Chile"), kenyan)


def test_a_bare_ministry_between_two_countries_stays_alone():
    bare, chile = org("c", "Ministry of Trade"), org("a", "Ministry of Trade of Chile")
    assert one(bare, chile)
    assert not one(bare, chile, org("b", "Ministry of Trade of Kenya"))


def test_an_acronym_joins_the_one_body_that_it_was_explained_for():
    full, bare = org("a", "Lantern Makers Union", "LMU"), org("b", "LMU")
    assert one(full, bare)
    assert not one(full, bare, org("c", "Light Music University", "LMU"))
    assert not one(org("a", "Lantern Makers Union"), bare)


def test_an_acronym_of_the_initials_needs_a_common_event():
    full = org("a", "Lantern Makers Union", event=FORUM.iri)
    assert one(full, org("b", "LMU", event=AGAIN.iri), FORUM, AGAIN)
    assert not one(full, org("b", "LMU", event=ELSEWHERE.iri), FORUM, ELSEWHERE)


def test_a_slip_and_another_order_of_few_words_need_a_common_event():
    for left, right in (
        ("Lantern Makers Union", "Lantren Makers Union"),
        ("Lantern Makers Union", "Lantern Mkers Union"),
        ("University of Ostrel", "Ostrel University"),
    ):
        here = org("a", left, event=FORUM.iri)
        together = one(here, org("b", right, event=AGAIN.iri), FORUM, AGAIN)
        assert together
        assert not one(here, org("b", right, event=ELSEWHERE.iri), FORUM, ELSEWHERE)


def test_a_body_is_not_its_own_unit():
    whole = org("a", "Lantern Union")
    unit = org("a", "The Lantern Union", iri=str(ID["org/unit"]), within=whole.iri)
    assert not one(whole, unit)


# -- persons ----------------------------------------------------------------------------------


def test_a_name_with_another_post_and_no_common_event_is_a_namesake():
    assert not one(person("a", "Ana Soto", "minister"), person("b", "Ana Soto", "goalkeeper"))
    assert not one(
        person("a", "Ana Soto", "director", "lantern-guild"),
        person("b", "Ana Soto", "director", "harbour-trust"),
        org("a", "Lantern Guild"),
        org("b", "Harbour Trust"),
    )


def test_a_name_with_the_same_organization_or_event_is_one_person():
    guilds = org("a", "Lantern Guild"), org("b", "The Lantern Guild", iri=str(ID["org/g"]))
    assert one(
        person("a", "Ana Soto", "director", "lantern-guild"),
        person("b", "SOTO Ána", "chief", "g"),
        *guilds,
    )
    assert one(
        person("a", "Ana Soto", "minister", event=FORUM.iri),
        person("b", "Ana Soto", "author", event=AGAIN.iri),
        FORUM,
        AGAIN,
    )


def test_a_country_is_too_large_to_share():
    countries = org("a", "Chile"), org("b", "Chile")
    actor, minister = (
        person("a", "Ana Soto", "actor", "chile"),
        person("b", "Ana Soto", "minister", "chile"),
    )
    assert not one(actor, minister, *countries)
    former = person("b", "Ana Soto", "former actor", "chile")
    assert one(actor, former, *countries)


def test_a_name_alone_joins_the_only_one_who_bears_it():
    bare, minister = person("c", "Ana Soto"), person("a", "Ana Soto", "minister")
    assert one(bare, minister)
    assert not one(bare, minister, person("b", "Ana Soto", "goalkeeper"))
    assert not one(person("a", "Soto"), person("b", "Soto"))


def test_initials_need_the_same_organization():
    guilds = org("a", "Lantern Guild"), org("b", "Lantern Guild")
    full = person("a", "Ana María Soto", "director", "lantern-guild")
    assert one(full, person("b", "A. Soto", "director", "lantern-guild"), *guilds) is False
    assert one(full, person("b", "A. M. Soto", "director", "lantern-guild"), *guilds)
    assert one(full, person("b", "Ana Soto", "director", "lantern-guild"), *guilds)
    assert not one(
        full,
        person("b", "Ana Soto", "director", "harbour-trust"),
        *guilds,
        org("b", "Harbour Trust"),
    )


def test_namesakes_get_iris_that_say_who_is_who():
    left, right = person("a", "Ana Soto", "minister"), person("b", "Ana Soto", "goalkeeper")
    decided = resolve([left, right])
    assert [(s.part.removeprefix(str(ID)), s.reasons) for s in decided.splits] == [
        ("person/ana-soto/goalkeeper", ("post goalkeeper",)),
        ("person/ana-soto/minister", ("post minister",)),
    ]


# -- places -----------------------------------------------------------------------------------


def test_places_of_one_name_are_one_unless_they_lie_elsewhere():
    north, south = thing("place", "a", "Northland"), thing("place", "b", "Southland")
    here = thing("place", "a", "Ostrel", within=north.iri)
    there = thing("place", "b", "Ostrel", within=south.iri)
    assert not one(here, there, north, south)
    assert one(here, thing("place", "b", "Ostrel Town"), north)
    assert one(
        here,
        thing("place", "b", "Ostrel", within=north.iri),
        north,
        thing("place", "b", "Northland"),
    )
    assert one(thing("place", "a", "United States"), thing("place", "b", "USA"))
    assert not one(thing("place", "a", "Ostrel Town"), thing("place", "b", "Ostrel Province"))


# -- series and editions ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("World Lantern Conference", "The World Lantern Conference (WLC)", True),
        ("World Lantern Conference", "WLC", True),
        ("World Lantern Conference", "Lantern World Conference", True),
        ("World Lantern Conference", "World Lantern Confrence", True),
        ("World Lantern Conference", "World Harbour Conference", False),
        ("Lantern Fair", "Lantern Forum", False),
    ],
)
def test_series(left, right, expected):
    assert one(thing("series", "a", left), thing("series", "b", right)) is expected


def test_editions_meet_by_ordinal_year_and_days():
    third = edition("a", "third Lantern Forum", number="3", start="2018-05-02")
    assert one(third, edition("b", "3rd Lantern Forum", path="x", number="3"))
    assert one(third, edition("b", "2018 Lantern Forum", edition="2018"))
    assert one(third, edition("b", "Lantern Forum", start="2018-05-03"))
    assert one(third, edition("b", "Lantern Forum 2018", path="x", start="2018-05-03"))


def test_editions_of_other_years_ordinals_or_seasons_never_meet():
    third = edition("a", "third Lantern Forum", number="3", start="2018-05-02")
    for other in (
        edition("b", "fourth Lantern Forum", number="4", start="2018-05-02"),
        edition("b", "2019 Lantern Forum", edition="2019"),
        edition("b", "Lantern Forum", start="2018-10-02"),
        edition("b", "Lantern Forum", start="2019-05-02"),
        edition("b", "third Harbour Forum", number="3", start="2018-05-02"),
    ):
        assert not one(third, other)
        assert not one(third, other, edition("c", "Lantern Forum"))


def test_two_reports_may_disagree_on_the_days_of_one_edition():
    third = edition("a", "third Lantern Forum", number="3", start="2018-05-02")
    assert one(third, edition("b", "third Lantern Forum", number="3", start="2018-05-04"))


def test_one_iri_of_two_years_becomes_two_editions():
    early, late = (
        edition(w, "Lantern Forum", start=f"{y}-05-02") for w, y in (("a", 2018), ("b", 2019))
    )
    assert early.iri == late.iri
    assert not one(early, late)


def test_a_report_without_edition_joins_the_edition_of_its_weeks():
    early, late = (
        edition(w, f"{y} Lantern Forum", edition=str(y), start=f"{y}-05-02")
        for w, y in (("a", 2018), ("b", 2019))
    )
    bare = edition("c", "Lantern Forum", published="2019-05-04")
    decided = resolve([early, late, bare])
    assert same(decided, late, bare) and not same(decided, early, bare)


def test_an_edition_under_the_acronym_or_another_name_of_its_series_needs_place_or_day():
    series = [thing("series", w, "World Lantern Conference") for w in "ab"]
    places = [thing("place", w, "Ostrel") for w in "ab"]
    both = {"series": series[0].iri, "edition": "2018"}
    main = edition("a", "2018 World Lantern Conference", place=places[0].iri, **both)
    assert one(main, edition("b", "WLC 2018", place=places[0].iri, edition="2018"), *places)
    assert not one(main, edition("b", "WLC 2018", edition="2018"))
    long = edition("b", "2018 World Lantern Conference Ostrel Summit", place=places[0].iri, **both)
    assert one(main, long, *series, *places)
    away = edition("b", "2018 World Lantern Conference Dialogue", **both)
    assert not one(main, away, *series, *places)


def test_activities_meet_within_one_edition_only():
    def activity(where: str, parent: Description, label: str) -> Description:
        path = f"activity/{parent.iri.rpartition('/')[2]}/{label.lower().replace(' ', '-')}"
        return thing("activity", where, label, iri=str(ID[path]), parent=parent.iri)

    later = edition("b", "2020 Lantern Forum", edition="2020")
    fair = activity("a", FORUM, "Light of the Harbour Expo")
    assert one(fair, activity("b", AGAIN, "Light of Harbor Expo"), FORUM, AGAIN)
    assert not one(fair, activity("b", later, "Light of the Harbour Expo"), FORUM, later)
    assert not one(fair, activity("b", AGAIN, "Light of the Harbour Gala"), FORUM, AGAIN)


# -- the outcome ------------------------------------------------------------------------------


def test_the_fullest_name_is_kept_and_the_authority_wins():
    decided = resolve(
        [org("a", "Lantern Makers Union (LMU)"), org("b", "LMU"), org("c", "Lantern Makers Union")]
    )
    assert {m.kept.removeprefix(str(ID)) for m in decided.merges} == {"org/lantern-makers-union"}
    decided = resolve(
        [org("a", "ITU"), org("b", "The International Telecommunications Union", "ITU")]
    )
    assert {m.kept for m in decided.merges} <= {
        str(ID["org/international-telecommunication-union"])
    }


def test_a_merge_says_why_and_where():
    decided = resolve([org("a", "Lantern Makers Union", "LMU"), org("b", "LMU"), org("c", "LMU")])
    (merge,) = decided.merges
    assert merge.merged == str(ID["org/lmu"])
    assert merge.reasons == ("acronym that is explained in one way only",)
    assert [a.rpartition("/")[2] for a in merge.articles] == ["b", "c"]


def test_what_has_only_its_own_name_is_left_alone():
    decided = resolve([org("a", "Lantern Union"), org("b", "Harbour Trust"), FORUM, ELSEWHERE])
    assert decided == resolve([])


def test_overrides_force_and_forbid_by_name_and_by_iri():
    guild, union = org("a", "Lantern Guild"), org("b", "Lantern Union")
    forced = Overrides(same=((guild.iri, "Lantern Union"),))
    assert same(resolve([guild, union], forced), guild, union)
    again = org("b", "The Lantern Guild", iri=guild.iri)
    forbidden = Overrides(different=((guild.iri, guild.iri),))
    assert not same(resolve([guild, again], forbidden), guild, again)
    assert resolve([guild], Overrides(same=(("Nobody", guild.iri),))).unused == ("Nobody",)


def test_a_thing_that_every_report_names_costs_one_step_each():
    """Linear: two thousand reports on one event that all name the same bodies and persons."""
    found = []
    for n in range(2000):
        event = edition(f"a{n}", "2019 Lantern Forum", edition="2019")
        found += [event, thing("place", f"a{n}", "Ostrel")]
        found += [org(f"a{n}", "Ministry of Trade", event=event.iri), person(f"a{n}", "Ana Soto")]
    started = time.process_time()
    assert resolve(found) == resolve([])
    assert time.process_time() - started < 20


def test_descriptions_and_decisions_travel():
    found = [FORUM, AGAIN, org("a", "Lantern Union", "LU", event=FORUM.iri)]
    assert [Description.from_json(json.loads(json.dumps(d.as_json()))) for d in found] == found
    decided = resolve([*found, org("b", "LU")])
    assert pickle.loads(pickle.dumps(decided)) == decided
    assert clusters(decided, found)
