"""Every colour is in one table: no other file holds one, and what names one means one of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from graph.palette import Colour, painted

ROOT = Path(__file__).parents[1]
LITERAL = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?![-\w])"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(\s*\.?\d",
    re.IGNORECASE,
)
# In a script also as red, green and blue.
NUMBERS = re.compile(r"\[\s*\d{1,3}(?:,\s*\d{1,3}){2}\s*\]")
# No `.svg`: the drawings of the overview are masks, of which only what they cover counts.
SORTS = {".css", ".html", ".js", ".py", ".toml", ".ts"}
WRITTEN = [
    path
    for path in sorted((ROOT / "graph").rglob("*"))
    if path.suffix in SORTS and "built" not in path.parts and path.name != "palette.py"
]


@pytest.mark.parametrize(
    "told", ["color: #fff;", '"#0072b2"', "rgb(0 0 0 / 25%)", "rgba(0,0,0,.2)", "HSL(20 10% 5%)"]
)
def test_a_colour_is_seen(told: str) -> None:
    """However a colour is written, the test below would find it."""
    assert LITERAL.search(told)


def test_a_colour_in_numbers_is_seen() -> None:
    """Red, green and blue of a script are a colour, and a length of four parts is none."""
    assert NUMBERS.search("const ink = [29, 33, 41];")
    assert not NUMBERS.search("pen.roundRect(...[0, 0, 12, 8])")


@pytest.mark.parametrize("told", ["ontology#Country", "&#39;", "colour(link)", "see #12 of 30"])
def test_what_is_no_colour_is_none(told: str) -> None:
    """An address, an entity and a number are not taken for a colour."""
    assert not LITERAL.search(told)


def test_no_file_holds_a_colour_of_its_own() -> None:
    """Python, JavaScript and style sheets take their colours from graph/palette.py."""
    found = {
        f"{path.relative_to(ROOT)}:{number}": line.strip()
        for path in WRITTEN
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if LITERAL.search(line) or (path.suffix == ".js" and NUMBERS.search(line))
    }
    assert found == {}, "give it a name in graph/palette.py"


@pytest.mark.parametrize(
    "sheet", [path for path in WRITTEN if path.suffix == ".css"], ids=lambda path: path.name
)
def test_a_style_sheet_names_colours_that_there_are(sheet: Path) -> None:
    """Each colour that a sheet names is in the table, and none is left unpainted."""
    assert "colour(" not in painted(sheet.read_text("utf-8"))


def test_a_colour_follows_the_page_or_is_that_of_one() -> None:
    """A name alone follows light and dark; with one of them, it is the colour there."""
    light, dark = Colour.LINK.value
    assert painted("a: colour(link)") == f"a: light-dark({light}, {dark})"
    assert painted("a: colour(link, dark)") == f"a: {dark}"
    with pytest.raises(KeyError):
        painted("a: colour(no-such-thing)")


def test_the_theme_has_the_same_colours() -> None:
    """Streamlit reads its theme as it stands: the ground and the links in it are those of here."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    for page in ("light", "dark"):
        assert theme[page]["linkColor"] == getattr(Colour.LINK, page)
        assert theme[page]["backgroundColor"] == getattr(Colour.PAGE, page)
