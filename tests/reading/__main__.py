"""Measures the reader on a folder of texts: ``python -m tests.reading FOLDER``.

A folder holds ``NAME.txt`` and beside each ``NAME.csv`` with what a careful person takes from it:
subject, property and object, each by its key or by the name that the text gives it. The names of
the texts begin with the two letters of their language. Found means property and both ends; what is
proposed beside is counted, since the lists are careful but need not be complete.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.folding import words as plain_words
from graph.reading.known import KnownThings, known
from graph.reading.proposed import rows
from graph.reading.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.reading.proposed import ProposedStatement

ROOT: Final = Path(__file__).resolve().parents[2]
OWN: Final = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Measured:
    """One statement that is wanted of a text, and whether it was proposed."""

    text: str
    property: str
    wanted: str
    found: bool


def on_record() -> KnownThings:
    """The names of the project's own record."""
    data = ROOT / "data"
    return known(
        {
            path.relative_to(data).as_posix(): path.read_bytes()
            for path in sorted(data.glob("**/*.csv"))
        }
    )


def measured(folder: Path, names: KnownThings) -> tuple[list[Measured], Counter[str]]:
    """What was wanted of the texts of a folder, and how many further rows each text proposed."""
    told: list[Measured] = []
    more: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        reading = read_text(path.read_text("utf-8"), names, ROOT / "ontology")
        proposed = list(rows(reading, names))
        wanted = list(csv.DictReader(path.with_suffix(".csv").read_text("utf-8").splitlines()))
        hits: set[int] = set()
        called = _called(proposed)
        for one in wanted:
            right = [at for at, row in enumerate(proposed) if _same(row, one, called)]
            hits.update(right)
            line = f"{one['subject']} · {one['property']} · {one['object']}"
            told.append(Measured(path.stem, one["property"], line, bool(right)))
        more[path.stem] = len(proposed) - len(hits)
    return told, more


def _same(
    row: ProposedStatement, wanted: Mapping[str, str], called: Mapping[str, set[str]]
) -> bool:
    """Whether a proposed row is the one that is wanted; ``called`` has the names of each key."""
    return (
        row.property == wanted["property"]
        and plain_words(wanted["subject"]) in {plain_words(row.subject), *called[row.subject]}
        and plain_words(wanted["object"])
        in {plain_words(row.object), *_forms(row.object_label), *called[row.object]}
    )


def _called(proposed: Iterable[ProposedStatement]) -> dict[str, set[str]]:
    """Under which names a text has each thing."""
    told: dict[str, set[str]] = defaultdict(set)
    for row in proposed:
        told[row.subject] |= _forms(row.subject_label)
        told[row.object] |= _forms(row.object_label)
    return told


def _forms(label: str) -> set[str]:
    """A name as it stands, and its first words: "training" of "training held in Lyon"."""
    parts = plain_words(label).split()
    return {" ".join(parts[:end]) for end in range(1, len(parts) + 1)}


def shares(told: Iterable[Measured], by: str) -> list[tuple[str, int, int]]:
    """How many were found of how many, by language (``text``) or by property."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in told:
        group = one.text.partition("-")[0] if by == "text" else one.property
        counts[group][0] += one.found
        counts[group][1] += 1
    return [(name, found, all_of_them) for name, (found, all_of_them) in sorted(counts.items())]


def main(arguments: Sequence[str]) -> None:
    """Prints found and wanted by language and property, then what was missed."""
    folder = Path(arguments[0]) if arguments else OWN
    told, more = measured(folder, on_record())
    for by in ("text", "property"):
        print(f"{'language' if by == 'text' else 'property':22} found of wanted")
        for name, found, wanted in shares(told, by):
            print(f"{name:22} {found:5} of {wanted:5} {found / wanted:6.2f}")
        print()
    found = sum(one.found for one in told)
    print(f"{found} of {len(told)} found, {sum(more.values())} further rows proposed")
    for one in told:
        if not one.found:
            print(f"missed in {one.text}: {one.wanted}")


if __name__ == "__main__":
    main(sys.argv[1:])
