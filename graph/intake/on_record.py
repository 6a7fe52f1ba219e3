"""Whether what seems new is on record already under another key: asked, never taken by itself.

A document with the same address, or with nearly the same title and date; a meeting with the same
number in its series for the same region; a person with an initial in the place of a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

from graph.dates import PartialDate, overlap
from graph.folding import words
from graph.intake.proposal import LookAlike
from graph.reconciling import suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.intake.incoming import IncomingRow
    from graph.intake.meaning.names import NameIndex
    from graph.intake.record import Record, TableLine

__all__ = ["same_documents", "same_meetings", "same_persons"]

_NEAR: Final = 90
"""From this likeness of their titles on (0 to 100) two documents of one date may be one."""
_NO_MATTER: Final = re.compile(r"^(utm_\w+|fbclid|gclid|ref|source|lang)$")


def same_documents(new: Iterable[IncomingRow], record: Record) -> Iterator[LookAlike]:
    """New documents that may be in the register already."""
    known = [line.cells for line in record.documents.lines]
    by_address = {_address(cells.get("address", "")): cells for cells in known}
    for entry in new:
        address = _address(entry["address"])
        same = by_address.get(address) if address else None
        why, score = "stands at the same address", 100
        if same is None:
            why = "has nearly the same title and date"
            near = [one for one in known if _same_time(one, entry.cells)]
            score, same = max(
                ((_likeness(one.get("title", ""), entry["title"]), one) for one in near),
                key=lambda pair: pair[0],
                default=(0, None),
            )
            if score < _NEAR:
                continue
        if same is not None:
            yield _asked(entry, "title", (same.get("key", ""), same.get("title", "")), why, score)


def same_meetings(
    new: Mapping[str, IncomingRow],
    statements: Iterable[Mapping[str, str]],
    record: Record,
    names: NameIndex,
) -> Iterator[LookAlike]:
    """New meetings with the number and the region of one on record.

    Args:
        new: the new things of the file by key.
        statements: what the file says, as cells.
        record: the tables as they are.
        names: every name.
    """
    brought = _series(statements)
    mine = {key: told for key, told in brought.items() if key in new}
    if not mine:
        return
    lines = (
        line.cells
        for name in record.contents
        if name.startswith("statements/")
        for line in _lines(record, name)
    )
    for other, (ordinals, regions) in _series(lines).items():
        for key, (own_ordinals, own_regions) in mine.items():
            if ordinals & own_ordinals and regions & own_regions and key != other:
                entry = new[key]
                why = "has the same number in its series for the same region"
                yield _asked(entry, "label", (other, names.label(other)), why, 100)


def same_persons(new: Mapping[str, IncomingRow], names: NameIndex) -> Iterator[LookAlike]:
    """New persons whose initials and surname are those of one on record."""
    for key, entry in new.items():
        if not key.startswith("person/"):
            continue
        for one in suggestions(names.index, entry["label"], ("person",), most=3):
            other = one.thing.key
            if other != key and other not in new and one.score == _BY_INITIALS:
                why = "has the same surname, and a name that begins so"
                yield _asked(entry, "label", (other, one.thing.label), why, one.score)
                break


_BY_INITIALS: Final = 80


def _asked(
    entry: IncomingRow, column: str, other: tuple[str, str], why: str, score: int
) -> LookAlike:
    """The question; ``other`` is what is on record, by key and name."""
    key, label = other
    sentence = f"'{label}' ({key}) {why}: is it '{entry[column]}'? Then take it; else go on."
    return LookAlike(
        sheet=entry.sheet,
        row=entry.row,
        key=entry["key"],
        label=entry[column],
        other=key,
        other_label=label,
        score=int(score),
        sentence=sentence,
    )


def _lines(record: Record, name: str) -> tuple[TableLine, ...]:
    table = record.table(name)
    return table.lines if table else ()


def _address(text: str) -> str:
    """An address as it is compared: without its scheme, www, a stroke at the end, or campaigns."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return text
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _NO_MATTER.match(pair[0])])
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}".lower()


def _same_time(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    try:
        mine, theirs = (
            PartialDate.parse(cells["issued"]) if cells.get("issued") else None
            for cells in (one, other)
        )
    except ValueError:
        return False
    if mine is None or theirs is None:
        return mine is theirs
    return overlap((mine, mine), (theirs, theirs))


def _likeness(one: str, other: str) -> int:
    """How like two titles are; other numbers make them others."""
    mine, theirs = words(one), words(other)
    if re.findall(r"\d+", mine) != re.findall(r"\d+", theirs):
        return 0
    return int(fuzz.ratio(mine, theirs))


def _series(
    rows: Iterable[Mapping[str, str]],
) -> dict[str, tuple[set[str], set[str]]]:
    """The numbers and the regions of each meeting."""
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for cells in rows:
        subject = cells.get("subject", "")
        place = {"ordinal": 0, "coversRegion": 1}.get(cells.get("property", ""))
        if place is not None and subject.startswith("meeting/"):
            found[subject][place].add(cells.get("object", ""))
    return found
