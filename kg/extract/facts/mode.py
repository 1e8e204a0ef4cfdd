"""How an event is held: online, on site, or both."""

from __future__ import annotations

import re

from kg.extract.claims import Claims
from kg.extract.scene import Scene
from kg.model import Span
from kg.vocab import SCHEMA


def read(scene: Scene, claims: Claims) -> None:
    """Add how the main event is held: online, on site, or both."""
    main = scene.report.main
    if main is None or scene.other_edition:
        return
    text = scene.text.lower()
    both = re.search(
        r"\bonline\b[^.]{0,40}\b(?:offline|on-?site|in[- ]person)\b|"
        r"\b(?:offline|on[- ]?site|in[- ]person|physically)\b[^.]{0,40}\b(?:online|"
        r"virtual(?:ly)?)\b|"
        r"\bhybrid (?:format|mode|event|form|edition)\b",
        text,
    )
    mode = "MixedEventAttendanceMode" if both else None
    found = both
    if not both and scene.references:
        found = re.search(
            r"\bheld (?:entirely |fully |wholly )?(?:in person|offline|on site)\b", text
        )
        mode = "OfflineEventAttendanceMode" if found else None
        if not found:
            found = re.search(
                r"\bheld (?:entirely |fully |wholly )?(?:online|virtually)\b|"
                r"\b(?:held|met|meeting) (?:by|via|through|over) (?:a )?"
                r"(?:video[- ]?(?:conference|conferencing|link)|zoom)\b|"
                r"\b(?:held|took place|takes place|meeting|met)\b[^.;]{0,40}\b(?:in|as) an? "
                r"(?:fully |entirely |wholly |purely )?(?:virtual|online) "
                r"(?:format|mode|form|event)\b",
                text,
            )
            mode = "OnlineEventAttendanceMode" if found else None
    if found is None or mode is None:
        return
    start = scene.sentence.span.start
    claims.add(
        claims.entity(main), "attendanceMode", SCHEMA[mode],
        Span(start + found.start(), start + found.end()), "rule:mode", 0.8,
    )  # fmt: skip
