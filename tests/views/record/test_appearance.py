"""The looks can be told apart: by contrast, by colour vision, by shape, in both themes."""

from __future__ import annotations

import itertools
import math

import pytest

from graph.views.answers.charts import COLOURS
from graph.views.record.appearance import APPEARANCES, Appearance, appearance
from tests.colour_vision import THEME, VISION, contrast, seen

_OWN_KINDS = [
    "Country",
    "Region",
    "Organisation",
    "Person",
    "Initiative",
    "Project",
    "Meeting",
    "ActionPlan",
    "Topic",
    "SourceDocument",
]


@pytest.mark.parametrize("kind", _OWN_KINDS)
def test_each_kind_has_a_look_of_its_own(kind: str) -> None:
    """Every kind of the network is named in its own look, in words a reader knows."""
    look = appearance(kind)
    assert look.kind == kind
    assert look.singular
    assert look.plural
    assert look.singular != look.plural


def test_an_unknown_kind_looks_like_a_thing() -> None:
    """A kind that nobody has drawn yet is shown as a thing instead of failing."""
    assert appearance("Volcano") == appearance("Thing")


def test_shape_alone_tells_the_kind() -> None:
    """No two kinds share a symbol, so a reader who sees no colour can still tell them apart."""
    assert len({look.symbol for look in APPEARANCES}) == len(APPEARANCES)


def test_a_family_has_one_colour_and_a_colour_one_family() -> None:
    """Colour says the family, neither more nor less."""
    pairs = {(look.family, look.colour_light, look.colour_dark) for look in APPEARANCES}
    assert len(pairs) == len({family for family, _, _ in pairs})
    assert len(pairs) == len({light for _, light, _ in pairs})
    assert len(pairs) == len({dark for _, _, dark in pairs})


@pytest.mark.parametrize("look", APPEARANCES, ids=lambda look: str(look.kind))
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_contrast_with_the_page(look: Appearance, ground: str) -> None:
    """Each colour reaches 3:1 on the pages and panels of the app's own two themes."""
    assert contrast(look.colour_light, THEME["light"][ground]) >= 3
    assert contrast(look.colour_dark, THEME["dark"][ground]) >= 3


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_colour_of_a_chart_holds_on_both_pages(colour: str, theme: str) -> None:
    """A chart does not know the theme, so each of its colours reaches 3:1 on both pages."""
    assert contrast(colour, THEME[theme]["backgroundColor"]) >= 3


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_families_differ_for_every_colour_vision(vision: str, theme: str) -> None:
    """Any two families stay well apart (distance 15 or more) as each vision sees them."""
    colours = {
        look.family: look.colour_light if theme == "light" else look.colour_dark
        for look in APPEARANCES
    }
    for one, other in itertools.combinations(sorted(colours), 2):
        distance = math.dist(seen(colours[one], vision), seen(colours[other], vision))
        assert distance >= 15, f"{one} and {other} are {distance:.0f} apart for {vision}"
