"""How each kind of thing looks: one place for the canvas, the legends and the tables.

Colour says the family (countries, others who act, projects, meetings, what is planned or discussed,
where it belongs, who says so) and shape says the kind, so nothing is told by colour alone. Any two
families stay far apart for every vision (18 in CIE L*a*b*, where 2.3 is just seen) and reach the
contrast of 3:1 that WCAG 2.2 asks of graphics (criterion 1.4.11). ``test_appearance.py`` measures
both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.kinds import KINDS
from graph.palette import Colour
from graph.plurals import plural
from graph.texts import figure

if TYPE_CHECKING:
    from graph.kinds import ColourFamily, Shape

__all__ = ["APPEARANCES", "Appearance", "appearance"]

# The text symbol of each shape, filled and hollow, for legends that are text.
_SYMBOLS: Final[dict[Shape, tuple[str, str]]] = {
    "dot": ("●", "○"),
    "square": ("■", "□"),
    "triangle": ("▲", "△"),
    "triangleDown": ("▼", "▽"),
    "star": ("★", "☆"),
    "diamond": ("◆", "◇"),
    "hexagon": ("⬢", "⬡"),
}

_COLOURS: Final[dict[ColourFamily, Colour]] = {
    "countries": Colour.COUNTRIES,
    "other actors": Colour.OTHER_ACTORS,
    "initiatives and projects": Colour.PROJECTS,
    "gatherings": Colour.GATHERINGS,
    "plans and topics": Colour.PLANS,
    "regions": Colour.REGIONS,
    "documents": Colour.DOCUMENTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """The look of one kind; ``shape`` is vis-network's name and ``symbol`` the same as text."""

    kind: str
    family: ColourFamily
    shape: Shape
    colour_light: str
    colour_dark: str
    plural: str
    symbol: str
    singular: str

    @property
    def hollow(self) -> bool:
        """True where only the outline is drawn, as the symbol shows it."""
        return self.symbol == _SYMBOLS[self.shape][1]

    @property
    def words(self) -> str:
        """Several of the kind in words, as a heading says them."""
        return self.word(2)

    def word(self, count: int) -> str:
        """The kind in words, as it stands after a number."""
        return plural(count, self.singular, self.plural)

    def counted(self, count: int) -> str:
        """So many of the kind in words: "1 country", "1,200 countries"."""
        return f"{figure(count)} {self.word(count)}"


def _look(  # noqa: PLR0913, PLR0917 - what a row of the table of kinds says of the look
    name: str,
    family: ColourFamily,
    shape: Shape,
    singular: str,
    plural: str,
    hollow: bool,
) -> Appearance:
    colour = _COLOURS[family]
    symbol = _SYMBOLS[shape][1 if hollow else 0]
    return Appearance(
        kind=name,
        family=family,
        shape=shape,
        colour_light=colour.light,
        colour_dark=colour.dark,
        plural=plural,
        symbol=symbol,
        singular=singular,
    )


_FALLBACK: Final = _look("Thing", "documents", "hexagon", "thing", "things", True)

APPEARANCES: Final[tuple[Appearance, ...]] = (
    *(
        _look(kind.name, kind.colours, kind.shape, kind.singular, kind.plural, kind.hollow)
        for kind in KINDS
    ),
    _FALLBACK,
)
"""Every appearance, in the order in which a legend lists them; the last one is the fallback."""

_BY_KIND: Final = {look.kind: look for look in APPEARANCES}


def appearance(kind: str) -> Appearance:
    """The look of a kind such as ``Country``; that of ``Thing`` for a kind without its own."""
    return _BY_KIND.get(kind, _FALLBACK)
