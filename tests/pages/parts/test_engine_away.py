"""The page that waits for the engine: every page gives way to it, fragments as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[3] / "graph" / "pages"
PAGES = sorted(path for path in HOUSE.rglob("*.py") if "@st.fragment" in path.read_text("utf-8"))
# What asks the engine nothing by itself.
ALONE = {"_try_again", "_look_on"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_fragment_gives_way(page: Path) -> None:
    """A fragment runs without the script around it, so it has to give way by itself."""
    text = page.read_text("utf-8")
    for decorators, name in re.findall(r"((?:^@.*\n)*)^def (\w+)", text, re.MULTILINE):
        if "@st.fragment" in decorators and name not in ALONE:
            assert "@while_it_answers()" in decorators, name
