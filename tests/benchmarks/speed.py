"""README's table on speed, made of the records like the page about them.

What it tells stands in ``speed.md``: a table whose figures are places, ``{suite; case; size;
engine}``, to be filled in by a run. ``engine / engine`` is how many times the one is the other, by
the same run.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.figures import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.benchmarks.figures import Record

__all__ = ["README", "speed", "tell"]

README: Final = Path(__file__).parents[2] / "README.md"
_TABLE: Final = Path(__file__).with_name("speed.md")
_PLACE: Final = re.compile(r"\{([^;}]+); ([^;}]+); ([\d,]+); ([^}]+)\}")
_BETWEEN: Final = re.compile(r"(?<=<!-- by make bench -->\n).*?(?=<!-- so far -->)", re.DOTALL)


def speed(records: Iterable[Record]) -> str:
    """The table with its figures; a row of which one was not measured is left out."""
    known = {(one.suite, one.case, f"{one.size:,}", one.engine): one for one in records}

    def figure(place: re.Match[str]) -> str:
        several = [known[place[1], place[2], place[3], name] for name in place[4].split(" / ")]
        if len(several) > 1:
            return f"{number(several[0].median / several[1].median)} times"
        return f"{number(several[0].median)} {several[0].unit}"

    rows = []
    for row in _TABLE.read_text(encoding="utf-8").splitlines():
        try:
            rows.append(_PLACE.sub(figure, row))
        except KeyError:
            continue
    return "".join(f"{row}\n" for row in rows)


def tell(records: Iterable[Record], readme: Path) -> None:
    """Writes the table into its place in a text, which it must have."""
    text, put = _BETWEEN.subn(lambda _: speed(records), readme.read_text(encoding="utf-8"))
    assert put == 1, f"{readme} has no place for the figures of the benchmarks"
    readme.write_text(text, encoding="utf-8")
