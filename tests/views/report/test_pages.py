"""How a report stands on paper, as far as it can be told without a browser."""

from __future__ import annotations

import pytest

from graph.views.report.html import is_turned


@pytest.mark.parametrize(
    ("why", "size", "turned"),
    [
        ("a low strip of few rows would leave a turned page empty", (1100, 130), False),
        ("a wide picture with many rows grows and fills the page", (1100, 560), True),
        ("an upright picture gains nothing", (700, 900), False),
    ],
)
def test_a_page_is_turned_only_for_what_fills_it(
    why: str, size: tuple[int, int], turned: bool
) -> None:
    """A picture gets a turned page where that makes it larger, and half of it is used."""
    assert is_turned(size) is turned, why
