"""Every colour of the house, in one table: on a light page and on a dark one.

Python takes a colour by its name, ``Colour.LINK.light``; a style sheet writes the same name as
``colour(link)``, which follows light and dark, or as ``colour(link, light)`` for one of them, and
``painted`` puts the colour in its place when the sheet is read. So no other file holds one. Only
Streamlit's theme, which takes nothing but literals, has its own in ``.streamlit/config.toml``.

The colours with a meaning start from those of Okabe and Ito (Color Universal Design, 2008), which
people with any colour vision can tell apart; ``test_appearance.py`` measures how far they are apart
and from the page.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

__all__ = ["Colour", "painted"]

_NAMED: Final = re.compile(r"\bcolour\(([a-z0-9-]+)(?:, (light|dark))?\)")


class Colour(Enum):
    """A colour by what it says; two that say different things may look the same."""

    # Words, lines and grounds of what is taken away: pages, drawings, reports.
    TEXT = "#1d2129", "#e8eaee"
    MUTED = "#4b5563", "#aab1bd"
    GROUND = "#ffffff", "#14171c"
    RAISED = "#f4f5f7", "#1e232a"
    LINE = "#8b919b", "#767d89"
    RULE = "#d5d9df", "#353b45"

    # What the app's own theme does not give.
    LINK = "#1f4e8c", "#8ab8f0"
    PAGE = "#ffffff", "#12171f"
    GRID = "#e3e6ea", "#2b3240"
    BUTTON = "#1f4e8c", "#2f5f9f"
    SHADOW = "rgb(0 0 0 / 25%)", "rgb(0 0 0 / 25%)"
    SOFT_SHADOW = "rgb(0 0 0 / 18%)", "rgb(0 0 0 / 18%)"

    # Families of kinds.
    COUNTRIES = "#0072b2", "#3f9bd6"
    OTHER_ACTORS = "#003f87", "#a2d0f4"
    PROJECTS = "#d55e00", "#f0803c"
    GATHERINGS = "#824700", "#f3d055"
    PLANS = "#009f5c", "#27ce9a"
    REGIONS = "#c1538c", "#b96b9e"
    DOCUMENTS = "#333333", "#e4e4e4"

    # Families of lines: what the thing at their far end has to do with it.
    TOOK_PART = "#0072b2", "#3f9bd6"
    LED = "#d55e00", "#f0803c"
    ACTS_FOR = "#c1538c", "#b96b9e"
    IS_ABOUT = "#009f5c", "#27ce9a"
    GOES_WITH = "#824700", "#f3d055"
    BELONGS = "#3d434d", "#d4dcec"
    NOT_TOLD = "#8a8f99", "#7d8591"

    # Lines by their years, from old to new, and by their publishers.
    YEAR_1 = "#7a96b8", "#5f7f9f"
    YEAR_2 = "#5279a6", "#7d9fc2"
    YEAR_3 = "#2f5d93", "#9cbde0"
    YEAR_4 = "#14427c", "#c3dcf5"
    YEAR_5 = "#001f5c", "#ffffff"
    TWO_PUBLISHERS = "#0072b2", "#3f9bd6"
    MORE_PUBLISHERS = "#003f87", "#a2d0f4"

    # What is proposed of a line or changed in it; darker where words are written in it.
    LOST = "#d55e00", "#f0803c"
    LOST_WORDS = "#a84a00", "#f0803c"
    OTHERWISE = "#9b3f76", "#d58cbc"
    ACCEPTED = "#0072b2", "#56b4e9"
    ACCEPTED_WORDS = "#0068a3", "#56b4e9"
    ADDED = "#00805e", "#2bc59a"
    ADDED_WORDS = "#007353", "#2bc59a"
    NEW = "#009e73", "#2bc59a"

    # How far in time what is on record is from now.
    RUNNING = "#0b5f9a", "#56b4e9"
    PERHAPS = "#9b3f76", "#d58cbc"
    OVER = "#6b7280", "#9ca3af"
    UNDATED = "#a84a00", "#f0803c"
    EMPTY = "#4b5563", "#a8b0bd"

    # Numbers from few to many: in a matrix, on a map, in print; and the letters on them.
    MATRIX_1 = "#dbe9f6", "#17324d"
    MATRIX_2 = "#a9cce8", "#1f5480"
    MATRIX_3 = "#6ba6d4", "#2a70a8"
    MATRIX_4 = "#2b6aa8", "#74b4e4"
    MATRIX_5 = "#0d3b6e", "#d2e7f9"
    MAP_1 = "#a9cce8", "#1f5480"
    MAP_2 = "#7fb3dc", "#2a70a8"
    MAP_3 = "#4a8cc4", "#4690c8"
    MAP_4 = "#2b6aa8", "#74b4e4"
    MAP_5 = "#0d3b6e", "#d2e7f9"
    PRINT_1 = "#dbe9f6", "#dbe9f6"
    PRINT_2 = "#a6cbe8", "#a6cbe8"
    PRINT_3 = "#5a9fd0", "#5a9fd0"
    PRINT_4 = "#0b5f9a", "#0b5f9a"
    PRINT_5 = "#08345c", "#08345c"
    LETTERS_ON_FEW = "#14202e", "#ffffff"
    LETTERS_ON_MANY = "#ffffff", "#0c1620"

    # Series of a chart, which does not know the theme: one colour for both.
    SERIES_1 = "#0072b2", "#0072b2"
    SERIES_2 = "#d55e00", "#d55e00"
    SERIES_3 = "#009e73", "#009e73"
    SERIES_4 = "#b8689a", "#b8689a"
    SERIES_5 = "#7a7a7a", "#7a7a7a"
    SERIES_6 = "#b58900", "#b58900"
    SERIES_7 = "#3f9bd6", "#3f9bd6"
    SERIES_8 = "#a4522d", "#a4522d"

    # In a text that is read: names on record, new ones, and the place of a statement.
    KNOWN_NAME = "#0072b2", "#56b4e9"
    NEW_NAME = "#d55e00", "#e69f00"
    PASSAGE = "#fff3c4", "#5a4a12"
    PICKED = "#cfe3f7", "#23446b"

    @property
    def light(self) -> str:
        """It on a light page, as CSS writes it."""
        return self.value[0]

    @property
    def dark(self) -> str:
        """It on a dark page."""
        return self.value[1]


def painted(sheet: str) -> str:
    """A style sheet with each ``colour(NAME)`` in its place.

    Raises:
        KeyError: the sheet names a colour that is not in the table.
    """
    return _NAMED.sub(_as_css, sheet)


def _as_css(found: re.Match[str]) -> str:
    colour = Colour[found[1].upper().replace("-", "_")]
    match found[2]:
        case "light":
            return colour.light
        case "dark":
            return colour.dark
        case _:
            return f"light-dark({colour.light}, {colour.dark})"
