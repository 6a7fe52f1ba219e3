"""How long a project runs tells its end, where the text tells its beginning and no end."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.reading.known import KnownThings
from graph.reading.reading import read_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Project 41 was launched in January 2018. It has a duration of 48 months.", "2021-12"),
        ("Project 41 started on 15 March 2020 and runs for three years.", "2023-03"),
        ("Project 41 started on 1 March 2020 for 36 months.", "2023-02"),
        ("Project 41 was launched in 2018. It has a duration of 48 months.", ""),
        ("Project 41 has a duration of 48 months.", ""),
        ("Project 41 was launched in January 2018. It has a duration of 48 months, and "
         "Project 42 of 24. Project 43 runs for 12 months.", ""),
        ("Project 41 was launched in January 2018 and will end in June 2021 after a duration of "
         "48 months.", "2021-06"),
        ("Le projet 41 a été lancé en janvier 2018. Il a une durée de 48 mois.", "2021-12"),
    ],
    ids=["months", "years", "first day", "a year only", "no beginning", "several", "told", "fr"],
)  # fmt: skip
def test_a_duration_tells_the_end(text: str, ends: str) -> None:
    """It is worked out to the month and marked so; what the text does not give is not guessed."""
    claims = read_text(text, KnownThings(), ROOT / "ontology").claims
    found = [one for one in claims if one.property == "endDate"]
    assert [one.object.key for one in found] == ([ends] if ends else [])
    if ends and "will end" not in text:
        assert found[0].basis == "derived"
        assert found[0].remark.endswith("from its beginning in " + next(
            one.object.key for one in claims if one.property == "startDate"
        ))  # fmt: skip
