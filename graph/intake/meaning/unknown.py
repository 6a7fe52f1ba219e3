"""The names of a file that nobody knows, each once, with what it may mean and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.intake.proposal import SuggestedThing, UnknownName
from graph.reconciling import suggestions
from graph.vocabulary import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.intake.incoming import IncomingRow
    from graph.intake.meaning.rows import UnderstoodRows

__all__ = ["unknown_names"]

_PATIENCE: Final = 500
"""So many names are looked up; each search takes its time, and a file may be wrong throughout."""


def unknown_names(understood: UnderstoodRows) -> Iterator[UnknownName]:
    """What is to be chosen before the file can be taken, in the order of its rows."""
    for number, (unknown, entries) in enumerate(understood.unknown.items()):
        if unknown.name in understood.asked:
            yield _asked(understood, unknown.name, entries)
            continue
        several = understood.names.meant(unknown.name, unknown.kinds)
        found = [SuggestedThing(key, understood.names.label(key), 100) for key in several]
        if not found and number < _PATIENCE:
            found = [
                SuggestedThing(short(one.thing.iri), one.thing.label, one.score)
                for one in suggestions(understood.names.index, unknown.name, unknown.kinds)
            ]
        yield UnknownName(
            sheet=entries[0].sheet,
            row=entries[0].row,
            name=unknown.name,
            kinds=tuple(sorted(unknown.kinds)),
            rows=tuple(dict.fromkeys(entry.row for entry in entries)),
            suggestions=tuple(found),
        )


def _asked(
    understood: UnderstoodRows, address: str, entries: tuple[IncomingRow, ...]
) -> UnknownName:
    """An address of others, with the key that is proposed for it and what is called alike."""
    key, label = understood.asked[address], entries[0]["label"]
    kind = key.partition("/")[0]
    on_record = understood.names.on_record(key)
    first = SuggestedThing(key, label if on_record else f"{label}, as a new {kind}", 100)
    alike = [
        SuggestedThing(short(one.thing.iri), one.thing.label, one.score)
        for one in suggestions(understood.names.index, label, frozenset({kind}))
        if short(one.thing.iri) != key and understood.names.on_record(short(one.thing.iri))
    ]
    return UnknownName(
        sheet=entries[0].sheet,
        row=entries[0].row,
        name=address,
        kinds=(kind,),
        rows=tuple(dict.fromkeys(entry.row for entry in entries)),
        suggestions=(first, *alike),
    )
