"""What is said to happen is told apart from what is planned, expected, denied or possible."""

from __future__ import annotations

import pytest
from extract_fixture import scenes


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The fair opened.", "asserted"),
        ("The guild said the fair opened.", "asserted"),
        ("The fair will open in May.", "planned"),
        ("The fair is to open in June.", "planned"),
        ("The guild plans to open the fair.", "planned"),
        ("The fair is expected to open in May.", "planned"),
        ("The fair was expected to open in May.", "expected"),
        ("The fair did not open.", "negated"),
        ("The fair never opened.", "negated"),
        ("The guild denied that the fair opened.", "negated"),
        ("The fair may open in June.", "conditional"),
    ],
)
def test_a_verb_has_a_modality(text: str, modality: str) -> None:
    (scene,) = scenes(text)
    assert scene.tree is not None
    (verb,) = (w for w in scene.tree.words if w.form in {"open", "opened"})
    assert scene.modality(verb) == modality
