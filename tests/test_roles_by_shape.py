"""Roles that stand beside the verb: companions, with-phrases, programmes that act."""

from __future__ import annotations

import pytest
from extract_fixture import stated

LEAD = "The 14th Marrow Bay Book Fair opened on Monday in Turku. "
FAIR = "14th Marrow Bay Book Fair"


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("The Lantern Guild organizes the fair together with the Harbour Union.",
         "organizedBy", "Harbour Union"),
        ("The Lantern Guild hosts the fair, with the Harbour Union as main sponsor.",
         "sponsoredBy", "Harbour Union"),
        ("The fair is organized in partnership with the Municipality of Turku.",
         "coOrganizedBy", "Municipality of Turku"),
        ("It was funded by the Lantern Foundation.", "sponsoredBy", "Lantern Foundation"),
        ("The fair was convened by the Nordic Reading Programme.", "organizedBy",
         "Nordic Reading Programme"),
        ("Organised by the Lantern Guild and others, the fair has 40 stands.", "organizedBy",
         "Lantern Guild"),
        ("The fair, the largest event organized by the Harbour Union, is back.", "organizedBy",
         "Harbour Union"),
        ("Hosted by the Lantern Guild and organized by the Harbour Union, the fair is back.",
         "organizedBy", "Harbour Union"),
        ("The fair, to be hosted by the Lantern Guild at the hall, is near.", "hostedBy",
         "Lantern Guild"),
        ("Vela Press and the Harbour Union were among the sponsors of the fair.", "sponsoredBy",
         "Harbour Union"),
        ("The fair is sponsored by the governments of Denmark, Japan and Chile.", "sponsoredBy",
         "Japan"),
        ("The fair was hosted by the government of Chile.", "hostedBy", "government of Chile"),
        ("The fair was organized by Polaris Fairs.", "organizedBy", "Polaris Fairs"),
        ("The ten-day fair, put on by the Lantern Guild, topped last year's 900 visitors.",
         "organizedBy", "Lantern Guild"),
        ("The fair was sponsored by Dunmore's Brewery.", "sponsoredBy", "Dunmore's Brewery"),
        ("The fair was organized by Huaxin Technologies Co., Ltd. and Acme, Inc.", "organizedBy",
         "Huaxin Technologies Co., Ltd."),
        ("It was organized by Huaxin Technologies Co., Ltd. and Acme, Inc.", "organizedBy",
         "Acme, Inc."),
        ("It drew 900 visitors, organizers Nordmesse AG said.", "organizedBy", "Nordmesse AG"),
        ("This year's host is the Harbour Union.", "hostedBy", "Harbour Union"),
    ],
)  # fmt: skip
def test_a_role_beside_the_verb(text: str, role: str, body: str) -> None:
    assert (FAIR, body) in stated(LEAD + text, role)


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("The Lantern Guild came together with the Harbour Union.", "organizedBy", "Harbour Union"),
        ("The Harbour Union is not the main sponsor.", "sponsoredBy", "Harbour Union"),
    ],
)
def test_company_is_no_role(text: str, role: str, body: str) -> None:
    assert (FAIR, body) not in stated(LEAD + text, role)


def test_topics_end_with_their_last_pair() -> None:
    text = "The Lantern Forum will look at oil, wicks and glass, and Mr Holm, the founder, speaks."
    topics = {topic for _, topic in stated(LEAD + text, "hasTopic")}
    assert topics == {"oil", "wicks", "glass"}
