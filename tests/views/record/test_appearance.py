"""The looks can be told apart: by contrast, by colour vision, by shape, in both themes."""

from __future__ import annotations

import itertools
import math
import tomllib
from pathlib import Path

import pytest

from graph.views.answers.charts import COLOURS
from graph.views.record.appearance import APPEARANCES, Appearance, appearance

_ROOT = Path(__file__).parents[3]
_THEME = tomllib.loads((_ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
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

# Severity 1.0 of Machado, Oliveira and Fernandes, "A physiologically-based model for simulation
# of color vision deficiency" (2009), for linear RGB.
_VISION = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_Triple = tuple[float, float, float]


def _linear(colour: str) -> _Triple:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return red, green, blue


def _luminance(linear: _Triple) -> float:
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(_linear(one)), _luminance(_linear(other))))
    return (high + 0.05) / (low + 0.05)


def _lab(linear: _Triple) -> _Triple:
    """CIE L*a*b* under D65, in which a distance of about 2.3 is just noticeable."""
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in linear)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = _luminance((red, green, blue))
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _seen(colour: str, vision: str) -> _Triple:
    red, green, blue = _linear(colour)
    matrix = _VISION[vision]
    first, second, third = (row[0] * red + row[1] * green + row[2] * blue for row in matrix)
    return _lab((first, second, third))


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
    assert _contrast(look.colour_light, _THEME["light"][ground]) >= 3
    assert _contrast(look.colour_dark, _THEME["dark"][ground]) >= 3


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_colour_of_a_chart_holds_on_both_pages(colour: str, theme: str) -> None:
    """A chart does not know the theme, so each of its colours reaches 3:1 on both pages."""
    assert _contrast(colour, _THEME[theme]["backgroundColor"]) >= 3


@pytest.mark.parametrize("vision", _VISION)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_families_differ_for_every_colour_vision(vision: str, theme: str) -> None:
    """Any two families stay well apart (distance 15 or more) as each vision sees them."""
    colours = {
        look.family: look.colour_light if theme == "light" else look.colour_dark
        for look in APPEARANCES
    }
    for one, other in itertools.combinations(sorted(colours), 2):
        distance = math.dist(_seen(colours[one], vision), _seen(colours[other], vision))
        assert distance >= 15, f"{one} and {other} are {distance:.0f} apart for {vision}"
