"""Posts are read on both sides of a name, each with its body."""

from __future__ import annotations

import pytest
from extract_fixture import scenes

from kg.extract.posts import PostReader

Said = list[tuple[str, str | None]]
DIRECTOR: Said = [("director", "Lantern Guild")]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Ada Voss, director of the Lantern Guild, spoke.", DIRECTOR),
        ("Ada Voss (director, Lantern Guild) spoke.", DIRECTOR),
        ("Ada Voss is the director of the Lantern Guild.", DIRECTOR),
        ("Lantern Guild director Ada Voss spoke.", DIRECTOR),
        ("The director of the Lantern Guild, Ada Voss, spoke.", DIRECTOR),
        (
            "Ada Voss, director of the Lantern Guild and secretary of the Harbour Union, spoke.",
            [*DIRECTOR, ("secretary", "Harbour Union")],
        ),
        (
            "Ada Voss, Vice President, Harbour Union, spoke.",
            [("Vice President", "Harbour Union")],
        ),
        (
            "Ada Voss, chair of the organizing committee, spoke.",
            [("chair", "organizing committee")],
        ),
        # A nationality or a state before a firm is not the firm.
        (
            "Ada Voss, chief executive of Japanese equipment maker Vela, spoke.",
            [("chief executive", "Vela")],
        ),
        ("Ada Voss, director at Chile's Nido Foods, spoke.", [("director", "Nido Foods")]),
        (
            "The chair of the organising committee, Professor Ada Voss, spoke.",
            [("chair", "organising committee")],
        ),
        ("Vice-Rector Ada Voss spoke.", [("Vice-Rector", None)]),
        ("The broadcaster Ada Voss spoke.", [("broadcaster", None)]),
        # A post in capitals between a body and a person.
        (
            "Lantern Council President Ada Voss spoke.",
            [("President", "Lantern Council")],
        ),
        ("The former Olympic champion Ada Voss spoke.", [("former Olympic champion", None)]),
        ("Mayor Ada Voss spoke.", [("Mayor", None)]),
        ("Former chairman Ada Voss spoke.", [("Former chairman", None)]),
        ("Ada Voss – director of the Lantern Guild – spoke.", DIRECTOR),
        (
            "Ada Voss, Director for Mobility at the Lantern Guild, spoke.",
            [("Director for Mobility", "Lantern Guild")],
        ),
        (
            "Ada Voss, provincial governor and party committee secretary, spoke.",
            [("provincial governor", None), ("party committee secretary", None)],
        ),
        ("Ada Voss, actor and director, spoke.", [("actor and director", None)]),
        ("Ada Voss, a 22-year-old potter, spoke.", [("potter", None)]),
        ("Ghana's Labour Minister, Ada Voss, spoke.", [("Labour Minister", "Ghana")]),
        (
            "Ada Voss, Commissioner for Inner Markets, spoke.",
            [("Commissioner for Inner Markets", None)],
        ),
        ("Ada Voss, co-CEO of Harbour Union, spoke.", [("co-CEO", "Harbour Union")]),
        (
            "Ada Voss, minister of ecology and trade and president of the Lantern Guild, spoke.",
            [("minister of ecology and trade", None), ("president", "Lantern Guild")],
        ),
        (
            "Ada Voss, the Labour, Health and Welfare Minister, spoke.",
            [("Labour, Health and Welfare Minister", None)],
        ),
        ("Ada Voss, the fair's chief executive, spoke.", [("chief executive", None)]),
        (
            "Lantern Guild's policy director for Nordic Waters, Ada Voss, spoke.",
            [("policy director for Nordic Waters", "Lantern Guild")],
        ),
        (
            "Ada Voss, Event Director of Growth at the Lantern Guild, spoke.",
            [("Event Director of Growth", "Lantern Guild")],
        ),
        (
            "Ada Voss, Sales Director at Harbour Union, spoke.",
            [("Sales Director", "Harbour Union")],
        ),
        (
            "Ada Voss, chair and co-founder of the Lantern Guild, spoke.",
            [("chair and co-founder", "Lantern Guild")],
        ),
        (
            "Ada Voss, Non-Executive Chair and Global Ambassador of the Lantern Guild, spoke.",
            [("Non-Executive Chair", "Lantern Guild"), ("Global Ambassador", "Lantern Guild")],
        ),
        (
            "Ada Voss, managing director of the organizer, Harbour Union, spoke.",
            [("managing director", "Harbour Union")],
        ),
        ("Ada Voss, Chile's ambassador to Norway, spoke.", [("ambassador to Norway", "Chile")]),
        ("Ada Voss, the Chilean industrialist, spoke.", [("industrialist", "Chilean")]),
        (
            "The mayor left but tourism minister Ada Voss stayed.",
            [("tourism minister", None)],
        ),
        ("Former Olympic rower Ada Voss lit the torch.", [("Former Olympic rower", None)]),
        (
            "Professor Ada Voss of the University of Turku spoke.",
            [("Professor", "University of Turku")],
        ),
        ("Ada Voss spoke at the fair.", []),
    ],
)
def test_posts_are_read(text: str, posts: Said) -> None:
    (scene,) = scenes(text)
    (person,) = (m for m in scene.mentions if m.kind == "Person")
    found = PostReader(scene).posts(person)
    assert [(p.title, p.body.name if p.body else None) for p in found] == posts
    assert all(text[p.span.start : p.span.end] == p.title for p in found)


def test_a_post_between_two_people_belongs_to_the_first() -> None:
    text = (
        "Ada Voss, director of the Lantern Guild, Ben Holm, chairman of the Harbour Union, spoke."
    )
    (scene,) = scenes(text)
    people = [m for m in scene.mentions if m.kind == "Person"]
    found = [[p.title for p in PostReader(scene).posts(person)] for person in people]
    assert found == [["director"], ["chairman"]]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Presidents Ada Voss of Chile, Ben Holm of Norway and Cy Paz of Ghana spoke.",
            [("President", "Chile"), ("President", "Norway"), ("President", "Ghana")],
        ),
        (
            "Ada Voss and Ben Holm, the co-directors of the Lantern Guild, spoke.",
            [("co-director", "Lantern Guild")] * 2,
        ),
        ("Lantern Guild co-founders Ada Voss and Ben Holm spoke.",
         [("co-founder", "Lantern Guild")] * 2),
    ],
)  # fmt: skip
def test_a_post_in_plural_is_of_each(text: str, posts: Said) -> None:
    (scene,) = scenes(text)
    people = [m for m in scene.mentions if m.kind == "Person"]
    found = [p for person in people for p in PostReader(scene).posts(person)]
    assert [(p.title, p.body.name if p.body else None) for p in found] == posts


def test_the_guild_is_the_one_named_in_full() -> None:
    text = "The Lantern Guild runs the fair. Ada Voss, director of the guild, spoke."
    _, scene = scenes(text)
    (person,) = (m for m in scene.mentions if m.kind == "Person")
    (post,) = PostReader(scene).posts(person)
    assert post.body is not None and post.body.name == "Lantern Guild"
