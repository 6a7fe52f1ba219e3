"""Things and documents joined, renamed and taken apart; old addresses lead to the new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import DataError
from graph.intake.apply import Deed
from graph.intake.following import followed, statement_key
from graph.intake.incoming import IncomingRow
from graph.intake.progress import silent
from graph.keeping.plan import planned
from graph.keeping.substituting import Substitution, home_of
from graph.plurals import counted
from graph.vocabulary import thing

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.intake.progress import Tell
    from graph.intake.record import Record, TableFile, TableLine
    from graph.intake.signature import Signature
    from graph.keeping.plan import Plan

__all__ = ["merge", "rename", "split"]


def merge(record: Record, key: str, into: str, signature: Signature, tell: Tell = silent) -> Plan:
    """What joining two things, or two documents, would do; the second key stays.

    The names of the first become other names of the second, and its address leads there.

    Raises:
        DataError: one of them is not on record, or they are of two kinds.
    """
    _of_one_kind(key, into)
    work = Substitution(record=record)
    if key.startswith("source/"):
        old, new = _document(record, key), _document(record, into)
        work.whole_document(old["key"], new["key"])
        work.draft("documents.csv").remove(_place_of(record, old["key"]))
        told = f"Joined {key} (“{old['title']}”) with {into} (“{new['title']}”)"
    else:
        gone, stays = _thing(record, key), _thing(record, into)
        number = work.in_statements({key: into})
        work.in_topics({key: into})
        work.in_expectations({key: into})
        (table, place), (home, at) = _home(record, key), _home(record, into)
        work.draft(table.name).remove(place)
        named = _names(stays, [gone["label"], *_others(gone)])
        if named.get("broader") == key:  # a topic cannot stand below itself
            named["broader"] = ""
        draft = work.draft(home.name)
        draft.change(at, named, IncomingRow(kind="things", sheet="", row=at + 2, cells=named))
        told = (
            f"Joined {key} (“{gone['label']}”) with {into} (“{stays['label']}”), which stays; "
            f"{counted(number, 'statement')} spoke of it"
        )
    work.moves.move(key, into)
    return _plan(record, work, tell, Deed(did="merge", what=f"{told}.", signature=signature))


def rename(  # noqa: PLR0913, PLR0917 - each is a part of what changes
    record: Record, key: str, new: str, label: str, signature: Signature, tell: Tell = silent
) -> Plan:
    """What giving a thing or a document another key, another name, or both would do.

    The old name stays among the others, and the old address leads to the new one.

    Raises:
        DataError: it is not on record, the new key is taken or of another kind, or nothing is new.
    """
    new, label = new or key, label.strip()
    _of_one_kind(key, new)
    if new == key and not label:
        msg = "Say what changes: a new key, or a new name with --label."
        raise DataError(msg)
    work = Substitution(record=record)
    if key.startswith("source/"):
        cells = _document(record, key)
        _free(new, {f"source/{one}" for one in record.dates} - {key})
        name, place, column = "documents.csv", _place_of(record, cells["key"]), "title"
        after = {**cells, "key": new.removeprefix("source/"), "title": label or cells["title"]}
        if new != key:
            work.whole_document(cells["key"], after["key"])
    else:
        cells = _thing(record, key)
        _free(
            new,
            {line.cells.get("key", "") for table in record.things for line in table.lines} - {key},
        )
        work.in_statements({key: new})
        work.in_topics({key: new})
        work.in_expectations({key: new})
        table, place = _home(record, key)
        name, column = table.name, "label"
        after = {**cells, "key": new, "label": label or cells["label"]}
        if label and label != cells["label"]:
            after = _names(after, [cells["label"]])
    draft = work.draft(name)
    if new == key:
        draft.change(place, after, IncomingRow(kind="things", sheet="", row=place + 2, cells=after))
    else:  # by its new key it may belong to another place
        draft.remove(place)
        draft.add(IncomingRow(kind="things", sheet="", row=place + 2, cells=after))
    work.moves.move(key, new)
    named = f", now “{label}”" if label and label != cells[column] else ""
    told = f"Renamed {key} (“{cells[column]}”) {f'to {new}' if new != key else ''}{named}."
    return _plan(
        record,
        work,
        tell,
        Deed(did="rename", what=told.replace(" ,", ",").replace(" .", "."), signature=signature),
    )


def split(  # noqa: PLR0913, PLR0917 - each is a part of what is taken apart
    record: Record,
    key: str,
    new: str,
    label: str,
    statements: Collection[str],
    documents: Collection[str],
    signature: Signature,
    tell: Tell = silent,
) -> Plan:
    """What taking a thing apart would do: chosen statements are about a new thing from now on.

    Args:
        record: the tables as they are.
        key: the thing, which stays.
        new: the key of the new one.
        label: the name of the new one.
        statements: keys of the statements that are about the new one, or beginnings of them.
        documents: documents of which all statements about the thing are about the new one.
        signature: who does it, and why.
        tell: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        DataError: the thing is not on record, the new key is taken, or nothing is chosen.
    """
    _of_one_kind(key, new)
    cells = _thing(record, key)
    _free(new, {line.cells.get("key", "") for table in record.things for line in table.lines})
    if not label.strip():
        msg = "Give the new thing a name, with --label."
        raise DataError(msg)
    wanted = tuple(one.removeprefix("statement/") for one in statements)
    whole = {one.removeprefix("source/") for one in documents}
    work = Substitution(record=record)

    def chosen(document: str, line: TableLine) -> bool:
        if document in whole:
            return True
        return bool(wanted) and statement_key(document, line.cells, record.terms).startswith(wanted)

    number = work.in_statements({key: new}, chosen)
    if not number:
        msg = (
            f"No statement about {key} is chosen: name some with --statement, by the keys that "
            "the page Sources has in its address, or all of a document with --document."
        )
        raise DataError(msg)
    table, _ = _home(record, key)
    row = {"key": new, "type": cells["type"], "label": label.strip(), "other_labels": ""}
    work.draft(table.name).add(IncomingRow(kind="things", sheet="", row=0, cells=row))
    told = (
        f"Took {new} (“{label.strip()}”) out of {key} (“{cells['label']}”), with "
        f"{counted(number, 'statement')}."
    )
    return _plan(record, work, tell, Deed(did="split", what=told, signature=signature))


def _plan(record: Record, work: Substitution, tell: Tell, deed: Deed) -> Plan:
    files = followed(record, work.files, work.moves, reviews=True)
    return planned(record, files, deed, tuple(work.notes), tell)


def _of_one_kind(key: str, other: str) -> None:
    """Refuses what is no key, and two keys of two kinds.

    Raises:
        DataError: it is so.
    """
    for one in (key, other):
        try:
            thing(one)
        except ValueError as error:
            raise DataError(str(error)) from None
    kinds = [one.partition("/")[0] for one in (key, other)]
    if kinds[0] != kinds[1]:
        msg = f"{key} is a {kinds[0]} and {other} is a {kinds[1]}: the kind in a key is a promise."
        raise DataError(msg)


def _free(key: str, taken: Collection[str]) -> None:
    """Refuses a key that something has already.

    Raises:
        DataError: something has.
    """
    if key in taken:
        msg = f"{key} is on record already; to make one of the two, use 'cbrn-graph merge'."
        raise DataError(msg)


def _home(record: Record, key: str) -> tuple[TableFile, int]:
    found = home_of(record, key)
    if found is None:
        msg = f"{key} is not on record; the page Network finds things by their names."
        if key.startswith("topic/"):
            msg = f"{key} is in no table; topics of the ontology are kept in ontology/topics.ttl."
        raise DataError(msg)
    return found


def _thing(record: Record, key: str) -> dict[str, str]:
    """The row of a thing."""
    table, place = _home(record, key)
    return dict(table.lines[place].cells)


def _place_of(record: Record, document: str) -> int:
    keys = [line.cells.get("key", "") for line in record.documents.lines]
    return keys.index(document)


def _document(record: Record, key: str) -> dict[str, str]:
    """The row of a document.

    Raises:
        DataError: it is not on record.
    """
    document = key.removeprefix("source/")
    if document not in record.dates:
        msg = f"No document '{document}' is on record; data/documents.csv has their keys."
        raise DataError(msg)
    return dict(record.documents.lines[_place_of(record, document)].cells)


def _others(cells: dict[str, str]) -> list[str]:
    return [one for one in map(str.strip, cells.get("other_labels", "").split("|")) if one]


def _names(cells: dict[str, str], more: Collection[str]) -> dict[str, str]:
    """A thing with further names; its own name is not among them."""
    known = {cells["label"], *_others(cells)}
    names = [*_others(cells), *(one for one in dict.fromkeys(more) if one not in known)]
    return {**cells, "other_labels": " | ".join(one for one in names if one != cells["label"])}
