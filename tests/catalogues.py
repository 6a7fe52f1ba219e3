"""The catalogues of the pages' texts, kept with the code: what is marked there stands in each.

``python -m tests.catalogues`` writes them anew: texts that are new stand there without their
translation, which a test asks for, and texts that are gone leave. What is told stays.
"""

from __future__ import annotations

import re
import tomllib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from graph.kinds import KINDS
from graph.plurals import regular_plural
from graph.store import load_questions
from graph.texts import CATALOGUES
from graph.views.record.tables import heading

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LANGUAGES", "Text", "read", "texts", "written"]

ROOT: Final = Path(__file__).resolve().parents[1]
LANGUAGES: Final = tuple(sorted(one.parent.name for one in CATALOGUES.glob("*/pages.po")))
"""The languages that have a catalogue."""

Text = str | tuple[str, str]
"""A text as it stands in the code, or both forms of one that goes with a number."""

_KEYWORDS: Final[dict[str, Any]] = {
    "gettext": None,
    "catalogued": None,
    "ngettext": (1, 2),
    "counted": {2: (2,), 3: (2, 3)},
}
_PROJECTED: Final = re.compile(r"SELECT\s+(?:DISTINCT\s+)?(.*?)\bWHERE\b", re.DOTALL)


def texts() -> dict[Text, list[str]]:
    """All texts that a catalogue has to have, each with the files that say it."""
    found: dict[Text, list[str]] = {}
    for text, place in (*_of_code(), *_of_tables()):
        places = found.setdefault(text, [])
        if place not in places:
            places.append(place)
    return found


def read(language: str) -> Catalog:
    """The catalogue of a language as it is."""
    with (CATALOGUES / language / "pages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def written(language: str) -> bytes:
    """The catalogue of a language as it has to be, with all that is told in it so far."""
    before, made = read(language), Catalog(locale=language, fuzzy=False)
    made.mime_headers = before.mime_headers  # in how many forms it counts
    head, _, _ = (CATALOGUES / language / "pages.po").read_text("utf-8").partition("\n\n")
    for text, places in texts().items():
        known = before.get(text if isinstance(text, str) else text[0])
        told = known.string if known and bool(known.pluralizable) == isinstance(text, tuple) else ""
        made.add(text, told, locations=[(place, 1) for place in places])
    file = BytesIO()
    write_po(file, made, width=100, include_lineno=False, omit_header=True, sort_by_file=True)
    return f"{head}\n\n".encode() + file.getvalue()


def _of_code() -> Iterator[tuple[Text, str]]:
    for path in sorted((ROOT / "app.py", *(ROOT / "graph").rglob("*"))):
        method = {".py": "python", ".html": "jinja2.ext:babel_extract"}.get(path.suffix)
        if method is None or "installed" in path.parts:
            continue
        place = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            found = extract(method, file, keywords=_KEYWORDS, options={"encoding": "utf-8"})
            for line, text, _, _ in found:
                if text:
                    yield _forms(path, line, text), place


def _forms(path: Path, line: int, text: str | tuple[str, ...]) -> Text:
    """A text with the regular form for several that `graph.plurals.counted` makes of a word."""
    if isinstance(text, tuple):
        return text[0], text[1]
    is_counted = re.search(
        rf'\bcounted\([^"]*"{re.escape(text)}"\)', path.read_text("utf-8").replace("\n", " ")
    )
    return (text, regular_plural(text)) if is_counted and path.suffix == ".py" and line else text


def _of_tables() -> Iterator[tuple[Text, str]]:
    """What stands in tables and in cards: words of kinds, headings of answers, notes, lessons."""
    for kind in KINDS:
        yield (kind.singular, kind.plural), "graph/kinds.py"
    yield ("thing", "things"), "graph/kinds.py"
    place = "ontology/questions"  # not each card: a column that all have would name all of them
    for card in load_questions(ROOT / place).values():
        if card.note:
            yield card.note, place
        for parameter in card.parameters:
            yield parameter.name.replace("_", " "), place
        for variable in _variables(card.sparql):
            yield heading(variable), place
    lessons = "graph/views/answers/lessons.toml"
    for lesson in tomllib.loads((ROOT / lessons).read_text("utf-8"))["lesson"]:
        yield lesson["title"], lessons
        yield lesson["told"], lessons


def _variables(sparql: str) -> Iterator[str]:
    """The columns of a query, in the order of its first SELECT."""
    projected = _PROJECTED.search(sparql)
    if projected is None:
        return
    bare = re.sub(r"\(.*?\bAS\s+(\?\w+)\s*\)", r"\1", projected[1], flags=re.DOTALL)
    yield from re.findall(r"\?(\w+)", bare)


if __name__ == "__main__":
    for each in LANGUAGES:
        (CATALOGUES / each / "pages.po").write_bytes(written(each))
