"""The forms of files that profiles are for: which files have one, and how records are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.intake.forms.records import from_calendar, from_json, from_table, from_xml
from graph.intake.limits import FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.forms.records import Tree

__all__ = ["FORMS", "FileForm", "records_of"]


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form of file.

    Attributes:
        name: what a profile calls it.
        endings: those of the names of such files, in small letters, with the dot.
        records: what reads a file's bytes; it is given the profile's ``row`` too, the name or path
            of a record, which a form may have no use for.
    """

    name: str
    endings: frozenset[str]
    records: Callable[[bytes, str], list[Tree]]


FORMS: Final = (
    FileForm("xml", frozenset({".xml"}), from_xml),
    FileForm("json", frozenset({".json"}), from_json),
    FileForm(
        "csv", frozenset({".csv", ".tsv", ".xlsx", ".ods"}), lambda content, _: from_table(content)
    ),
    FileForm("calendar", frozenset({".ics"}), lambda content, _: from_calendar(content)),
)


def records_of(form: str, content: bytes, row: str, ending: str | None = None) -> list[Tree]:
    """The records of a file of a form.

    Args:
        form: the form's name.
        content: the file's bytes.
        row: where a record begins, in forms where that has to be said.
        ending: that of the file's name, where only a file of the form will do.

    Raises:
        FileRefused: there is no such form, or the file is not of it.
    """
    found = next((each for each in FORMS if each.name == form), None)
    if found is None:
        names = ", ".join(each.name for each in FORMS)
        msg = f"there is no form '{form}'; use {names}."
        raise FileRefused(msg)
    if ending is not None and ending not in found.endings:
        msg = f"A file whose name ends in '{ending}' is not of the form {form}."
        raise FileRefused(msg)
    return found.records(content, row)
